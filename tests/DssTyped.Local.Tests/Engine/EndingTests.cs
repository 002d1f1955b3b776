using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

/// <summary>An engine that is disposed has let go of everything, however its work ended.</summary>
public sealed class EndingTests
{
    private const string Columns = "id:bigint";
    private const string Endless = "SELECT count(*) FROM range(100000000000) a WHERE hash(a.range) % 1000 = 1";

    private static TestFlow Flow(string sql = "SELECT id FROM {0}") => new TestFlow().Dataset("src", Columns).Dataset("out", Columns).Sql("copy", "src", "out", sql, Columns).File("src.csv", "id\n1\n2\n");

    // Files of this process that are open below a folder.
    private static string[] OpenFiles(string folder) =>
        [.. new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(entry => entry.LinkTarget ?? "").Where(path => path.StartsWith(folder, StringComparison.Ordinal))];

    [Theory]
    [InlineData("built")]
    [InlineData("failed")]
    [InlineData("aborted")]
    [InlineData("running")]
    [InlineData("refused")]
    [InlineData("bad source")]
    [InlineData("bad read")]
    [InlineData("read half")]
    [InlineData("written")]
    [InlineData("handled badly")]
    [InlineData("workspace read")]
    public async Task Nothing_is_held_open_and_the_workspace_can_be_removed(string what)
    {
        if (!OperatingSystem.IsLinux())
            return;

        await using TestFlow flow = Flow(what is "aborted" or "running" ? Endless : what == "failed" ? "SELECT error('no') FROM {0}" : "SELECT id FROM {0}");
        if (what is "refused" or "handled badly")
            flow.Recipe("copy", "python", "src", "out", JsonValue.Object());
        if (what == "bad source")
        {
            File.Delete(Path.Combine(flow.Data, "src.csv"));
            flow.File("src.parquet", "PAR1 no parquet PAR1");
        }

        LocalEngine engine = flow.Open();
        if (what == "handled badly")
            engine.Handle("copy", FailHalfWayAsync);
        switch (what)
        {
            case "aborted" or "running":
                IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "out")], BuildMode.Recursive));
                await job.RunningAsync();

                if (what == "aborted")
                    await job.AbortAsync();
                break;
            case "refused":
                await Assert.ThrowsAsync<DssRefusedException>(() => engine.BuildAsync("out"));
                break;
            case "bad read":
                await engine.BuiltAsync("out");
                await Assert.ThrowsAsync<DssException>(() => engine.RowsAsync(new ReadRequest("out") { Columns = ["none"] }));
                break;
            case "read half":
                await engine.BuiltAsync("out");
                await using (RowReader reader = await engine.OpenReaderAsync(new ReadRequest("out")))
                    Assert.True(await reader.ReadAsync());
                break;
            case "written":
                flow.Dataset("free", Columns);
                engine = flow.Open();
                await Assert.ThrowsAsync<InvalidOperationException>(() => engine.WriteAsync(new WriteRequest("free", new DatasetSchema("free", [new DatasetColumn("id", "bigint")])), new OneRow(["id"], ["no number"])));
                break;
            case "workspace read":
                await engine.BuiltAsync("out");
                using (LocalWorkspace workspace = LocalWorkspace.Open(flow.Workspace))
                {
                    await using RowReader rows = workspace.OpenReader(new ReadRequest("out"));
                    Assert.True(await rows.ReadAsync());
                    Assert.Throws<DssException>(() => workspace.OpenReader(new ReadRequest("out") { Columns = ["none"] }));
                }

                break;
            default:
                JobResult result = await engine.BuildAsync("out");
                Assert.Equal(what == "built", result.Succeeded);
                break;
        }

        await engine.DisposeAsync();

        Assert.Empty(OpenFiles(flow.Root));
        if (Directory.Exists(flow.Workspace))
            Directory.Delete(flow.Workspace, recursive: true);
    }

    [Fact]
    public async Task Disposing_ends_a_running_job_at_once_and_what_comes_after_is_refused()
    {
        await using TestFlow flow = Flow(Endless);
        LocalEngine engine = flow.Open();
        IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "out")], BuildMode.Recursive));
        await job.RunningAsync();

        await engine.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(JobState.Aborted, (await job.WaitAsync()).State);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.BuildAsync("out"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.RowsAsync("src"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.ExplainAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "out")], BuildMode.Recursive)));
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Jobs_that_start_while_an_engine_is_disposed_end_or_are_refused()
    {
        await using TestFlow flow = Flow();
        for (int round = 0; round < 20; round++)
        {
            LocalEngine engine = flow.Open();
            Task<JobResult>[] jobs = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => engine.BuildAsync("out", BuildMode.RecursiveForced)))];
            await Task.Delay(round);
            await engine.DisposeAsync();
            foreach (Task<JobResult> job in jobs)
            {
                try
                {
                    Assert.Contains((await job.WaitAsync(TimeSpan.FromSeconds(30))).State, new[] { JobState.Done, JobState.Aborted });
                }
                catch (ObjectDisposedException)
                {
                }
            }
        }

        Assert.Equal(["1", "2"], await (await ReopenedAsync(flow)).RowsAsync("out"));
    }

    private static async Task FailHalfWayAsync(RecipeWork work, CancellationToken cancellationToken)
    {
        await using RowReader reader = await work.OpenReaderAsync("src");
        throw new InvalidOperationException($"read: {await reader.ReadAsync(cancellationToken)}");
    }

    private static async Task<LocalEngine> ReopenedAsync(TestFlow flow)
    {
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");
        return engine;
    }
}
