using DssTyped.Rest;
using DssTyped.Tests.Rest.Engines;
using DssTyped.Tests.Rest.Faults;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Filters;

/// <summary>Filters over a socket: fewer rows travel, the same rows arrive.</summary>
public sealed class SentFilterTests
{
    private static readonly FilterCondition HighAndNamed = new FilterCondition.And(
        new FilterCondition.Compare("value", FilterOperator.Greater, 9.0), new FilterCondition.Not(new FilterCondition.Empty("test_code", Negated: false)));

    [Fact]
    public async Task Rows_are_the_same_with_and_without_the_servers_help()
    {
        await using EngineHarness helped = await EngineHarness.ServerAsync();
        await using EngineHarness alone = await EngineHarness.ServerAsync(sendRowFilters: false);
        FilterCondition[] filters =
        [
            HighAndNamed,
            new FilterCondition.Compare("patient_id", FilterOperator.EndsWith, "7"),
            new FilterCondition.Compare("abnormal", FilterOperator.Equal, true),
            new FilterCondition.Compare("taken_at", FilterOperator.Less, new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero)),
            new FilterCondition.OneOf("result_id", [1L, 17L, 4200L]),
            new FilterCondition.Not(new FilterCondition.Compare("value", FilterOperator.LessOrEqual, 9.0)),
        ];

        foreach (FilterCondition filter in filters)
        {
            var request = new ReadRequest("LAB_RESULTS") { Filter = filter, Columns = ["result_id", "unit"] };
            List<string> expected = await alone.RowsAsync(request);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await helped.RowsAsync(request));
            Assert.Equal(expected.Take(2), await helped.RowsAsync(request with { Limit = 2 }));
        }
    }

    [Fact]
    public async Task The_server_sends_little_more_than_what_is_kept()
    {
        await using EngineHarness harness = await EngineHarness.ServerAsync();
        int kept = (await harness.RowsAsync(new ReadRequest("LAB_RESULTS") { Filter = HighAndNamed })).Count;
        await using DssRowStream sent = await ((DssEngine)harness.Engine).Project.Datasets["LAB_RESULTS"].ReadRowsAsync(new DssReadOptions { Filter = ServerFilter.Of(HighAndNamed) });

        int count = 0;
        while (await sent.ReadAsync())
            count++;

        Assert.InRange(count, kept, (int)(kept * 1.1));
        Assert.InRange(count, 1, 4000);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_server_that_takes_no_filter_sends_all_rows_and_the_client_filters(int status)
    {
        var dss = new FakeDss();
        await using var server = new LoopbackServer(request =>
            request.Query.Contains("filter=", StringComparison.Ordinal) ? LoopbackReply.Error(status, "java.lang.IllegalArgumentException", "no such parameter") : dss.Answer(request));
        await using var engine = new DssEngine(Faults.Pipeline.Options(server.Url));

        await using RowReader rows = await engine.OpenReaderAsync(new ReadRequest("TOTALS") { Filter = new FilterCondition.Compare("id", FilterOperator.Equal, 2L) });

        Assert.True(await rows.ReadAsync());
        Assert.Equal(20.25, rows.GetDouble(1));
        Assert.False(await rows.ReadAsync());
    }

    [Fact]
    public async Task A_formula_with_a_mistake_is_an_error_and_not_all_rows()
    {
        await using EngineHarness harness = await EngineHarness.ServerAsync();
        DssDatasetHandle dataset = ((DssEngine)harness.Engine).Project.Datasets["LAB_RESULTS"];

        await Assert.ThrowsAsync<DssInvalidRequestException>(() => dataset.ReadRowsAsync(new DssReadOptions { Filter = "strval(\"unit\") ==" }));
    }
}
