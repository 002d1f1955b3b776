using System.Globalization;
using System.Text;
using DssTyped.LocalBenchmarks;
using DssTyped.LocalBenchmarks.Flow;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Datasets so large that rows are fetched ahead of who reads them.</summary>
public sealed class LargeReadTests
{
    private const int Count = 400_000;
    private const string Columns = "id:bigint k:bigint a:double b:double s:string t:string n:int flag:boolean at:date u:string";

    private static TestFlow Facts()
    {
        TestFlow flow = new TestFlow().Dataset("facts", Columns);
        FactFile.Write(Path.Combine(flow.Data, "facts.parquet"), Count);
        return flow;
    }

    [Fact]
    public async Task Rows_come_whole_and_in_order_and_texts_as_strings_or_bytes_alike()
    {
        await using TestFlow flow = Facts();
        LocalEngine engine = flow.Open();
        await using RowReader reader = await engine.OpenReaderAsync(new ReadRequest("facts"));
        long row = 0;
        for (; await reader.ReadAsync(); row++)
        {
            if (reader.NullableInt64(0) != row || reader.NullableDouble(3) != (row % 20 == 0 ? null : row / 3.0) || reader.RowNumber != row + 1)
                Assert.Fail($"Row {row} is {reader.NullableInt64(0)}, {reader.NullableDouble(3)}, number {reader.RowNumber}.");
            if (row % 97 == 0 || row > Count - 10)
                Assert.Equal(($"name {row % 5000}", $"u{row}", $"u{row}"), (reader.NullableString(4), reader.NullableString(9), Encoding.UTF8.GetString(reader.Utf8OrEmpty(9))));
        }

        Assert.Equal(Count, row);
        Assert.False(await reader.ReadAsync());
        Assert.Throws<InvalidOperationException>(() => reader.Utf8OrEmpty(9).Length);

        long expected = 0;
        await foreach (Row<Facts> fact in new RowsFlow(engine).Datasets.Facts.ReadAsync())
        {
            if (fact[LocalBenchmarks.Flow.Facts.Columns.Id] != expected++ || !fact.Utf8(LocalBenchmarks.Flow.Facts.Columns.U).StartsWith("u"u8))
                Assert.Fail($"Row {expected} is {fact[LocalBenchmarks.Flow.Facts.Columns.Id]}.");
        }

        Assert.Equal(Count, expected);
    }

    [Fact]
    public async Task Conditions_on_many_values_leave_rows_in_their_order()
    {
        const string Many = "coalesce(t IN ('text, 1', 'text, 2', 'text, 3', 'text, 4', 'text, 5', 'text, 6'), false)";
        await using TestFlow flow = Facts();
        flow.Sql("flag", "facts", "flagged", $"SELECT id, CASE WHEN {Many} THEN 1 ELSE 0 END AS found FROM {{0}}", "id:bigint found:int").Dataset("flagged", "id:bigint found:int");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("flagged");
        string[] ids = await engine.RowsAsync(new ReadRequest("flagged") { Columns = ["id"] });
        Assert.Equal(Enumerable.Range(0, Count).Select(id => id.ToString(CultureInfo.InvariantCulture)), ids);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50_000)]
    [InlineData(250_000)]
    public async Task Left_or_cancelled_half_way_a_reader_frees_what_it_held(int after)
    {
        await using TestFlow flow = Facts();
        LocalEngine engine = flow.Open();
        for (int round = 0; round < 3; round++)
        {
            await using RowReader left = await engine.OpenReaderAsync(new ReadRequest("facts"));
            for (int row = 0; row < after; row++)
                Assert.True(await left.ReadAsync());

            await left.DisposeAsync();
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await left.ReadAsync());

            using var cancellation = new CancellationTokenSource();
            await using RowReader cancelled = await engine.OpenReaderAsync(new ReadRequest("facts"), cancellation.Token);
            for (int row = 0; row < after; row++)
                Assert.True(await cancelled.ReadAsync(cancellation.Token));

            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while (await cancelled.ReadAsync(cancellation.Token))
                {
                }
            });
        }

        // The connections that they had serve others, and nothing keeps the version from being collected.
        await using RowReader all = await engine.OpenReaderAsync(new ReadRequest("facts") { Filter = new FilterCondition.Compare("id", FilterOperator.GreaterOrEqual, (long)Count - 2) });
        Assert.True(await all.ReadAsync() && await all.ReadAsync());
        Assert.False(await all.ReadAsync());
    }

    [Fact]
    public async Task Damage_far_inside_a_file_is_an_error_that_names_the_dataset_and_the_mend()
    {
        await using TestFlow flow = Facts();
        LocalEngine engine = flow.Open();
        await using (await engine.OpenReaderAsync(new ReadRequest("facts")))
        {
        }

        // As long as before, so that the version counts as whole.
        string file = Directory.GetFiles(Path.Combine(flow.Workspace, "data", "facts"), "*.parquet", SearchOption.AllDirectories).Single();
        byte[] content = await File.ReadAllBytesAsync(file);
        content.AsSpan((int)(content.Length * 0.6), content.Length / 4).Fill(0xEE);
        await File.WriteAllBytesAsync(file, content);

        await using LocalEngine fresh = flow.Open();
        DssException failure = await Assert.ThrowsAsync<DssException>(async () =>
        {
            await using RowReader reader = await fresh.OpenReaderAsync(new ReadRequest("facts"));
            try
            {
                while (await reader.ReadAsync())
                {
                }
            }
            catch (DssException)
            {
                // Who asks again must not take the failure for the end.
                await reader.ReadAsync();
            }
        });
        Assert.Contains("dataset 'facts'", failure.Message, StringComparison.Ordinal);

        // And the mend that it names helps.
        Assert.Contains("clear the dataset", failure.Message, StringComparison.Ordinal);
        await fresh.ClearAsync("facts");
        Assert.Equal(Count, (await fresh.RowsAsync(new ReadRequest("facts") { Columns = ["id"] })).Length);
    }
}
