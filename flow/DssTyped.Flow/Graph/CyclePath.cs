namespace DssTyped.Flow.Graph;

/// <summary>Finds one round trip within a set of recipes that all need each other, the shortest from the first by name.</summary>
internal static class CyclePath
{
    /// <param name="component">The numbers of the recipes, in order.</param>
    /// <param name="needs">The recipes that each recipe needs, by number.</param>
    public static IReadOnlyList<int> Through(IReadOnlyList<int> component, int[][] needs)
    {
        int start = component[0];
        var inside = new HashSet<int>(component);
        var cameFrom = new Dictionary<int, int>();
        var open = new Queue<int>();
        open.Enqueue(start);
        while (open.Count > 0)
        {
            int recipe = open.Dequeue();
            foreach (int need in needs[recipe].Where(inside.Contains))
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
        IReadOnlyList<int> Path(int last)
        {
            var path = new List<int> { last };
            while (path[path.Count - 1] != start)
                path.Add(cameFrom[path[path.Count - 1]]);

            return path;
        }
    }
}
