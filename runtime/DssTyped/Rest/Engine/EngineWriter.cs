using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>
/// Replaces the rows of a dataset that is made of uploaded files. The public API has no other way to write rows. The file is
/// made whole on disk before the server is touched, so rows that cannot be produced change nothing.
/// </summary>
internal static class EngineWriter
{
    private const string FileName = "rows.csv";

    public static async Task<long> WriteAsync(DssProject project, WriteRequest request, IRowSource rows, CancellationToken cancellationToken)
    {
        if (request.Partition is not null)
            throw new NotSupportedException($"Partition {request.Partition} of dataset {request.Dataset} cannot be written: uploaded files have no partitions. Write it with a recipe on the server.");
        DssDatasetHandle dataset = project.Datasets[request.Dataset];
        DssDatasetSettings settings = await dataset.GetSettingsAsync(cancellationToken).ConfigureAwait(false);
        if (!string.Equals(settings.Type, "UploadedFiles", StringComparison.Ordinal))
            throw new NotSupportedException($"Dataset {request.Dataset} is of type {settings.Type}; the public DSS API writes rows only to datasets of type UploadedFiles. Load it through its connection, or with a recipe on the server.");

        string path = Path.GetTempFileName();
        try
        {
            FileStream file = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            await using (file.ConfigureAwait(false))
            {
                long count = await SpoolAsync(file, request, rows, cancellationToken).ConfigureAwait(false);
                file.Position = 0;
                await UploadAsync(dataset, settings, request, file, cancellationToken).ConfigureAwait(false);
                return count;
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task UploadAsync(DssDatasetHandle dataset, DssDatasetSettings settings, WriteRequest request, Stream file, CancellationToken cancellationToken)
    {
        bool replaces = (await dataset.ListUploadedFilesAsync(cancellationToken).ConfigureAwait(false)).Count > 0;
        if (replaces)
            await dataset.ClearAsync(cancellationToken: cancellationToken).ConfigureAwait(false);

        try
        {
            await dataset.UploadFileAsync(FileName, file, cancellationToken).ConfigureAwait(false);
        }
        catch (DssException exception) when (replaces)
        {
            throw new DssException($"Dataset '{request.Dataset}' was emptied, but the upload of its new rows failed, so it has no rows now. Write them again. {exception.Message}", exception);
        }

        settings.Raw["formatType"] = "csv";
        settings.Raw["formatParams"] = new JsonObject
        {
            ["style"] = "excel", ["charset"] = "utf8", ["separator"] = ",", ["quoteChar"] = "\"", ["skipRowsBeforeHeader"] = 0, ["parseHeaderRow"] = true,
            ["skipRowsAfterHeader"] = 0, ["dateSerializationFormat"] = "ISO", ["arrayMapFormat"] = "json",
        };
        // Columns that are there keep their comments and meanings; only what is missing is added.
        if (settings.Raw["schema"] is not JsonObject schema)
            settings.Raw["schema"] = schema = new JsonObject { ["userModified"] = true };
        if (schema["columns"] is not JsonArray columns)
            schema["columns"] = columns = [];
        foreach (DatasetColumn column in request.Schema.Columns.Where(column => columns.OfType<JsonObject>().All(there => there.Text("name") != column.Name)))
            columns.Add((JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = column.Type });
        await settings.SaveAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long> SpoolAsync(Stream file, WriteRequest request, IRowSource rows, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        await using (writer.ConfigureAwait(false))
        {
            var places = new int[request.Schema.Columns.Count];
            for (int i = 0; i < places.Length; i++)
                places[i] = IndexOf(rows.Columns, request.Schema.Columns[i].Name);

            writer.WriteLine(string.Join(',', request.Schema.Columns.Select(column => Quote(column.Name))));
            long count = 0;
            await foreach (object?[] row in rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                for (int i = 0; i < places.Length; i++)
                {
                    if (i > 0)
                        writer.Write(',');
                    writer.Write(places[i] < 0 ? "" : Quote(Text(row[places[i]])));
                }

                writer.WriteLine();
                count++;
            }

            return count;
        }
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
