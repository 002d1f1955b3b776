using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Tests.Synthetic;

/// <summary>Random rows for a dataset whose data is not there: values of its columns' types, and texts that its flow's recipes speak of.</summary>
internal sealed class SyntheticRows
{
    private static readonly string[] Texts =
    [
        "", "", "a", "A", "b", "Ville d'Été", "two words", " blanks ", "x, \"y\"", "line\nbreak", "12", "007", "-3.5", "1,234.56", "1e3", "true", "NaN", "2021-03-04", "2021-03-04T05:06:07.000Z", "04/03/2021", "03/04/2021 10:11:12",
        "March 4, 2021", "http://example.org:8080/a/b?x=1&y=2#z", "name@example.org", "[\"a\",\"b\"]", "{\"k\":1,\"o\":{\"p\":null}}", "[]", "{}", "POINT(2.5 48.9)", "a|b;c,d", "東京", "🙂", "\t", "null",
    ];

    private readonly Random _random;
    private readonly string[] _mentioned;
    private readonly HashSet<string> _dimensions;

    public SyntheticRows(Snapshot snapshot, int seed)
    {
        _random = new Random(seed);
        _mentioned = [.. snapshot.Recipes.SelectMany(recipe => Strings(recipe.Payload)).Where(text => text.Length is > 0 and < 30).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        // A row without a value of a dimension belongs to no partition.
        _dimensions = [.. snapshot.Datasets.SelectMany(dataset => dataset.Dimensions).Select(dimension => dimension.Name)];
    }

    /// <summary>Writes a dataset's rows as CSV with a header.</summary>
    public void Write(DatasetDefinition dataset, string file, int rows)
    {
        using var writer = new StreamWriter(file);
        writer.Write(Line(dataset.Schema.Select(column => column.Name)));
        for (int i = 0; i < rows; i++)
            writer.Write(Line(dataset.Schema.Select(Value)));
    }

    private string Value(SchemaColumn column) => _dimensions.Contains(column.Name)
        ? (column.Type is StorageType.String ? "p" + _random.Next(3).ToString(CultureInfo.InvariantCulture) : Any(column))
        : _random.Next(12) == 0 ? "" : Any(column);

    private string Any(SchemaColumn column) => column.Type switch
    {
        StorageType.TinyInt => Whole(sbyte.MinValue, sbyte.MaxValue),
        StorageType.SmallInt => Whole(short.MinValue, short.MaxValue),
        StorageType.Int => Whole(-2_000_000, 2_000_000),
        StorageType.BigInt => _random.Next(5) == 0 ? Whole(-4_000_000_000_000, 4_000_000_000_000) : Whole(0, 8),
        StorageType.Float or StorageType.Double => _random.Next(3) switch
        {
            0 => _random.Next(-5, 9).ToString(CultureInfo.InvariantCulture) + ".0",
            1 => "1.25E10",
            _ => ((_random.NextDouble() - 0.5) * 1000).ToString("R", CultureInfo.InvariantCulture),
        },
        StorageType.Boolean => _random.Next(2) == 0 ? "true" : "false",
        StorageType.Date => Moment().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        StorageType.DateOnly => Moment().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        StorageType.DateTimeNoTz => Moment().ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
        StorageType.GeoPoint or StorageType.Geometry => string.Create(CultureInfo.InvariantCulture, $"POINT({_random.Next(-180, 180)}.5 {_random.Next(-90, 90)}.25)"),
        StorageType.Array => "[\"a\",\"b\"]",
        StorageType.Map or StorageType.Object => "{\"a\":\"1\"}",
        StorageType.String or StorageType.Unknown => _mentioned.Length > 0 && _random.Next(2) == 0 ? _mentioned[_random.Next(_mentioned.Length)] : Texts[_random.Next(Texts.Length)],
    };

    private string Whole(long least, long most) => (_random.Next(2) == 0 ? _random.NextInt64(0, 5) : _random.NextInt64(least, most)).ToString(CultureInfo.InvariantCulture);

    private DateTime Moment() => new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(_random.NextInt64(0, 300_000_000_000));

    private static IEnumerable<string> Strings(JsonValue value) => value.Kind switch
    {
        JsonKind.String => [value.Text],
        JsonKind.Object => value.Members.SelectMany(member => Strings(member.Value)),
        JsonKind.Array => value.Items.SelectMany(Strings),
        _ => [],
    };

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";
}
