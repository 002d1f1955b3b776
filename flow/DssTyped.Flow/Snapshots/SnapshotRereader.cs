using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>
/// Reads a snapshot again after an edit within one dataset or recipe, by reading that object alone. JSON allows it: an object put in
/// the place of another leaves the rest of a text as it was.
/// </summary>
public static class SnapshotRereader
{
    private const int Chunk = 4096;

    // The root and the list around an object.
    private const int OuterDepth = 2;

    /// <summary>
    /// The edited snapshot, which shares every other object with the one that was read; null if the edit touches more than one object, renames
    /// it, or leaves anything to report: then the whole text must be read. Positions in the result are not to be used.
    /// </summary>
    /// <param name="read">What was read of the text before the edit.</param>
    /// <param name="text">The text after the edit, in UTF-8.</param>
    public static Snapshot? TryReread(SnapshotReadResult read, byte[] text)
    {
        byte[] utf8 = JsonReader.WithoutMark(text);
        if (read.Snapshot is not { } snapshot || read.Findings.Count > 0 || utf8.Length > JsonReader.MaxBytes)
            return null;

        ReadOnlySpan<byte> before = read.Text.Utf8;
        int start = CommonStart(before, utf8);
        int end = before.Length - CommonEnd(before.Slice(start), utf8.AsSpan(start));
        int grown = utf8.Length - before.Length;
        if (start == end && grown == 0)
            return snapshot;

        // The brackets of the object must stand outside of what changed.
        return snapshot.Datasets.FirstOrDefault(IsAround) is { } dataset ? Replace(snapshot, dataset, Reread(dataset))
            : snapshot.Recipes.FirstOrDefault(IsAround) is { } recipe ? Replace(snapshot, recipe, Reread(recipe))
            : null;

        bool IsAround(DssObject item) => item.Raw.Span.Start < start && end < item.Raw.Span.End;

        JsonValue? Reread(DssObject item)
        {
            JsonSpan span = item.Raw.Span;
            JsonText slice = JsonReader.Read(utf8.AsSpan(span.Start, span.End + grown - span.Start).ToArray(), OuterDepth);
            return slice.Problems.Count == 0 && slice.Root!.IsObject && slice.Root.Find("name") is { IsString: true } name && name.Text == item.Name ? slice.Root : null;
        }
    }

    private static Snapshot? Replace(Snapshot snapshot, DatasetDefinition dataset, JsonValue? raw)
    {
        var findings = new List<Finding>();
        DatasetDefinition? edited = raw is null ? null : new DatasetDefinition(dataset.Name, raw, SchemaReader.Read(dataset.Name, raw, findings));
        return edited is null || findings.Count > 0 || edited.Schema.Count == 0 ? null : snapshot.With(dataset, edited);
    }

    private static Snapshot? Replace(Snapshot snapshot, RecipeDefinition recipe, JsonValue? raw) =>
        raw is null ? null : snapshot.With(recipe, new RecipeDefinition(recipe.Name, raw));

    private static int CommonStart(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int most = Math.Min(left.Length, right.Length), at = 0;
        while (at + Chunk <= most && left.Slice(at, Chunk).SequenceEqual(right.Slice(at, Chunk)))
            at += Chunk;
        while (at < most && left[at] == right[at])
            at++;

        return at;
    }

    private static int CommonEnd(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int most = Math.Min(left.Length, right.Length), at = 0;
        while (at + Chunk <= most && left.Slice(left.Length - at - Chunk, Chunk).SequenceEqual(right.Slice(right.Length - at - Chunk, Chunk)))
            at += Chunk;
        while (at < most && left[left.Length - 1 - at] == right[right.Length - 1 - at])
            at++;

        return at;
    }
}
