using System.Runtime.CompilerServices;
using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

/// <summary>C# code in the place of a recipe, as users write it and get it wrong.</summary>
public sealed class DelegateTests
{
    private const string Columns = "id:int name:string at:date";
    private const string Partitioned = """{"partitioning":{"dimensions":[{"name":"day","type":"value"}]}}""";

    private static TestFlow Flow() => new TestFlow().Dataset("src", Columns).Dataset("more", "id:int").Dataset("scored", Columns).Dataset("rest", "id:int").Dataset("end", Columns)
        .File("src.csv", "id,name,at\n1,a,2024-01-31T08:30:00.000Z\n2,,\n3,b,1969-12-31T23:59:59.999Z\n").File("more.csv", "id\n7\n8\n")
        .Recipe("score", "python", "src more", "scored rest", JsonValue.Object()).Recipe("last", "sync", "scored", "end", JsonValue.Object());

    [Fact]
    public async Task Several_inputs_and_outputs_are_streamed_with_empty_cells_and_instants_as_they_are()
    {
        await using TestFlow flow = Flow();
        LocalEngine engine = flow.Open();
        engine.Handle("score", async (work, token) =>
        {
            Assert.Null(work.Partition);
            RowReader rows = await work.OpenReaderAsync("src"), more = await work.OpenReaderAsync("more", ["id"]);
            await Task.WhenAll(
                work.WriteAsync("scored", new Rows(["id", "name", "at"], Each(rows, reader => [reader.NullableInt32(0), reader.IsNull(1) ? null : reader.GetString(1), reader.NullableInstant(2)], token))),
                work.WriteAsync("rest", new Rows(["id"], Each(more, reader => [reader.NullableInt32(0) * 10], token))));
        });

        await engine.BuiltAsync("end rest");

        Assert.Equal(["1|a|2024-01-31T08:30:00.000Z", "2|-|-", "3|b|1969-12-31T23:59:59.999Z"], await engine.RowsAsync("end"));
        Assert.Equal(["70", "80"], await engine.RowsAsync("rest"));
    }

    [Theory]
    [InlineData("throws midway", "the model is gone")]
    [InlineData("unknown column", "did you mean 'name'?")]
    [InlineData("wrong type", "Row 2, column 'id': a text is no int.")]
    [InlineData("one output only", "wrote no rows to output 'rest'")]
    [InlineData("no output of it", "writes 'end', which is no output of it")]
    [InlineData("no input of it", "reads 'end', which is no input of it")]
    [InlineData("twice", "writes output 'scored' twice")]
    public async Task A_delegate_that_fails_leaves_earlier_rows_and_says_what_it_did(string how, string message)
    {
        await using TestFlow flow = Flow();
        LocalEngine engine = flow.Open();
        engine.Handle("score", (work, _) => Fill(work, "", 1), "good");
        await engine.BuiltAsync("end rest");

        engine.Handle("score", (work, _) => Fill(work, how, 2), "bad");
        JobResult result = await engine.BuildAsync("end rest");

        ActivityResult failed = result.Failures.First();
        Assert.Equal("score", failed.Recipe);
        Assert.Contains(message, failed.FirstFailure, StringComparison.Ordinal);
        Assert.Equal(["1|x|-"], await engine.RowsAsync("end"));
        Assert.Equal(["1"], await engine.RowsAsync("rest"));
        Assert.Single(Directory.GetDirectories(Path.Combine(flow.Workspace, "data", "scored"), "v-*"));

        engine.Handle("score", (work, _) => Fill(work, "", 3), "mended");
        await engine.BuiltAsync("end rest");
        Assert.Equal(["3|x|-"], await engine.RowsAsync("end"));
    }

    [Fact]
    public async Task A_delegate_is_cancelled_while_it_writes_and_leaves_nothing()
    {
        await using TestFlow flow = Flow();
        LocalEngine engine = flow.Open();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Handle("score", (work, token) => work.WriteAsync("scored", new Rows(["id"], Endless(started, token))));
        IFlowJob job = await engine.StartJobAsync(new JobRequest([new(FlowObjectType.Dataset, "scored")], BuildMode.Recursive));
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await job.AbortAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(JobState.Aborted, (await job.WaitAsync()).State);
        Assert.False((await engine.GetDatasetStateAsync("scored"))!.IsBuilt);
        Assert.Empty(Directory.GetDirectories(Path.Combine(flow.Workspace, "data", "scored"), "v-*"));
    }

    [Fact]
    public async Task The_version_of_a_delegate_decides_whether_it_runs_again()
    {
        await using TestFlow flow = Flow();
        async Task<(BuildPlanAction Action, string Reason)> Plan(string? version)
        {
            LocalEngine engine = flow.Open();
            engine.Handle("score", (work, _) => Fill(work, "", 1), version);
            BuildPlanStep step = (await engine.ExplainAsync(new JobRequest([new(FlowObjectType.Dataset, "scored")], BuildMode.Recursive))).Steps.Single();
            await engine.BuiltAsync("scored");
            return (step.Action, step.Reason);
        }

        Assert.Equal((BuildPlanAction.Run, "'scored' was never built"), await Plan("1"));
        Assert.Equal((BuildPlanAction.Keep, "up to date"), await Plan("1"));
        Assert.Equal(BuildPlanAction.Run, (await Plan("2")).Action);
        Assert.Equal((BuildPlanAction.Run, "its delegate was registered without a version, so whether the code has changed can't be known"), await Plan(null));
        Assert.Equal((BuildPlanAction.Keep, "up to date"), await Plan(""));
    }

    [Theory]
    [InlineData("build")]
    [InlineData("build what needs it")]
    [InlineData("clear")]
    [InlineData("build with another engine")]
    public async Task A_delegate_that_asks_for_its_own_output_is_told_so_instead_of_waiting_for_itself(string how)
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int").Dataset("out", "id:int").Dataset("end", "id:int").Dataset("aside", "id:int").File("src.csv", "id\n1\n")
            .Recipe("score", "python", "src", "out", JsonValue.Object()).Recipe("finish", "sync", "out", "end", JsonValue.Object()).Recipe("copy", "sync", "src", "aside", JsonValue.Object());
        (LocalEngine engine, LocalEngine other) = (flow.Open(), flow.Open());
        other.Handle("score", (work, _) => work.WriteAsync("out", new OneRow(["id"], [9])));
        engine.Handle("score", async (work, token) =>
        {
            // What it does not hold itself it may build.
            await engine.BuiltAsync("aside");
            if (how == "clear")
                await engine.ClearAsync("out", cancellationToken: token);

            JobResult nested = await (how == "build with another engine" ? other : engine).BuildAsync(how == "build what needs it" ? "end" : "out");
            throw new InvalidOperationException(nested.Failures.First().FirstFailure);
        });

        JobResult result = await engine.BuildAsync("out").WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Contains("'out' is being filled by the delegate that asks to build, write or clear it", result.Failures.Single().FirstFailure, StringComparison.Ordinal);
        Assert.Equal(["1"], await engine.RowsAsync("aside"));
    }

    [Fact]
    public async Task A_delegate_that_takes_the_place_of_a_recipe_makes_its_result_out_of_date_and_so_does_its_going()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int").Dataset("out", "id:int").File("src.csv", "id\n2\n1\n").Recipe("order", "sort", "src", "out", JsonReader.Read("""{"orders":[{"column":"id"}]}""").Root!);
        var request = new JobRequest([new(FlowObjectType.Dataset, "out")], BuildMode.Recursive);
        await flow.Open().BuiltAsync("out");

        LocalEngine handled = flow.Open();
        handled.Handle("order", (work, _) => work.WriteAsync("out", new Rows(["id"], new[] { new object?[] { 7 } }.ToAsyncEnumerable())), "");
        BuildPlanStep placed = (await handled.ExplainAsync(request)).Steps.Single();
        await handled.BuiltAsync("out");
        Assert.Equal(["7"], await handled.RowsAsync("out"));

        LocalEngine plain = flow.Open();
        BuildPlanStep gone = (await plain.ExplainAsync(request)).Steps.Single();
        await plain.BuiltAsync("out");
        Assert.Equal(["1", "2"], await plain.RowsAsync("out"));
        Assert.Equal((BuildPlanAction.Run, "its delegate's version has changed"), (placed.Action, placed.Reason));
        Assert.Equal((BuildPlanAction.Run, "its delegate's version has changed"), (gone.Action, gone.Reason));
    }

    [Fact]
    public async Task A_delegate_sees_the_rows_of_its_partition_and_writes_them_beside_the_others()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int day:string").Dataset("days", "id:int", Partitioned).Dataset("scored", "id:int", Partitioned).Dataset("spread", "id:int", Partitioned)
            .File("src.csv", "id,day\n1,mon\n2,tue\n3,mon\n")
            .Recipe("divide", "sync", "src", "days", JsonValue.Object(), """{"redispatchPartitioning":true}""").Recipe("score", "python", "days", "scored", JsonValue.Object())
            .Recipe("scatter", "python", "src", "spread", JsonValue.Object(), """{"redispatchPartitioning":true}""");
        LocalEngine engine = flow.Open();
        var seen = new List<string>();
        engine.Handle("score", async (work, token) =>
        {
            seen.Add(work.Partition!);
            await work.WriteAsync("scored", new Rows(["id"], Each(await work.OpenReaderAsync("days"), reader => [reader.NullableInt32(0) * 10], token)));
        });
        engine.Handle("scatter", async (work, token) =>
            await work.WriteAsync("spread", new Rows(["id", "day"], Each(await work.OpenReaderAsync("src"), reader => [reader.NullableInt32(0), reader.GetString(1)], token))));
        await engine.BuiltAsync("days spread");

        foreach (string day in new[] { "mon", "tue" })
        {
            IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "scored", day)], BuildMode.NonRecursiveForced));
            Assert.Equal(JobState.Done, (await job.WaitAsync()).State);
        }

        Assert.Equal(["mon", "tue"], seen);
        Assert.Equal(["10", "30"], await engine.RowsAsync(new ReadRequest("scored") { Partitions = ["mon"] }));
        Assert.Equal(["20"], await engine.RowsAsync(new ReadRequest("scored") { Partitions = ["tue"] }));
        Assert.Equal(["1", "3"], await engine.RowsAsync(new ReadRequest("spread") { Partitions = ["mon"] }));

        var none = await Assert.ThrowsAsync<DssRefusedException>(() => engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "scored", "wed")], BuildMode.NonRecursiveForced)));
        Assert.Contains("Partition 'wed' needs partitions that input 'days' does not have: wed. It has mon, tue.", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_on_the_disk_while_a_delegate_still_gives_more()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "n:int").Dataset("big", "n:bigint").Dataset("scored", "n:bigint").File("src.csv", "n\n1\n")
            .Sql("grow", "src", "big", "SELECT (hash(range) % 1000000007)::BIGINT AS n FROM range(3000000)", "n:bigint").Recipe("score", "python", "big", "scored", JsonValue.Object());
        LocalEngine engine = flow.Open();
        (long read, long written) = (0, 0);
        engine.Handle("score", async (work, token) => await work.WriteAsync("scored", new Rows(["n"], Each(await work.OpenReaderAsync("big"), reader =>
        {
            if (++read == 2_900_000)
                written = Directory.GetFiles(Path.Combine(flow.Workspace, "data", "scored"), "*.parquet", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
            return [reader.GetInt64(0)];
        }, token))));

        JobResult result = await engine.BuiltAsync("scored");

        Assert.Equal(3_000_000, result.Activities.Single(activity => activity.Recipe == "score").Rows);
        Assert.True(written > 1_000_000, FormattableString.Invariant($"{written} bytes were on the disk after {read} rows."));
    }

    private static async Task Fill(RecipeWork work, string how, int number)
    {
        if (how == "no input of it")
            await work.OpenReaderAsync("end");

        await work.WriteAsync(how == "no output of it" ? "end" : "scored", new Rows(how == "unknown column" ? ["id", "nme"] : ["id", "name"], Numbered(how, number)));
        if (how == "twice")
            await work.WriteAsync("scored", new Rows(["id", "name"], Numbered("", number)));
        if (how != "one output only")
            await work.WriteAsync("rest", new Rows(["id"], Each([number])));
    }

    private static async IAsyncEnumerable<object?[]> Numbered(string how, int number)
    {
        await Task.Yield();
        yield return [number, "x"];
        if (how == "wrong type")
            yield return ["x", "x"];
        if (how == "throws midway")
            throw new InvalidOperationException("the model is gone");
    }

    private static async IAsyncEnumerable<object?[]> Each(params object?[][] rows)
    {
        foreach (object?[] row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    private static async IAsyncEnumerable<object?[]> Each(RowReader reader, Func<RowReader, object?[]> row, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (reader)
        {
            while (await reader.ReadAsync(cancellationToken))
                yield return row(reader);
        }
    }

    private static async IAsyncEnumerable<object?[]> Endless(TaskCompletionSource started, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
        {
            if (i == 10_000)
                started.TrySetResult();
            if (i % 1000 == 0)
                await Task.Delay(1, cancellationToken);
            yield return [i];
        }
    }

    private sealed class Rows(IReadOnlyList<string> columns, IAsyncEnumerable<object?[]> rows) : IRowSource
    {
        public IReadOnlyList<string> Columns => columns;

        public IAsyncEnumerable<object?[]> ReadAsync(CancellationToken cancellationToken) => rows;
    }
}
