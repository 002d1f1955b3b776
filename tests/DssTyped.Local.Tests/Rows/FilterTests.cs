using System.Globalization;
using DssTyped.Local.Tests.Engine;
using DssTyped.Rest;

namespace DssTyped.Local.Tests.Rows;

/// <summary>Filters that DuckDB applies keep the rows that the same filters keep in C#, which is how the client of a DSS server applies them.</summary>
public sealed class FilterTests
{
    private static readonly (string Column, string Type, string[] Cells, object[] Values)[] Columns =
    [
        ("s", "string", ["", "a", "A", "ab", "b", "é", "É", "%", "a_b", "o'x", "日本", "zz"], ["a", "A", "b", "é", "%", "_", "'", "日", "", "a%"]),
        ("d", "double", ["", "NaN", "Infinity", "-Infinity", "0.0", "-1.5", "1.5", "1.0E300", "4.9E-324"], [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 1.5, 1e300]),
        ("f", "float", ["", "NaN", "0.1", "-0.1", "Infinity", "16777216"], [float.NaN, 0.1f, -0.1f, float.PositiveInfinity, 16777216f]),
        ("l", "bigint", ["", "-9223372036854775808", "9223372036854775807", "0", "5", "-5"], [long.MinValue, long.MaxValue, 0L, 5L]),
        ("t", "tinyint", ["", "-128", "127", "0"], [(sbyte)-128, (sbyte)0, (sbyte)127]),
        ("b", "boolean", ["", "true", "false"], [true, false]),
        ("at", "date", ["", "2020-03-29T01:30:00.000Z", "2020-03-29T00:30:00.000Z", "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
            [new DateTimeOffset(2020, 3, 29, 3, 30, 0, TimeSpan.FromHours(2)), new DateTimeOffset(1969, 12, 31, 23, 59, 59, 999, TimeSpan.Zero)]),
        ("day", "dateonly", ["", "2020-02-29", "1900-01-01", "9999-12-31"], [new DateOnly(2020, 2, 29), new DateOnly(1900, 1, 1)]),
        ("moment", "datetimenotz", ["", "2020-03-29T02:30:00.000", "1969-12-31T23:59:59.999"], [new DateTime(2020, 3, 29, 2, 30, 0), new DateTime(1969, 12, 31, 23, 59, 59, 999)]),
    ];

    [Fact]
    public async Task Pushed_down_filters_keep_the_rows_that_they_keep_in_CSharp()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int " + string.Join(' ', Columns.Select(column => $"{column.Column}:{column.Type}")));
        flow.File("src.csv", string.Join('\n', Enumerable.Range(0, 40).Select(Row).Prepend("id," + string.Join(',', Columns.Select(column => column.Column)))) + "\n");
        LocalEngine engine = flow.Open();

        FilterCondition[] each = [.. Columns.SelectMany(Conditions)];
        var random = new Random(7);
        FilterCondition Any() => each[random.Next(each.Length)];
        IEnumerable<FilterCondition> joined = Enumerable.Range(0, 150).Select(i => (i % 3) switch
        {
            0 => (FilterCondition)new FilterCondition.And(Any(), new FilterCondition.Not(Any())),
            1 => new FilterCondition.Or(new FilterCondition.Not(Any()), Any()),
            _ => new FilterCondition.Not(new FilterCondition.And(Any(), new FilterCondition.Or(Any(), Any()))),
        });

        int kept = 0;
        foreach (FilterCondition condition in each.Concat(joined))
        {
            string pushed = await IdsAsync(engine, condition, pushedDown: true);
            Assert.True(pushed == await IdsAsync(engine, condition, pushedDown: false), $"{condition} keeps {pushed}");
            kept += pushed.Length > 0 ? 1 : 0;
        }

        Assert.True(kept > each.Length / 2, $"Only {kept} filters kept anything.");
    }

    private static string Row(int i) => string.Join(',', Columns.Select((column, index) => column.Cells[(i + (i / 12 * index)) % column.Cells.Length]).Prepend(i.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<FilterCondition> Conditions((string Column, string Type, string[] Cells, object[] Values) column)
    {
        foreach (FilterOperator op in Enum.GetValues<FilterOperator>())
        {
            if (op is FilterOperator.Contains or FilterOperator.StartsWith or FilterOperator.EndsWith && column.Type != "string")
                continue;

            foreach (object value in column.Values)
                yield return new FilterCondition.Compare(column.Column, op, value);
        }

        yield return new FilterCondition.OneOf(column.Column, column.Values);
        yield return new FilterCondition.OneOf(column.Column, [column.Values[0]]);
        yield return new FilterCondition.OneOf(column.Column, []);
        yield return new FilterCondition.Empty(column.Column, Negated: false);
        yield return new FilterCondition.Empty(column.Column, Negated: true);
    }

    private static async Task<string> IdsAsync(LocalEngine engine, FilterCondition condition, bool pushedDown)
    {
        await using RowReader reader = await engine.OpenReaderAsync(new ReadRequest("src") { Filter = pushedDown ? condition : null });
        Func<RowReader, bool> takes = pushedDown ? _ => true : RowFilter.Compile(condition, reader.Columns);
        var ids = new List<long>();
        while (await reader.ReadAsync())
        {
            if (takes(reader))
                ids.Add(reader.GetInt64(0));
        }

        return string.Join(' ', ids);
    }
}
