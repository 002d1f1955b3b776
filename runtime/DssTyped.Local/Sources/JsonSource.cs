using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Local.Text;

namespace DssTyped.Local.Sources;

/// <summary>Rows of JSON files: an array of objects, or one object a line. Members are columns; what is nested stays JSON.</summary>
internal static class JsonSource
{
    public static IEnumerable<SourceRecord> Read(SourceRead read)
    {
        using var text = new StreamReader(SourceStreams.Open(read.Path), Encoding.UTF8);
        var cells = new string?[read.Schema.Count];
        var found = new bool[read.Schema.Count];
        int first = text.Peek();
        while (first >= 0 && char.IsWhiteSpace((char)first))
        {
            text.Read();
            first = text.Peek();
        }

        if (first == '[')
        {
            JsonText json = JsonReader.Read(text.ReadToEnd());
            if (json.Root is null)
                throw read.Error(json.PositionOf(json.Problems[0].Span.Start).Line, json.Problems[0].Message, "Mend the JSON.");

            foreach (JsonValue item in json.Root.Items)
            {
                Fill(read, cells, found, item, json.PositionOf(item.Span.Start).Line);
                yield return new SourceRecord(json.PositionOf(item.Span.Start).Line, cells);
            }

            TellMissing(read, json.Root.Items.Count, found);
            yield break;
        }

        long line = 0;
        while (text.ReadLine() is { } row)
        {
            line++;
            read.CancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(row))
                continue;

            JsonText json = JsonReader.Read(row);
            if (json.Root is null)
                throw read.Error(line, json.Problems[0].Message, "Each line must hold one JSON object; else put all objects into one array.");

            Fill(read, cells, found, json.Root, line);
            yield return new SourceRecord(line, cells);
        }

        TellMissing(read, line, found);
    }

    private static void Fill(SourceRead read, string?[] cells, bool[] found, JsonValue item, long line)
    {
        if (!item.IsObject)
            throw read.Error(line, $"a row is no object but {Shorter(item.ToString())}", "Write each row as an object whose members are the columns.");

        for (int i = 0; i < cells.Length; i++)
        {
            JsonMember? member = item.FindMember(read.Schema[i].Name);
            found[i] |= member is not null;
            cells[i] = member?.Value switch
            {
                { Kind: JsonKind.Null } => null,
                null => null,
                { Kind: JsonKind.Object or JsonKind.Array } nested => nested.ToString(),
                { Text: var text } => text,
            };
        }

        foreach (JsonMember member in item.Members)
        {
            if (read.Schema.Find(member.Name) is null)
                read.Warnings.Add($"File '{read.Path}': the dataset's schema has no column '{member.Name}'; left out.");
        }
    }

    private static string Shorter(string text) => text.Length > 40 ? text[..40] + "..." : text;

    // DSS may have opened objects into columns; those would stay empty here.
    private static void TellMissing(SourceRead read, long rows, bool[] found)
    {
        for (int i = 0; rows > 0 && i < found.Length; i++)
        {
            string name = read.Schema[i].Name;
            if (!found[i])
                read.Warnings.Add($"File '{read.Path}': no object has a member '{name}'; the column is empty.");
        }
    }
}
