using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Sources;

/// <summary>Rows of an editable dataset, which are part of the snapshot.</summary>
internal static class InlineSource
{
    /// <summary>The rows that a dataset's definition holds; null if it holds none.</summary>
    public static IReadOnlyList<JsonValue>? RowsOf(DatasetDefinition dataset) => dataset.Raw.Find("inlineData") switch
    {
        { IsArray: true } rows => rows.Items,
        { IsObject: true } data => data.FindItems("data"),
        _ => null,
    };

    public static IEnumerable<SourceRecord> Read(IReadOnlyList<JsonValue> rows, int columns)
    {
        // The editor keeps a row to type into at the end: it is no data.
        int count = rows.Count;
        while (count > 0 && rows[count - 1].Items.All(cell => cell.Kind == JsonKind.Null || cell.Text.Length == 0))
            count--;

        var cells = new string?[columns];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < columns; i++)
                cells[i] = i < rows[row].Items.Count && rows[row].Items[i].Kind != JsonKind.Null ? rows[row].Items[i].Text : null;

            yield return new SourceRecord(row + 1, cells);
        }
    }
}
