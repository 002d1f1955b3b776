using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Workspaces that others have written to, and results of odd shapes.</summary>
public sealed class OddStoresTests
{
    private const string Columns = "id:bigint name:string";

    private static TestFlow Flow() => new TestFlow().Dataset("src", Columns).Dataset("out", Columns).Dataset("end", Columns)
        .Sql("copy", "src", "out", "SELECT * FROM {0}", Columns).Sql("again", "out", "end", "SELECT * FROM {0}", Columns).File("src.csv", "id,name\n1,a\n2,\n");

    [Fact]
    public async Task Data_of_a_newer_version_is_refused_by_all_that_would_read_or_replace_it()
    {
        await using TestFlow flow = Flow();
        await flow.Open().BuiltAsync("end");
        string manifest = Path.Combine(flow.Workspace, "data", "out", "manifest.json");
        string newer = File.ReadAllText(manifest).Replace("\"formatVersion\": 2", "\"formatVersion\": 3", StringComparison.Ordinal);
        File.WriteAllText(manifest, newer);
        LocalEngine engine = flow.Open();

        Func<Task>[] uses =
        [
            () => engine.RowsAsync("out"), () => engine.BuildAsync("end"), () => engine.BuildAsync("out", BuildMode.RecursiveMissingOnly), () => engine.ClearAsync("out"),
            () => engine.GetDatasetStateAsync("out"), () => engine.ExplainAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "end")], BuildMode.Recursive)),
            () => Task.Run(() => LocalWorkspace.Open(flow.Workspace)),
        ];
        foreach (Func<Task> use in uses)
        {
            DssException refused = await Assert.ThrowsAsync<DssException>(use);
            Assert.Contains($"'{manifest}' was written by a newer version of DssTyped: it has format 3, and this version knows 2. Update DssTyped, or choose another WorkspaceFolder (--workspace).", refused.Message, StringComparison.Ordinal);
        }

        JobResult forced = await engine.BuildAsync("out", BuildMode.NonRecursiveForced);
        Assert.Contains("was written by a newer version", forced.Failures.Single().FirstFailure, StringComparison.Ordinal);
        Assert.Equal(newer, File.ReadAllText(manifest));
    }

    [Theory]
    [InlineData("middle")]
    [InlineData("foot")]
    [InlineData("all")]
    public async Task A_damaged_file_of_rows_is_an_error_that_names_it_and_the_mend(string where)
    {
        await using TestFlow flow = Flow();
        flow.Sql("copy", "src", "out", "SELECT range AS id, md5(range::VARCHAR) AS name FROM range(50000)", Columns);
        await using (LocalEngine first = flow.Open())
            await first.BuiltAsync("end");
        string file = Directory.GetFiles(Path.Combine(flow.Workspace, "data", "out"), "*.parquet", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(file);
        (int from, int to) = where switch { "middle" => (bytes.Length / 3, bytes.Length * 2 / 3), "foot" => (bytes.Length - 200, bytes.Length), _ => (0, bytes.Length) };
        new Random(1).NextBytes(bytes.AsSpan(from, to - from));
        File.WriteAllBytes(file, bytes);
        LocalEngine engine = flow.Open();

        DssException reading = await Assert.ThrowsAsync<DssException>(() => engine.RowsAsync("out"));
        Assert.Contains(Path.GetDirectoryName(file)!, reading.Message, StringComparison.Ordinal);
        Assert.Contains("build it again", reading.Message, StringComparison.Ordinal);
        ActivityResult failed = (await engine.BuildAsync("end", BuildMode.NonRecursiveForced)).Failures.Single();
        Assert.Contains(Path.GetDirectoryName(file)!, failed.FirstFailure, StringComparison.Ordinal);
        Assert.Contains("build it again", failed.FirstFailure, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(50_000, (await engine.GetDatasetStateAsync("end"))!.Rows);

        await engine.BuiltAsync("end", BuildMode.RecursiveForced);
        Assert.Equal(50_000, (await engine.RowsAsync("end")).Length);
    }

    [Fact]
    public async Task A_file_that_changes_in_a_managed_folder_is_seen_by_its_content()
    {
        await using TestFlow flow = Flow().File("docs/a.txt", "one").File("docs/b/c.txt", "two").Dataset("list", "path:string size:bigint");
        flow.Folder("docs").Recipe("list_files", "list_folder_contents", "docs", "list", JsonValue.Object(), """{"params":{"path":true,"size":true}}""");
        await flow.Open().BuiltAsync("list");
        Assert.Equal("up to date", (await flow.Open().BuiltAsync("list")).Activities.Single().Reason);
        Assert.Equal(["/a.txt|3", "/b/c.txt|3"], await flow.Open().RowsAsync("list"));

        string file = Path.Combine(flow.Data, "docs", "b", "c.txt");
        DateTime time = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "owt");
        File.SetLastWriteTimeUtc(file, time);

        Assert.Equal("its input 'docs' has changed", (await flow.Open().BuiltAsync("list")).Activities.Single().Reason);
    }

    [Fact]
    public async Task A_source_larger_than_is_read_each_time_is_seen_to_change_though_size_and_time_stay()
    {
        await using TestFlow flow = Flow();
        string path = Path.Combine(flow.Data, "src.csv");
        string large = "id,name\n" + string.Concat(Enumerable.Range(0, 300_000).Select(id => FormattableString.Invariant($"{id:000000},abc\n")));
        DateTime old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        void Write(string text)
        {
            File.WriteAllText(path, text);
            File.SetLastWriteTimeUtc(path, old);
        }

        Write(large);
        await Task.Delay(2100);
        await flow.Open().BuiltAsync("out");
        Assert.Equal("up to date", (await flow.Open().BuiltAsync("out")).Activities.Single().Reason);

        Write(large.Replace("150000,abc", "150000,xyz", StringComparison.Ordinal));

        Assert.Equal("its input 'src' has changed", (await flow.Open().BuiltAsync("out")).Activities.Single().Reason);
        Assert.Equal(["150000|xyz"], await flow.Open().RowsAsync(new ReadRequest("out") { Filter = new FilterCondition.Compare("id", FilterOperator.Equal, 150_000L) }));
    }

    [Fact]
    public async Task A_source_of_parquet_is_seen_to_change_though_size_and_time_stay_and_the_engine_has_read_it_before()
    {
        await using TestFlow flow = Flow().Dataset("numbers", "id:bigint n:bigint").Dataset("sum", "n:bigint").Sql("add", "numbers", "sum", "SELECT sum(n)::BIGINT FROM {0}", "n:bigint");
        LocalEngine engine = flow.Open();
        DateTime old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var sizes = new HashSet<long>();
        for (int n = 1; n <= 3; n++)
        {
            await using TestFlow maker = new TestFlow().Dataset("src", "id:bigint").Dataset("out", "id:bigint n:bigint").File("src.csv", "id\n1\n")
                .Sql("make", "src", "out", FormattableString.Invariant($"SELECT range AS id, {n}::BIGINT AS n FROM range(1000)"), "id:bigint n:bigint");
            await maker.Open().BuiltAsync("out");
            string path = Path.Combine(flow.Data, "numbers.parquet");
            File.WriteAllBytes(path, File.ReadAllBytes(Directory.GetFiles(maker.Workspace, "*.parquet", SearchOption.AllDirectories).Single(file => file.Contains("out", StringComparison.Ordinal))));
            File.SetLastWriteTimeUtc(path, old);
            sizes.Add(new FileInfo(path).Length);

            await engine.BuiltAsync("sum");

            Assert.Equal([FormattableString.Invariant($"{n * 1000}")], await engine.RowsAsync("sum"));
        }

        Assert.Single(sizes);
    }

    /// <summary>Where the system keeps no such time, parts of the content tell.</summary>
    [Fact]
    public void Blocks_spread_over_a_file_tell_of_changes_at_its_ends_and_of_its_length()
    {
        string path = Path.GetTempFileName();
        try
        {
            byte[] bytes = new byte[3 << 20];
            string Sample(int at, int length)
            {
                Array.Clear(bytes);
                if (at >= 0)
                    bytes[at] = 1;
                File.WriteAllBytes(path, bytes[..length]);
                return DssTyped.Local.Sources.FileMark.Sample(new FileInfo(path));
            }

            string[] samples = [Sample(-1, bytes.Length), Sample(0, bytes.Length), Sample(bytes.Length - 1, bytes.Length), Sample((3 << 20) - (1 << 16), bytes.Length)];
            Assert.Equal(samples.Length, samples.Distinct().Count());
            Assert.Equal(samples[1], Sample(0, bytes.Length));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Thousands_of_partitions_are_built_listed_read_and_rebuilt_one_by_one()
    {
        const int Count = 3_000;
        const string ByDay = """{"partitioning":{"dimensions":[{"name":"day","type":"value"}]}}""";
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int day:string").Dataset("days", "id:int", ByDay).Dataset("kept", "id:int", ByDay)
            .File("src.csv", "id,day\n" + string.Concat(Enumerable.Range(0, Count * 2).Select(id => FormattableString.Invariant($"{id},d{id % Count:0000}\n"))))
            .Recipe("divide", "sync", "src", "days", JsonValue.Object(), """{"redispatchPartitioning":true}""").Recipe("keep", "sync", "days", "kept", JsonValue.Object());
        LocalEngine engine = flow.Open();

        await engine.BuiltAsync("days");

        Assert.Equal(Count, (await engine.ListPartitionsAsync("days")).Count);
        Assert.Equal(["17", "3017"], await engine.RowsAsync(new ReadRequest("days") { Partitions = ["d0017"] }));
        Assert.Equal(Count * 2, (await engine.RowsAsync("days")).Length);
        foreach (string day in new[] { "d0001", "d2999" })
        {
            JobResult result = await (await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "kept", day)], BuildMode.Recursive))).WaitAsync();
            Assert.Equal(JobState.Done, result.State);
        }

        Assert.Equal(["1", "3001", "2999", "5999"], await engine.RowsAsync("kept"));
    }

    [Fact]
    public async Task Datasets_without_rows_or_columns_pass_through_a_flow()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int name:string at:date").Dataset("none", "").Dataset("sorted", "").Dataset("copy", "").Dataset("prepared", "").Dataset("stacked", "").Dataset("grouped", "")
            .File("src.csv", "id,name,at\n")
            .Recipe("sort", "sort", "src", "sorted", JsonReader.Read("""{"orders":[{"column":"id"}]}""").Root!)
            .Recipe("prepare", "shaker", "sorted", "prepared", JsonReader.Read("""{"steps":[{"metaType":"PROCESSOR","type":"ColumnsSelector","params":{"appliesTo":"ALL","keep":false}}]}""").Root!)
            .Recipe("stack", "vstack", "prepared prepared", "stacked", JsonReader.Read("""{"mode":"UNION","virtualInputs":[{"index":0},{"index":1}]}""").Root!)
            .Recipe("group", "grouping", "sorted", "grouped", JsonReader.Read("""{"keys":[],"globalCount":true}""").Root!)
            .Recipe("copy_it", "sync", "stacked", "copy", JsonValue.Object());
        LocalEngine engine = flow.Open();

        await engine.BuiltAsync("copy grouped", updateSchemas: true);

        Assert.Empty(await engine.RowsAsync("sorted"));
        Assert.Empty(await engine.RowsAsync("copy"));
        Assert.Equal(["0"], await engine.RowsAsync("grouped"));
        Assert.Empty((await engine.GetSchemaAsync("copy"))!.Columns);
    }
}
