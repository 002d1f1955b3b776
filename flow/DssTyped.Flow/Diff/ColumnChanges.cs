using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Diff;

/// <summary>Compares the columns of one dataset.</summary>
internal static class ColumnChanges
{
    /// <summary>The differences of two schemas of a dataset.</summary>
    /// <param name="old">The dataset in the old snapshot.</param>
    /// <param name="now">The dataset in the new snapshot.</param>
    /// <param name="before">The old schema.</param>
    /// <param name="after">The new schema.</param>
    /// <param name="causes">Tells why a column changed.</param>
    /// <param name="onNextBuild">Whether the schemas are those after a build rather than the stored ones.</param>
    public static IEnumerable<SnapshotChange> Of(DatasetDefinition old, DatasetDefinition now, Schema before, Schema after, ChangeCauses causes, bool onNextBuild)
    {
        foreach (SchemaColumn column in before)
        {
            if (after.Find(column.Name) is not { } same)
                yield return Removed(column);
            else if (TypeChange.Of(column, same) is { } impact)
                yield return Retyped(column, same, impact);
        }

        foreach (SchemaColumn column in after.Where(column => before.Find(column.Name) is null))
            yield return Added(column);

        SnapshotChange Removed(SchemaColumn column)
        {
            EquatableArray<string> path = causes.OfRemoved(old, column.Name);
            string? replacement = ColumnReplacement.Of(column, before, after);
            string hint = replacement is null ? "" : $" Use '{replacement}' instead.";
            return new SnapshotChange(ChangeImpact.Breaking, "column", now.Name, column.Name,
                Finding.Of(BaselineDiagnostics.ColumnRemoved, SpanOf(column, old), column.Name, now.Name, Cause(path) + hint))
            {
                InOld = true, Before = TypeChange.InWords(column), Replacement = replacement ?? "", Path = path, OnNextBuild = onNextBuild,
            };
        }

        SnapshotChange Retyped(SchemaColumn column, SchemaColumn same, ChangeImpact impact)
        {
            EquatableArray<string> path = causes.OfChanged(now, column.Name);
            FlowDiagnostic rule = impact == ChangeImpact.Widening ? BaselineDiagnostics.ColumnWidened : BaselineDiagnostics.ColumnRetyped;
            return new SnapshotChange(impact, "column", now.Name, column.Name,
                Finding.Of(rule, SpanOf(same, now), column.Name, now.Name, TypeChange.InWords(column), TypeChange.InWords(same), Cause(path)))
            {
                Before = TypeChange.InWords(column), After = TypeChange.InWords(same), Path = path, OnNextBuild = onNextBuild,
            };
        }

        SnapshotChange Added(SchemaColumn column)
        {
            EquatableArray<string> path = causes.OfChanged(now, column.Name);
            return new SnapshotChange(ChangeImpact.Additive, "column", now.Name, column.Name,
                Finding.Of(BaselineDiagnostics.ColumnAdded, SpanOf(column, now), column.Name, now.Name, TypeChange.InWords(column), Cause(path)))
            {
                After = TypeChange.InWords(column), Path = path, OnNextBuild = onNextBuild,
            };
        }

        string Cause(EquatableArray<string> path)
        {
            string when = onNextBuild ? " It is stored as before, but the next build changes it." : "";
            return path.Count == 0 ? when : $" The cause is upstream: {string.Join(" -> ", path)}.{when}";
        }
    }

    private static JsonSpan SpanOf(SchemaColumn column, DatasetDefinition dataset) => column.Raw?.Find("name")?.Span is { IsKnown: true } span ? span : dataset.Span;
}
