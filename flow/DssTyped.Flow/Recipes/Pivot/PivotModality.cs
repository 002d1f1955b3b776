using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Pivot;

/// <summary>A value that a pivot found in its data and gave columns to. DSS keeps what it found in the output dataset's schema.</summary>
/// <param name="KeyValues">The values of the pivot's key columns.</param>
/// <param name="Name">What stands in the columns' names.</param>
/// <param name="ValueColumns">The value columns and the names they get, before the aggregate is appended.</param>
/// <param name="CountColumn">The column that counts rows; null if there is none.</param>
public sealed record PivotModality(EquatableArray<PivotKeyValue> KeyValues, string Name, EquatableArray<PivotedColumn> ValueColumns, string? CountColumn)
{
    /// <summary>The modalities stored with an output, per element of the pivot; null if it was never built.</summary>
    public static EquatableArray<EquatableArray<PivotModality>>? StoredIn(DatasetDefinition? output)
    {
        if (output?.Raw.Find("schema")?.Find("metadata")?.Find("pivotElementsModalities") is not { IsArray: true, Items.Count: > 0 } elements)
            return null;

        return elements.Items.Select(element => element.FindItems("pivotedModalities").Select(Read).ToEquatableArray()).ToEquatableArray();
    }

    private static PivotModality Read(JsonValue modality) => new(
        modality.FindItems("keyValues").Select(value => new PivotKeyValue(value.Kind == JsonKind.Null ? null : value.Text)).ToEquatableArray(),
        modality.Text("name"),
        modality.FindItems("valueColumns").Select(column => new PivotedColumn(column.Text("source"), column.Text("pivoted"))).ToEquatableArray(),
        modality.FindText("globalCountColumn"));
}

/// <summary>A value of a key column, as text.</summary>
/// <param name="Text">The text; null for the empty value.</param>
public sealed record PivotKeyValue(string? Text);

/// <summary>A value column of one modality.</summary>
/// <param name="Source">The value column.</param>
/// <param name="Pivoted">The name it gets, before the aggregate is appended.</param>
public sealed record PivotedColumn(string Source, string Pivoted);
