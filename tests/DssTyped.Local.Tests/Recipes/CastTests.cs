using System.Globalization;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;
using DssTyped.Local.Text;
using DuckDB.NET.Data;

namespace DssTyped.Tests.Recipes;

/// <summary>A text becomes the same cell in a statement (a stack, an update, a schema with other types) as when it is read from a file.</summary>
public sealed class CastTests
{
    private static readonly StorageType[] Types =
    [
        StorageType.TinyInt, StorageType.SmallInt, StorageType.Int, StorageType.BigInt, StorageType.Float, StorageType.Double,
        StorageType.Boolean, StorageType.Date, StorageType.DateOnly, StorageType.DateTimeNoTz,
    ];

    private static readonly string[] Texts =
    [
        "0", "-0", "+3", "007", "127", "128", "-129", "32768", "2147483648", "9223372036854775807", "9223372036854775808", "00000000000000000000012", "1.0", "1.", ".5", "1e3", "1E-400", "1e999", "-1e999", "1_000",
        "1,000", " 1", "1 ", "0x10", "1d", "1f", "--1", "+", "-", ".", "e5", "NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "infinity", "3.4e39", "1e-50", "0.1", "123456789.123456789", "\u0661", "\u00A01",
        "true", "TRUE", "False", "t", "yes", "1", "on", "truE ", "",
        "2020-01-02", "2020-1-2", "2020-02-30", "2020-13-01", "2020-00-10", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "-2020-01-02", "2020-01-02 ", "2020/01/02", "20200102", "epoch", "today", "now",
        "2020-01-02T03:04:05.678Z", "2020-01-02T03:04:05Z", "2020-01-02T03:04Z", "2020-01-02T03:04", "2020-01-02 03:04:05", "2020-01-02t03:04:05z", "2020-01-02T03:04:05.123456789Z", "2020-01-02T03:04:05,5Z", "2020-01-02T03:04:05.Z",
        "2020-01-02T24:00:00Z", "2020-01-02T23:60:00Z", "2020-01-02T23:59:60Z", "2020-01-02T23:30:00+02:00", "2020-01-02T23:30:00-0230", "2020-01-02T23:30:00+02", "2020-01-02T23:30:00+18:30", "2020-01-02T23:30:00+19:00",
        "2020-01-02T23:30:00.250-05:00", "2020-01-02T23:30+01:00", "2020-01-02T03", "2020-01-02T03:04:05 Europe/Paris", "2020-01-02T03:04:05UTC", "2020-01-02T23:30:00+2", "1969-12-31T23:59:59.999Z", "2020-01-02T", "2020-01-02Z", "2020-01-02+02:00",
    ];

    [Fact]
    public void A_text_is_the_same_cell_in_a_statement_as_in_a_file()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        SqlFunctions.Register(connection);
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SET TimeZone = 'UTC'";
        command.ExecuteNonQuery();
        List<string> different = [];
        foreach (StorageType type in Types)
        {
            foreach (string text in Texts)
            {
                string cast = OutputCasts.Of("t", StorageType.String, type);
                command.CommandText = $"SELECT {OutputCasts.TextOf(cast, type)} FROM (SELECT {SqlText.Literal(text)} AS t)";
                string inStatement = command.ExecuteScalar() as string ?? "-";
                string inFile = Cell(text, type) ?? "-";
                if (inStatement != inFile)
                    different.Add($"{type} '{text}': {inStatement} in a statement, {inFile} in a file");
            }
        }

        Assert.True(different.Count == 0, string.Join("\n", different));
    }

    private static string? Cell(string text, StorageType type) => type switch
    {
        StorageType.TinyInt => CellParser.TryInteger(text, sbyte.MinValue, sbyte.MaxValue, out long tiny) ? Whole(tiny) : null,
        StorageType.SmallInt => CellParser.TryInteger(text, short.MinValue, short.MaxValue, out long small) ? Whole(small) : null,
        StorageType.Int => CellParser.TryInteger(text, int.MinValue, int.MaxValue, out long whole) ? Whole(whole) : null,
        StorageType.BigInt => CellParser.TryInteger(text, long.MinValue, long.MaxValue, out long big) ? Whole(big) : null,
        StorageType.Float => CellParser.TryDouble(text, out double single) ? JavaText.Of((float)single) : null,
        StorageType.Double => CellParser.TryDouble(text, out double number) ? JavaText.Of(number) : null,
        StorageType.Boolean => CellParser.TryBoolean(text, out bool flag) ? (flag ? "true" : "false") : null,
        StorageType.Date => CellParser.TryInstant(text, out long instant) ? JavaText.Instant(instant) : null,
        StorageType.DateOnly => CellParser.TryDay(text, out int day) ? JavaText.Day(day) : null,
        _ => CellParser.TryDateTimeNoTz(text, out long moment) ? JavaText.DateTimeNoTz(moment) : null,
    };

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
