using System.Text;
using System.Text.Json.Nodes;

namespace DssTyped.Rest;

/// <summary>
/// The rows of an editable dataset, which a project's export holds in a file of their own. No request of the API gives that file, so they are
/// read as any dataset's rows are: an empty text cannot be told from no text.
/// </summary>
internal static class EditableRows
{
    /// <summary>DSS's type of editable datasets.</summary>
    public const string DatasetType = "Inline";

    /// <summary>The file's content; null when nothing was typed into the dataset yet.</summary>
    public static async Task<JsonObject?> ReadAsync(DssDatasetHandle dataset, CancellationToken cancellationToken)
    {
        try
        {
            var data = new JsonArray();
            DssRowStream rows = await dataset.ReadRowsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                    data.Add((JsonNode)new JsonArray([.. Enumerable.Range(0, rows.Columns.Count).Select(column => Cell(rows, column))]));
            }

            return new JsonObject { ["data"] = data };
        }
        catch (DssNotFoundException)
        {
            return null;
        }
    }

    private static JsonNode? Cell(DssRowStream rows, int column) => rows.IsNull(column) ? null : JsonValue.Create(Encoding.UTF8.GetString(rows.GetUtf8(column)));
}
