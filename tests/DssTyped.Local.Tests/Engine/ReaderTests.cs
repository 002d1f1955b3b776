using System.Globalization;
using DssTyped.Local.Text;
using DssTyped.LocalBenchmarks;
using DssTyped.LocalBenchmarks.Flow;

namespace DssTyped.Local.Tests.Engine;

public sealed class ReaderTests
{
    private const string Columns = "id:bigint text:string value:double day:dateonly at:date moment:datetimenotz flag:boolean small:smallint tiny:tinyint n:int f:float";

    /// <summary>Rows of all types, more than one batch of them, with short, long, repeated, accented and empty texts.</summary>
    private static TestFlow Rows(int count)
    {
        TestFlow flow = new TestFlow().Dataset("src", Columns);
        return flow.File("src.csv", string.Join('\n', Enumerable.Range(0, count).Select(i => string.Join(',', Cells(i))).Prepend("id,text,value,day,at,moment,flag,small,tiny,n,f")) + "\n");
    }

    private static string[] Cells(int i)
    {
        string Number(object number) => ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture);
        DateTime moment = new DateTime(1960, 1, 1, 0, 0, 0).AddHours(i * 7.25);
        string text = (i % 7) switch
        {
            0 => "",
            1 => "same",
            2 => "naïve " + Number(i % 50),
            3 => new string('x', i % 40),
            4 => "k" + Number(i % 300),
            5 => "日本語",
            _ => "text of more than twelve bytes " + Number(i),
        };
        return i % 11 == 0
            ? [Number(i), text, "", "", "", "", "", "", "", "", ""]
            : [Number(i), text, Number(i / 4.0) + (i % 4 == 0 ? ".0" : ""), moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), moment.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
                moment.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture), i % 2 == 0 ? "true" : "false", Number(-i), Number((i % 256) - 128), Number(i * 1000), Number(i / 2.0) + (i % 2 == 0 ? ".0" : "")];
    }

    [Fact]
    public async Task Every_cell_of_every_batch_is_what_was_written()
    {
        const int Count = 7_000;
        await using TestFlow flow = Rows(Count);
        LocalEngine engine = flow.Open();

        // Once as text, and once by the getters that rows are made with.
        await using RowReader text = await engine.OpenReaderAsync(new ReadRequest("src"));
        await using RowReader typed = await engine.OpenReaderAsync(new ReadRequest("src"));
        for (int i = 0; i < Count; i++)
        {
            Assert.True(await text.ReadAsync() && await typed.ReadAsync());
            Assert.Equal(Cells(i), Enumerable.Range(0, 11).Select(column => RowText.Of(text, column) ?? ""));
            Assert.Equal(i + 1, typed.RowNumber);
            Assert.Equal(Cells(i).Select(cell => cell.Length == 0 ? null : cell), Typed(typed));
        }

        Assert.False(await text.ReadAsync() || await typed.ReadAsync());
    }

    private static string?[] Typed(RowReader row) =>
    [
        Of(row.NullableInt64(0)), row.NullableString(1), row.NullableDouble(2) is { } value ? JavaText.Of(value) : null, row.NullableDateOnly(3)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        row.NullableInstant(4)?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), row.NullableDateTime(5)?.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
        row.NullableBoolean(6) is { } flag ? (flag ? "true" : "false") : null, Of(row.NullableInt16(7)), Of(row.NullableSByte(8)), Of(row.NullableInt32(9)), row.NullableSingle(10) is { } single ? JavaText.Of(single) : null,
    ];

    private static string? Of(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Narrow_numbers_can_be_read_as_wide_ones_and_wrong_types_are_refused()
    {
        await using TestFlow flow = Rows(3);
        await using RowReader row = await flow.Open().OpenReaderAsync(new ReadRequest("src"));
        await row.ReadAsync();
        await row.ReadAsync();

        Assert.Equal((-1L, -127L, 1000L, 0.5), (row.NullableInt64(7), row.NullableInt64(8), row.NullableInt64(9), row.NullableDouble(10)));
        Assert.Contains("no number with decimals", Assert.Throws<InvalidCastException>(() => row.NullableDouble(1)).Message, StringComparison.Ordinal);
        Assert.Contains("no text", Assert.Throws<InvalidCastException>(() => row.GetUtf8(0).Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_without_a_row_are_an_error_and_never_memory_that_is_gone()
    {
        await using TestFlow flow = Rows(1);
        RowReader row = await flow.Open().OpenReaderAsync(new ReadRequest("src"));
        void NoRow()
        {
            Assert.Contains("no current row", Assert.Throws<InvalidOperationException>(() => row.NullableInt64(0)).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => row.NullableString(1));
            Assert.Throws<InvalidOperationException>(() => row.GetInt64(0));
            Assert.Throws<InvalidOperationException>(() => row.GetUtf8(1).Length);
            Assert.Throws<InvalidOperationException>(() => row.IsNull(1));
        }

        NoRow();
        Assert.True(await row.ReadAsync());
        Assert.Equal(0L, row.NullableInt64(0));
        Assert.False(await row.ReadAsync());
        NoRow();
        Assert.False(await row.ReadAsync());
        await row.DisposeAsync();
        NoRow();
        await row.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await row.ReadAsync());
    }

    [Fact]
    public async Task A_reader_can_be_cancelled_half_way_and_its_connection_serves_others()
    {
        await using TestFlow flow = Rows(7_000);
        LocalEngine engine = flow.Open();
        using var cancellation = new CancellationTokenSource();
        await using (RowReader row = await engine.OpenReaderAsync(new ReadRequest("src")))
        {
            Assert.True(await row.ReadAsync(cancellation.Token));
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while (await row.ReadAsync(cancellation.Token))
                {
                }
            });
        }

        Assert.Equal(7_000, (await engine.RowsAsync("src")).Length);
    }

    private static TestFlow FactFlow(int count) => new TestFlow().Dataset("facts", "id:bigint k:bigint a:double b:double s:string t:string n:int flag:boolean at:date u:string")
        .File("facts.csv", string.Join('\n', Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{i},{i % 7},{i}.5,,s{i % 3},t,{i},true,2020-01-01T00:00:00.000Z,u{i}")).Prepend("id,k,a,b,s,t,n,flag,at,u")));

    [Fact]
    public async Task Rows_of_a_dataset_can_be_enumerated_again_and_left_half_way()
    {
        await using TestFlow flow = FactFlow(5_000);
        IAsyncEnumerable<NumberRow> rows = new RowsFlow(flow.Open()).Datasets.Facts.ReadAsync<NumberRow>();
        for (int round = 0; round < 2; round++)
        {
            (long ids, int count) = (0, 0);
            await foreach (NumberRow row in rows)
            {
                Assert.Equal((row.Id % 7, row.Id + 0.5, null, true), (row.K, row.A, row.B, row.Flag));
                ids += row.Id!.Value;
                count++;
            }

            Assert.Equal((5_000, 5_000L * 4_999 / 2), (count, ids));
            await foreach (NumberRow row in rows)
            {
                Assert.Equal(0, row.Id);
                break;
            }
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Enumerating_rows_heeds_the_token_of_the_call_and_that_of_the_loop(bool ofCall, bool ofLoop)
    {
        await using TestFlow flow = FactFlow(5_000);
        using var cancelled = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        CancellationToken call = ofCall ? cancelled.Token : other.Token, loop = ofLoop ? cancelled.Token : other.Token;
        int rows = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Row<Facts> row in new RowsFlow(flow.Open()).Datasets.Facts.ReadAsync(cancellationToken: call).WithCancellation(loop))
            {
                if (++rows == 10)
                    await cancelled.CancelAsync();
            }
        });

        Assert.InRange(rows, 10, 4_999);
    }

    [Fact]
    public async Task A_reader_keeps_its_version_through_rebuilds_that_then_collect_it()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int").Dataset("out", "id:int").Sql("copy", "src", "out", "SELECT id FROM {0}", "id:int")
            .File("src.csv", string.Join('\n', Enumerable.Range(0, 9_000).Select(i => i.ToString(CultureInfo.InvariantCulture)).Prepend("id")));
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");
        await using (RowReader old = await engine.OpenReaderAsync(new ReadRequest("out")))
        {
            Assert.True(await old.ReadAsync());
            for (int build = 1; build <= 2; build++)
            {
                flow.File("src.csv", FormattableString.Invariant($"id\n{build}\n"));
                await flow.Open().BuiltAsync("out");
                Assert.Equal([build.ToString(CultureInfo.InvariantCulture)], await engine.RowsAsync("out"));
            }

            long sum = old.GetInt64(0);
            int rows = 1;
            for (; await old.ReadAsync(); rows++)
                sum += old.GetInt64(0);

            Assert.Equal((9_000, 9_000L * 8_999 / 2), (rows, sum));
        }

        await engine.BuiltAsync("out", BuildMode.RecursiveForced);
        Assert.InRange(Directory.GetDirectories(Path.Combine(flow.Workspace, "data", "out"), "v-*").Length, 1, 2);
    }
}
