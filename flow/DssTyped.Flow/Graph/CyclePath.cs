using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Graph;

/// <summary>Finds one round trip within a set of recipes that all need each other, the shortest from the first by name.</summary>
internal static class CyclePath
{
    public static IReadOnlyList<RecipeDefinition> Through(IReadOnlyList<RecipeDefinition> component, Dictionary<RecipeDefinition, RecipeDefinition[]> needs)
    {
        RecipeDefinition start = component[0];
        var inside = new HashSet<RecipeDefinition>(component);
        var cameFrom = new Dictionary<RecipeDefinition, RecipeDefinition>();
        var open = new Queue<RecipeDefinition>();
        open.Enqueue(start);
        while (open.Count > 0)
        {
            RecipeDefinition recipe = open.Dequeue();
            foreach (RecipeDefinition need in needs[recipe].Where(inside.Contains))
            {
                if (need == start)
                    return Path(recipe);
                if (!cameFrom.ContainsKey(need))
                {
                    cameFrom[need] = recipe;
                    open.Enqueue(need);
                }
            }
        }

        return component;

        // Needs were followed backwards, so the walk back from the last is already in the order of the data.
        IReadOnlyList<RecipeDefinition> Path(RecipeDefinition last)
        {
            var path = new List<RecipeDefinition> { last };
            while (path[path.Count - 1] != start)
                path.Add(cameFrom[path[path.Count - 1]]);

            return path;
        }
    }
}
