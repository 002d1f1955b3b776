using System.Globalization;
using System.Text;
using CsCheck;
using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Rows;

/// <summary>Cells in any order of reading, against the texts that were sent: values of whole columns and of single cells are the same.</summary>
public sealed class DssRowStreamTests
{
    private const string Bad = "not this";

    private static readonly (string Type, Gen<string> Cell, Func<RowReader, int, object?> Read, Func<string, object> Value)[] Kinds =
    [
        ("tinyint", Number(sbyte.MinValue, sbyte.MaxValue), (row, at) => row.NullableSByte(at), text => sbyte.Parse(text, CultureInfo.InvariantCulture)),
        ("smallint", Number(short.MinValue, short.MaxValue), (row, at) => row.NullableInt16(at), text => short.Parse(text, CultureInfo.InvariantCulture)),
        ("int", Number(int.MinValue, int.MaxValue), (row, at) => row.NullableInt32(at), text => int.Parse(text, CultureInfo.InvariantCulture)),
        ("bigint", Number(long.MinValue, long.MaxValue), (row, at) => row.NullableInt64(at), text => long.Parse(text, CultureInfo.InvariantCulture)),
        ("float", Gen.Float[-1e6f, 1e6f].Select(Invariant), (row, at) => row.NullableSingle(at), text => float.Parse(text, CultureInfo.InvariantCulture)),
        ("double", Gen.Double[-1e6, 1e6].Select(Invariant), (row, at) => row.NullableDouble(at), text => double.Parse(text, CultureInfo.InvariantCulture)),
        ("boolean", Gen.OneOf("true", "false", "TRUE"), (row, at) => row.NullableBoolean(at), text => bool.Parse(text)),
        ("date", Gen.OneOf(Moment("yyyy-MM-ddTHH:mm:ss.fffZ"), Moment("yyyy-MM-ddTHH:mm:ss.ffffffZ"), Moment("yyyy-MM-ddTHH:mm:ss.fffffffZ")), (row, at) => row.NullableInstant(at),
            text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        ("dateonly", Moment("yyyy-MM-dd"), (row, at) => row.NullableDateOnly(at), text => DateOnly.Parse(text, CultureInfo.InvariantCulture)),
        ("string", Gen.OneOf(Gen.String[Gen.OneOf('a', 'é', '漢', '"', '\t', '\n', '\r'), 1, 20], Gen.OneOf("ok", "mg/dL")), (row, at) => row.NullableString(at), text => text),
    ];

    private static readonly Gen<(int[] Columns, string[][] Rows, int Piece, int Seed)> Tables = Gen.Select(Gen.Int[0, Kinds.Length - 1].Array[1, 5], Gen.Int[0, 150], Gen.Int[40, 4000], Gen.Int).SelectMany(shape =>
        Gen.Int[0, 9].Array[shape.Item1.Length].SelectMany(_ => RowOf(shape.Item1)).Array[shape.Item2].Select(rows => (shape.Item1, rows, shape.Item3, shape.Item4)));

    [Fact]
    public void Any_cells_read_in_any_order_are_the_values_of_their_texts() => Tables.Sample(table =>
    {
        var order = new Random(table.Seed);
        // Whole columns, every so many rows, or now and then; again what was read before.
        int[] steps = [.. table.Columns.Select(_ => order.Next(4) == 0 ? order.Next(2, 20) : 1)];
        Read(table, (reader, row) =>
        {
            for (int at = 0; at < table.Columns.Length; at++)
            {
                if (row % steps[at] != 0 && order.Next(30) != 0)
                    continue;
                string text = table.Rows[row][at];
                var kind = Kinds[table.Columns[at]];
                object? wanted = text.Length == 0 ? null : kind.Value(text);
                Assert.Equal(wanted, kind.Read(reader, at));
                Assert.Equal(text.Length == 0, reader.IsNull(at));
                Assert.Equal(text, Encoding.UTF8.GetString(reader.Utf8OrEmpty(at)));
                Assert.Equal(wanted, kind.Read(reader, at));
            }
        });
    }, iter: 1500);

    [Fact]
    public void A_cell_of_another_type_is_an_error_of_its_own_row_and_column_and_of_no_other() => Tables.Where(table => table.Rows.Length > 0).Sample(table =>
    {
        var order = new Random(table.Seed);
        (int badRow, int badColumn) = (order.Next(table.Rows.Length), order.Next(table.Columns.Length));
        bool any = Kinds[table.Columns[badColumn]].Type == "string";
        table.Rows[badRow][badColumn] = order.Next(2) == 0 ? Bad : "\"";
        Read(table, (reader, row) =>
        {
            for (int at = 0; at < table.Columns.Length; at++)
            {
                string text = table.Rows[row][at];
                var kind = Kinds[table.Columns[at]];
                if (row == badRow && at == badColumn && !any)
                {
                    var thrown = Assert.Throws<DssDataFormatException>(() => kind.Read(reader, at));
                    Assert.Equal((row + 1, $"c{at}"), (thrown.Row, thrown.ColumnName));
                }
                else
                {
                    Assert.Equal(text.Length == 0 ? null : kind.Value(text), kind.Read(reader, at));
                }
            }
        });
    }, iter: 1000);

    [Theory]
    [InlineData("tinyint", "128")]
    [InlineData("smallint", "-32769")]
    [InlineData("int", "2147483648")]
    public void A_number_too_large_for_its_type_is_an_error_when_it_is_read(string type, string text)
    {
        int kind = Array.FindIndex(Kinds, known => known.Type == type);
        string[][] rows = [.. Enumerable.Range(0, 100).Select(row => new[] { row == 70 ? text : "1" })];
        Read(([kind], rows, 4000, 0), (reader, row) =>
        {
            if (row == 70)
                Assert.Throws<OverflowException>(() => Kinds[kind].Read(reader, 0));
            else
                Assert.Equal(Kinds[kind].Value("1"), Kinds[kind].Read(reader, 0));
        });
    }

    [Fact]
    public async Task Without_a_current_row_cells_are_an_error()
    {
        await using DssRowStream rows = Open([3], "1\n2\n", 100);
        Assert.Throws<InvalidOperationException>(() => rows.NullableInt64(0));
        while (await rows.ReadAsync())
            Assert.Equal(rows.RowNumber, rows.NullableInt64(0));
        Assert.Throws<InvalidOperationException>(() => rows.NullableInt64(0));
    }

    [Fact]
    public async Task A_row_with_other_fields_is_an_error_after_the_rows_before_it()
    {
        await using DssRowStream rows = Open([3, 3], string.Concat(Enumerable.Repeat("1\t2\n", 50)) + "1\t2\t3\n1\t2\n", 4000);
        var thrown = await Assert.ThrowsAsync<DssDataFormatException>(async () =>
        {
            while (await rows.ReadAsync())
                Assert.Equal(3, rows.NullableInt64(0) + rows.NullableInt64(1));
        });
        Assert.Equal((50, 51), (rows.RowNumber, thrown.Row));
    }

    [Fact]
    public async Task No_more_rows_than_the_limit_are_shown()
    {
        await using DssRowStream rows = Open([3], string.Concat(Enumerable.Repeat("7\n", 50)), 4000, limit: 30);
        long sum = 0;
        while (await rows.ReadAsync())
            sum += rows.NullableInt64(0) ?? 0;
        Assert.Equal((30, 210), (rows.RowNumber, sum));
    }

    private static void Read((int[] Columns, string[][] Rows, int Piece, int Seed) table, Action<RowReader, int> look)
    {
        string text = string.Concat(table.Rows.Select(row => string.Join('\t', row.Select(Quote)) + "\n"));
        DssRowStream rows = Open(table.Columns, text, table.Piece);
        int count = 0;
        while (rows.ReadAsync().AsTask().GetAwaiter().GetResult())
            look(rows, count++);
        Assert.Equal(table.Rows.Length, count);
    }

    private static DssRowStream Open(int[] columns, string text, int piece, long? limit = null)
    {
        var schema = new DssSchema { Columns = [.. columns.Select((kind, at) => new DssSchemaColumn { Name = $"c{at}", Type = Kinds[kind].Type })] };
        return new DssRowStream(new PiecewiseStream(Encoding.UTF8.GetBytes(text), piece), "a test", DssRowShape.Of("test", schema, null), _ => Task.CompletedTask, limit);
    }

    private static Gen<string[]> RowOf(int[] columns) => Gen.Int[0, 9].Array[columns.Length].SelectMany(empty =>
        columns.Select((kind, at) => empty[at] == 0 ? Gen.Const("") : Kinds[kind].Cell).Aggregate(Gen.Const(Array.Empty<string>()), (row, cell) => Gen.Select(row, cell, (left, right) => (string[])[.. left, right])));

    private static string Quote(string field) => field.AsSpan().IndexOfAny("\t\n\r\"") < 0 ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static Gen<string> Number(long least, long most) => Gen.OneOf(Gen.Long[least, most], Gen.Long[-20, 120]).Select(number => number.ToString(CultureInfo.InvariantCulture));

    private static Gen<string> Moment(string format) => Gen.DateTime[new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc)].Select(moment => moment.ToString(format, CultureInfo.InvariantCulture));

    private static string Invariant<T>(T number)
        where T : IFormattable => number.ToString("R", CultureInfo.InvariantCulture);
}
