using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace DssTyped.TestServer.Data;

/// <summary>Rows of an uploaded CSV file with a header, by the dataset's types.</summary>
internal sealed class CsvRowSource(Stream file, DatasetSchema schema) : IRowSource
{
    public IReadOnlyList<string> Columns { get; } = [.. schema.Columns.Select(column => column.Name)];

    public async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        string text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        int position = 0;
        List<string> header = Row(text, ref position);
        int[] places = [.. Columns.Select(column => header.IndexOf(column))];
        var values = new object?[places.Length];
        while (position < text.Length)
        {
            List<string> row = Row(text, ref position);
            for (int i = 0; i < places.Length; i++)
                values[i] = places[i] < 0 || places[i] >= row.Count || row[places[i]].Length == 0 ? null : Value(row[places[i]], schema.Columns[i].Type);
            yield return values;
        }
    }

    private static object Value(string text, string type) => type switch
    {
        "tinyint" => sbyte.Parse(text, CultureInfo.InvariantCulture),
        "smallint" => short.Parse(text, CultureInfo.InvariantCulture),
        "int" => int.Parse(text, CultureInfo.InvariantCulture),
        "bigint" => long.Parse(text, CultureInfo.InvariantCulture),
        "float" => float.Parse(text, CultureInfo.InvariantCulture),
        "double" => double.Parse(text, CultureInfo.InvariantCulture),
        "boolean" => bool.Parse(text),
        "date" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
        "dateonly" => DateOnly.Parse(text, CultureInfo.InvariantCulture),
        "datetimenotz" => DateTime.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };

    private static List<string> Row(string text, ref int position)
    {
        var row = new List<string>();
        while (true)
        {
            row.Add(Field(text, ref position));
            if (position >= text.Length || text[position++] == '\n')
                return row;
        }
    }

    private static string Field(string text, ref int position)
    {
        var field = new StringBuilder();
        bool quoted = false;
        for (; position < text.Length; position++)
        {
            char letter = text[position];
            if (letter == '"' && quoted && position + 1 < text.Length && text[position + 1] == '"')
                field.Append(text[++position]);
            else if (letter == '"')
                quoted = !quoted;
            else if (!quoted && letter is (',' or '\n'))
                break;
            else
                field.Append(letter);
        }

        return field.ToString();
    }
}
