using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Diff;

/// <summary>Finds the column that took the place of one that is gone.</summary>
internal static class ColumnReplacement
{
    /// <summary>The new column of the same type that stands where the old one stood, or whose name is most like it; null if there is none.</summary>
    public static string? Of(SchemaColumn gone, Schema old, Schema now)
    {
        SchemaColumn[] added = [.. now.Where(column => old.Find(column.Name) is null)];
        if (added.Length == 0)
            return null;

        if (NearestName.Of(gone.Name, added.Select(column => column.Name)) is { } similar)
            return similar;

        // A rename keeps the neighbours: as many columns came as went between those that stayed. If none stayed, it is another dataset.
        int at = old.IndexOf(gone.Name);
        (int from, int to) = RunOf(old, at, now);
        int start = from == 0 ? 0 : now.IndexOf(old[from - 1].Name) + 1;
        if (start == now.Count || old.Find(now[start].Name) is not null || (to - from == old.Count && old.Count > 1))
            return null;

        (int newFrom, int newTo) = RunOf(now, start, old);
        return newFrom == start && newTo - newFrom == to - from && now[start + at - from] is var candidate && candidate.Type == gone.Type ? candidate.Name : null;
    }

    /// <summary>The columns side by side, that one among them, that another schema does not have.</summary>
    private static (int From, int To) RunOf(Schema schema, int at, Schema other)
    {
        (int from, int to) = (at, at + 1);
        while (from > 0 && other.Find(schema[from - 1].Name) is null)
            from--;
        while (to < schema.Count && other.Find(schema[to].Name) is null)
            to++;

        return (from, to);
    }
}
