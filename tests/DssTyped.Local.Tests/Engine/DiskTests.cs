namespace DssTyped.Local.Tests.Engine;

/// <summary>What happens where the workspace's disk is full, or can only be read.</summary>
public sealed class DiskTests
{
    private const string Columns = "id:bigint name:string";
    private const string Small = "SELECT id, name FROM {0}";

    // Random texts do not compress: ten megabytes.
    private const string Large = "SELECT range AS id, md5(range::VARCHAR) AS name FROM range(300000)";

    // A few pages.
    private const string Long = "(SELECT string_agg(md5(range::VARCHAR), '') FROM range(400))";

    private static TestFlow Flow() => new TestFlow()
        .Dataset("src", Columns).Dataset("out", Columns).Dataset("next", Columns).Dataset("text", Columns)
        .Sql("copy", "src", "out", Small, Columns).Sql("again", "out", "next", Small, Columns)
        .File("src.csv", "id,name\n1,a\n2,b\n");

    private static async Task<string> FailureAsync(LocalEngine engine, string dataset)
    {
        try
        {
            JobResult result = await engine.BuildAsync(dataset, BuildMode.RecursiveForced);
            return result.Succeeded ? "" : result.Failures.First().FirstFailure!;
        }
        catch (DssException exception)
        {
            return exception.Message;
        }
    }

    private static string[] Versions(TestFlow flow, string dataset) => Directory.GetDirectories(Path.Combine(flow.Workspace, "data", dataset), "v-*");

    // A build removes them first, and so has their room.
    private static void RemoveEarlierVersions(TestFlow flow, string dataset)
    {
        string manifest = File.ReadAllText(Path.Combine(flow.Workspace, "data", dataset, "manifest.json"));
        foreach (string version in Versions(flow, dataset).Where(version => !manifest.Contains(Path.GetFileName(version), StringComparison.Ordinal)))
            Directory.Delete(version, recursive: true);
    }

    [SmallDiskFact]
    public async Task A_result_too_large_for_the_disk_is_a_clear_error_and_loses_nothing()
    {
        await using TestFlow flow = Flow();
        using var disk = new SmallDisk(flow.Workspace, megabytes: 4);
        await flow.Open().BuiltAsync("next");
        string[] before = Versions(flow, "out");
        flow.Sql("copy", "src", "out", Large, Columns);
        LocalEngine engine = flow.Open();

        string failure = await FailureAsync(engine, "next");

        Assert.StartsWith("The disk is full", failure, StringComparison.Ordinal);
        Assert.Contains($"Free space where the workspace '{flow.Workspace}' is, or choose another WorkspaceFolder (--workspace). Earlier results are untouched.", failure, StringComparison.Ordinal);
        Assert.Equal(["1|a", "2|b"], await engine.RowsAsync("out"));
        Assert.Equal(["1|a", "2|b"], await engine.RowsAsync("next"));
        Assert.Equal(before, Versions(flow, "out"));

        flow.Sql("copy", "src", "out", "SELECT id + 1, name FROM {0}", Columns);
        LocalEngine after = flow.Open();
        await after.BuiltAsync("next");
        Assert.Equal(["2|a", "3|b"], await after.RowsAsync("next"));
    }

    [SmallDiskFact]
    public async Task A_source_too_large_for_the_disk_is_a_clear_error_and_keeps_the_earlier_rows()
    {
        await using TestFlow flow = Flow().Recipe("as_text", "test_text", "src", "text", DssTyped.Flow.Json.JsonValue.Object());
        using var disk = new SmallDisk(flow.Workspace, megabytes: 4);
        await flow.Open().BuiltAsync("next");
        var random = new Random(1);
        flow.File("src.csv", string.Join('\n', Enumerable.Range(0, 120_000).Select(i => FormattableString.Invariant($"{i},{random.NextInt64():x16}{random.NextInt64():x16}{random.NextInt64():x16}")).Prepend("id,name")));
        LocalEngine engine = flow.Open();

        Assert.StartsWith("The disk is full", await FailureAsync(engine, "next"), StringComparison.Ordinal);
        DssException reading = await Assert.ThrowsAsync<DssException>(() => engine.RowsAsync("src"));
        Assert.Contains("Dataset 'src' could not be read: The disk is full", reading.Message, StringComparison.Ordinal);
        Assert.Equal(["1|a", "2|b"], await engine.RowsAsync("next"));
        Assert.Single(Versions(flow, "src"));

        flow.File("src.csv", "id,name\n7,z\n");
        LocalEngine after = flow.Open();
        await after.BuiltAsync("next");
        Assert.Equal(["7|z"], await after.RowsAsync("next"));
    }

    /// <summary>The disk fills up at every moment of a build: before its journal, its folders, its rows, its manifest, its log.</summary>
    [SmallDiskFact]
    public async Task Wherever_in_a_build_the_disk_fills_up_the_version_in_place_is_whole()
    {
        await using TestFlow flow = Flow();
        using var disk = new SmallDisk(flow.Workspace, megabytes: 2);
        await flow.Open().BuiltAsync("next");
        string value = "1";
        (int failed, int succeeded) = (0, 0);
        for (int pages = 0; pages < 10; pages++)
        {
            flow.Sql("copy", "src", "out", FormattableString.Invariant($"SELECT {pages + 10}::BIGINT, name || {Long} FROM {{0}} LIMIT 1"), Columns);
            LocalEngine engine = flow.Open();
            RemoveEarlierVersions(flow, "out");
            disk.FillBut(pages);

            string failure = await FailureAsync(engine, "out");

            if (failure.Length > 0)
            {
                failed++;
                Assert.Contains("Free space", failure, StringComparison.OrdinalIgnoreCase);
                Assert.Contains(flow.Workspace, failure, StringComparison.Ordinal);
            }
            else
            {
                succeeded++;
                value = FormattableString.Invariant($"{pages + 10}");
            }

            Assert.StartsWith(value + "|a", (await engine.RowsAsync("out"))[0], StringComparison.Ordinal);
            disk.Free();
            await engine.BuiltAsync("out", BuildMode.RecursiveForced);
            value = FormattableString.Invariant($"{pages + 10}");
            Assert.StartsWith(value + "|a", Assert.Single(await engine.RowsAsync("out")), StringComparison.Ordinal);
            Assert.InRange(Versions(flow, "out").Length, 1, 2);
            Assert.Equal([".lock", ".manifest.json", "manifest.json"], Directory.GetFiles(Path.Combine(flow.Workspace, "data", "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        Assert.True(failed > 2 && succeeded > 2, $"{failed} builds failed and {succeeded} succeeded: the free space tried out does not reach over a whole build.");
    }

    [SmallDiskFact]
    public async Task A_workspace_that_can_only_be_read_serves_rows_and_refuses_builds_clearly()
    {
        await using TestFlow flow = Flow();
        using var disk = new SmallDisk(flow.Workspace, megabytes: 4);
        await using (LocalEngine first = flow.Open())
            await first.BuiltAsync("next");
        disk.MakeReadOnly();
        LocalEngine engine = flow.Open();

        Assert.Equal(["1|a", "2|b"], await engine.RowsAsync("next"));
        string failure = await FailureAsync(engine, "next");
        Assert.Contains("can't be written to", failure, StringComparison.Ordinal);
        Assert.Contains(flow.Workspace, failure, StringComparison.Ordinal);
        Assert.Contains("choose another WorkspaceFolder", failure, StringComparison.Ordinal);

        flow.File("src.csv", "id,name\n7,z\n");
        DssException reading = await Assert.ThrowsAsync<DssException>(() => engine.RowsAsync("src"));
        Assert.Contains("can't be written to", reading.Message, StringComparison.Ordinal);
        Assert.Equal(["1|a", "2|b"], await engine.RowsAsync("next"));

        // The same engine goes on as soon as it can.
        disk.MakeWritable();
        await engine.BuiltAsync("next");
        Assert.Equal(["7|z"], await engine.RowsAsync("next"));
    }
}
