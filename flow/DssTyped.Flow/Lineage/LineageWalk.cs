namespace DssTyped.Flow.Lineage;

/// <summary>Follows lineage to its ends. Without recursion, since flows can be thousands of recipes deep, and each column once, since flows can go in circles.</summary>
internal static class LineageWalk
{
    public static LineageTrace From(LineageColumn start, bool isDownstream, Func<LineageColumn, IReadOnlyList<LineageEdge>> next)
    {
        // The surest way to each column first: a queue for each certainty, worked off in order.
        var best = new Dictionary<LineageColumn, LineageCertainty>();
        var distance = new Dictionary<LineageColumn, int> { [start] = 0 };
        var queues = new Queue<LineageColumn>[(int)LineageCertainty.Unknown + 1];
        for (int i = 0; i < queues.Length; i++)
            queues[i] = new Queue<LineageColumn>();

        queues[0].Enqueue(start);
        for (int level = 0; level < queues.Length; level++)
        {
            while (queues[level].Count > 0)
            {
                LineageColumn column = queues[level].Dequeue();
                if (best.ContainsKey(column))
                    continue;

                best.Add(column, (LineageCertainty)level);
                foreach (LineageEdge edge in next(column))
                {
                    LineageColumn other = isDownstream ? edge.To : edge.From;
                    if (!best.ContainsKey(other))
                        queues[Math.Max(level, (int)edge.Certainty)].Enqueue(other);
                }
            }
        }

        // Then the nearest first, for people.
        var edges = new List<LineageEdge>();
        var columns = new List<TracedColumn>();
        var open = new Queue<LineageColumn>();
        open.Enqueue(start);
        while (open.Count > 0)
        {
            LineageColumn column = open.Dequeue();
            foreach (LineageEdge edge in next(column))
            {
                edges.Add(edge);
                LineageColumn other = isDownstream ? edge.To : edge.From;
                if (distance.ContainsKey(other))
                    continue;

                distance.Add(other, distance[column] + 1);
                columns.Add(new TracedColumn(other, best[other], distance[other]));
                open.Enqueue(other);
            }
        }

        return new LineageTrace(start, isDownstream, edges, columns);
    }
}
