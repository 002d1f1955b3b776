using System.Text;
using CsCheck;
using DssTyped.Local.Formula;
using DssTyped.Rest;
using DssTyped.Rest.Rows;

namespace DssTyped.Tests.Rest.Filters;

/// <summary>The server may send too many rows, never too few: the embedded engine's formulas stand in for the server's.</summary>
public sealed class ServerFilterTests
{
    private static readonly DssSchemaColumn[] Columns =
    [
        new() { Name = "text \"of\" the\\row", Type = "string" }, new() { Name = "n", Type = "bigint" }, new() { Name = "x", Type = "double" }, new() { Name = "f", Type = "float" },
        new() { Name = "b", Type = "boolean" }, new() { Name = "at", Type = "date" }, new() { Name = "day", Type = "dateonly" }, new() { Name = "time", Type = "datetimenotz" },
    ];

    private static readonly string[] Names = [.. Columns.Select(column => column.Name!)];

    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.OneOf("", " ", "a", "A", "7", "007", "7.0", "true", "null", "NaN", "Ål", "e\u0301", "\u00e9", "漢字", "😀", "a\"b", "a\\b", "a\tb", "a\nb", "${a}", "2026-01-05", "'", "\\"),
        Gen.String[Gen.OneOf('a', 'b', '"', '\\', 'é', ' ', '0'), 0, 4]);

    private static readonly Gen<long> Wholes = Gen.OneOf(Gen.Long[-3, 3], Gen.OneOf(long.MinValue, long.MaxValue, 1L << 53, (1L << 53) + 1, (1L << 53) - 1), Gen.Long);

    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Int[-3, 3].Select(whole => whole / 2.0), Gen.OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.1, 1e-7, 1e300, double.Epsilon, 0.1f, 123456789.123456789), Gen.Double);

    private static readonly Gen<DateTime> Moments = Gen.OneOf(Gen.Int[-60, 60].Select(hours => new DateTime(2026, 1, 1).AddHours(hours)), Gen.OneOf(new DateTime(1, 1, 2), new DateTime(9999, 12, 30), new DateTime(999, 5, 5)));

    // What a row sends for each column; the last of each are no values of the column's type.
    private static readonly Gen<string>[] Cells =
    [
        Words,
        Wholes.Select(value => FormattableString.Invariant($"{value}")).Or("", "+2", "two"),
        Numbers.Select(value => FormattableString.Invariant($"{value:R}")).Or("", "1.0E-3", "1,5", " 1"),
        Numbers.Select(value => FormattableString.Invariant($"{(float)value:R}")).Or("", "0.10000000149011612"),
        Gen.OneOf("", "true", "false", "TRUE", "False"),
        Moments.Select(value => FormattableString.Invariant($"{value:yyyy-MM-ddTHH:mm:ss.fffZ}")).Or("", "2026-01-01T01:00:00+02:00", "2026-01-01"),
        Moments.Select(value => FormattableString.Invariant($"{value:yyyy-MM-dd}")).Or("", "2026-01-01T00:00:00.000Z"),
        Moments.Select(value => FormattableString.Invariant($"{value:yyyy-MM-ddTHH:mm:ss.fff}")).Or("", "2026-01-01 03:00:00"),
    ];

    private static readonly FilterOperator[] Orders = [FilterOperator.Equal, FilterOperator.NotEqual, FilterOperator.Greater, FilterOperator.GreaterOrEqual, FilterOperator.Less, FilterOperator.LessOrEqual];

    private static readonly Gen<(string Column, object Value)> Values = Gen.OneOf(
        Words.Select(value => (Names[0], (object)value)), Wholes.Select(value => (Names[1], (object)value)), Numbers.Select(value => (Names[2], (object)value)),
        Numbers.Select(value => (Names[3], (object)(float)value)), Gen.Bool.Select(value => (Names[4], (object)value)),
        Moments.Select(value => (Names[5], (object)new DateTimeOffset(value, TimeSpan.Zero))), Moments.Select(value => (Names[6], (object)DateOnly.FromDateTime(value))), Moments.Select(value => (Names[7], (object)value)));

    private static readonly Gen<FilterCondition> Leaves = Gen.OneOf(
        Gen.Select(Values, Gen.OneOf(Enum.GetValues<FilterOperator>())).Where(pair => pair.Item1.Value is string || Orders.Contains(pair.Item2))
            .Select(pair => (FilterCondition)new FilterCondition.Compare(pair.Item1.Column, pair.Item2, pair.Item1.Value)),
        Values.Array[1, 3].Select(values => (FilterCondition)new FilterCondition.OneOf(values[0].Column, [.. values.Where(value => value.Column == values[0].Column).Select(value => value.Value)])),
        Gen.Select(Gen.OneOf(Names), Gen.Bool).Select(pair => (FilterCondition)new FilterCondition.Empty(pair.Item1, pair.Item2)));

    private static readonly Gen<FilterCondition> Conditions = Tree(3);

    [Fact]
    public void No_row_that_the_client_would_keep_is_left_out_by_the_server() =>
        Gen.Select(Conditions, Gen.Select(Cells[0], Cells[1], Cells[2], Cells[3]), Gen.Select(Cells[4], Cells[5], Cells[6], Cells[7])).Sample(
            (condition, first, last) =>
            {
                string[] row = [first.Item1, first.Item2, first.Item3, first.Item4, last.Item1, last.Item2, last.Item3, last.Item4];
                if (ServerFilter.Of(condition) is { } formula)
                    Assert.True(Sends(formula, row) || Keeps(condition, row) != true, $"{formula} is not true for {string.Join('|', row)}");
            },
            iter: 40_000);

    [Theory]
    [InlineData("x", FilterOperator.Greater, 1.5, "(numval(\"x\") >= 1.499998500 || (isBlank(numval(\"x\")) && length(strval(\"x\")) > 0))")]
    [InlineData("s", FilterOperator.Equal, "O\"Neil\\", "strval(\"s\") == \"O\\\"Neil\\\\\"")]
    [InlineData("s", FilterOperator.StartsWith, "Å", "startsWith(strval(\"s\"), \"Å\")")]
    [InlineData("a\"b", FilterOperator.Contains, "x", "contains(strval(\"a\\\"b\"), \"x\")")]
    [InlineData("b", FilterOperator.Equal, true, "toLowercase(strval(\"b\")) == \"true\"")]
    [InlineData("s", FilterOperator.Greater, "a", null)]
    [InlineData("s", FilterOperator.Equal, "${v}", null)]
    [InlineData("s", FilterOperator.Equal, "a\nb", null)]
    [InlineData("n", FilterOperator.Equal, long.MaxValue, null)]
    public void What_is_sent_is_what_the_documented_functions_say(string column, FilterOperator op, object value, string? formula) =>
        Assert.Equal(formula, ServerFilter.Of(new FilterCondition.Compare(column, op, value)));

    [Fact]
    public void A_part_that_cannot_be_sent_does_not_keep_the_other_from_narrowing()
    {
        FilterCondition sent = new FilterCondition.Compare("s", FilterOperator.Equal, "a"), unsent = new FilterCondition.Compare("s", FilterOperator.Greater, "a");

        Assert.Equal("strval(\"s\") == \"a\"", ServerFilter.Of(new FilterCondition.And(sent, unsent)));
        Assert.Null(ServerFilter.Of(new FilterCondition.Or(sent, unsent)));
        Assert.Null(ServerFilter.Of(new FilterCondition.Not(sent)));
        Assert.Equal("isBlank(strval(\"s\"))", ServerFilter.Of(new FilterCondition.Not(new FilterCondition.Empty("s", Negated: true))));
        Assert.Null(ServerFilter.Of(new FilterCondition.Compare("s", FilterOperator.Equal, new string('漢', 1000))));
        Assert.Null(ServerFilter.Of(new FilterCondition.Compare("s", FilterOperator.Equal, "half a letter: \ud83d")));
    }

    private static Gen<FilterCondition> Tree(int depth) => depth == 0
        ? Leaves
        : Gen.Int[0, 4].SelectMany(kind => kind switch
        {
            0 => Gen.Select(Tree(depth - 1), Tree(depth - 1)).Select(pair => (FilterCondition)new FilterCondition.And(pair.Item1, pair.Item2)),
            1 => Gen.Select(Tree(depth - 1), Tree(depth - 1)).Select(pair => (FilterCondition)new FilterCondition.Or(pair.Item1, pair.Item2)),
            2 => Tree(depth - 1).Select(operand => (FilterCondition)new FilterCondition.Not(operand)),
            _ => Leaves,
        });

    private static bool Sends(string formula, string[] row) => FormulaCompiler.Compile(formula, name => Array.IndexOf(Names, name), FormulaEnvironment.Empty).IsTrue(row);

    /// <summary>Whether the client alone keeps a row; null when a cell it looks at is none of its column's type.</summary>
    private static bool? Keeps(FilterCondition condition, string[] row)
    {
        string line = string.Join('\t', row.Select(cell => cell.AsSpan().IndexOfAny("\t\n\"") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + "\n";
        DssRowShape shape = DssRowShape.Of("d", new DssSchema { Columns = [.. Columns] }, null);
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes(line));
        var reader = new DssRowStream(rows, "d", shape, _ => Task.CompletedTask);
        Assert.True(reader.ReadAsync().AsTask().GetAwaiter().GetResult());
        try
        {
            return RowFilter.Compile(condition, reader.Columns)(reader);
        }
        catch (DssDataFormatException)
        {
            return null;
        }
    }
}

/// <summary>Small additions to the generators.</summary>
internal static class OneOfTheseGen
{
    /// <summary>Mostly what a generator gives, else one of some texts.</summary>
    public static Gen<string> Or(this Gen<string> gen, params string[] others) => Gen.Frequency((4, gen), (1, Gen.OneOf(others)));
}
