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

        // A rename keeps the neighbours: the same number of columns went and came between those that stayed.
        string? before = old.Take(old.IndexOf(gone.Name)).LastOrDefault(column => now.Find(column.Name) is not null)?.Name;
        int start = before is null ? 0 : now.IndexOf(before) + 1;
        int place = before is null ? old.IndexOf(gone.Name) : old.IndexOf(gone.Name) - old.IndexOf(before) - 1;
        return start + place < now.Count && now[start + place] is var candidate && candidate.Type == gone.Type && added.Contains(candidate) ? candidate.Name : null;
    }
}
