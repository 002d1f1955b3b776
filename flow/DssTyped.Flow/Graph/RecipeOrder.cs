using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Graph;

/// <summary>Orders recipes by need and finds cycles (strongly connected components, without recursion: flows can be thousands of recipes deep).</summary>
internal static class RecipeOrder
{
    public static (IReadOnlyList<RecipeDefinition> Order, IReadOnlyList<IReadOnlyList<RecipeDefinition>> Cycles) Of(FlowGraph graph)
    {
        RecipeDefinition[] recipes = [.. graph.Snapshot.Recipes.OrderBy(recipe => recipe.Name, StringComparer.Ordinal)];
        var needs = recipes.ToDictionary(recipe => recipe, recipe => graph.UpstreamOf(recipe).OrderBy(other => other.Name, StringComparer.Ordinal).ToArray());
        var index = new Dictionary<RecipeDefinition, int>();
        var low = new Dictionary<RecipeDefinition, int>();
        var path = new Stack<RecipeDefinition>();
        var onPath = new HashSet<RecipeDefinition>();
        var order = new List<RecipeDefinition>(recipes.Length);
        var cycles = new List<IReadOnlyList<RecipeDefinition>>();

        foreach (RecipeDefinition start in recipes)
        {
            if (index.ContainsKey(start))
                continue;

            var open = new Stack<(RecipeDefinition Recipe, int Next)>();
            open.Push((start, 0));
            while (open.Count > 0)
            {
                (RecipeDefinition recipe, int next) = open.Pop();
                if (next == 0)
                {
                    index[recipe] = low[recipe] = index.Count;
                    path.Push(recipe);
                    onPath.Add(recipe);
                }
                else
                {
                    low[recipe] = Math.Min(low[recipe], low[needs[recipe][next - 1]]);
                }

                bool descended = false;
                for (; next < needs[recipe].Length; next++)
                {
                    RecipeDefinition need = needs[recipe][next];
                    if (!index.ContainsKey(need))
                    {
                        open.Push((recipe, next + 1));
                        open.Push((need, 0));
                        descended = true;
                        break;
                    }

                    if (onPath.Contains(need))
                        low[recipe] = Math.Min(low[recipe], index[need]);
                }

                if (!descended && low[recipe] == index[recipe])
                    Close(recipe);
            }
        }

        return (order, cycles);

        void Close(RecipeDefinition root)
        {
            var component = new List<RecipeDefinition>();
            RecipeDefinition member;
            do
            {
                member = path.Pop();
                onPath.Remove(member);
                component.Add(member);
            }
            while (member != root);

            component.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            order.AddRange(component);
            if (component.Count > 1 || needs[root].Contains(root))
                cycles.Add(CyclePath.Through(component, needs));
        }
    }
}
