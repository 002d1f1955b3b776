using System.IO.Compression;
using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tests.Local.Prepare;

/// <summary>Reads the delimited files of exports, plainly: quotes doubled, one character at a time.</summary>
internal static class DsvText
{
    /// <summary>The rows of a dataset's files in an export, without its header row; null if the export has none.</summary>
    public static List<string[]>? Read(string export, DatasetDefinition dataset)
    {
        string? folder = new[] { "uploads", "fs_datasets_data", "any_datasets_data" }.Select(kind => Path.Combine(export, kind, dataset.Name)).FirstOrDefault(Directory.Exists);
        if (folder is null || dataset.Raw.FindText("formatType") != "csv")
            return null;

        JsonValue format = dataset.Raw.Find("formatParams") ?? JsonValue.Object();
        char separator = format.FindText("separator") is { Length: > 0 } text ? text[0] : ',';
        var rows = new List<string[]>();
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            using Stream stream = File.OpenRead(file);
            using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
            rows.AddRange(Rows(reader.ReadToEnd(), separator).Skip(format.FindFlag("parseHeaderRow") ? 1 : 0));
        }

        return rows;
    }

    public static IEnumerable<string[]> Rows(string text, char separator)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else if (c == '"')
                    quoted = false;
                else
                    cell.Append(c);
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
                row.Add(cell.ToString());
                cell.Clear();
                yield return [.. row];
                row.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        if (row.Count > 0 || cell.Length > 0)
            yield return [.. row, cell.ToString()];
    }
}
