using System.Text;
using DssTyped.Local.Duck;

namespace DssTyped.Local.Tests.Engine;

/// <summary>The store, with somebody else's hands in it.</summary>
public sealed class StoreTests
{
    private static TestFlow Flow(string sql = "SELECT id, count(*) OVER () AS n FROM {0}") => new TestFlow()
        .Dataset("src", "id:bigint").Dataset("out", "id:bigint n:bigint").Sql("copy", "src", "out", sql, "id:bigint n:bigint")
        .File("src.csv", "id\n" + string.Join('\n', Enumerable.Range(1, 5)) + "\n");

    private static string Folder(TestFlow flow) => Path.Combine(flow.Workspace, "data", "out");

    [Fact]
    public async Task A_damaged_manifest_means_not_built_and_the_next_build_mends_it()
    {
        await using TestFlow flow = Flow();
        await flow.Open().BuiltAsync("out");
        string path = Path.Combine(Folder(flow), "manifest.json");
        byte[] whole = File.ReadAllBytes(path);
        var random = new Random(3);
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = i % 4 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            if (i % 4 != 0 && damaged.Length > 0)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);

            File.WriteAllBytes(path, damaged);
            LocalEngine reader = flow.Open();
            DatasetState state = (await reader.GetDatasetStateAsync("out"))!;
            if (i % 4 == 0)
                Assert.False(state.IsBuilt, Encoding.UTF8.GetString(damaged));
            if (i % 40 == 0)
            {
                await reader.BuiltAsync("out");
                Assert.Equal(["1|5", "2|5", "3|5", "4|5", "5|5"], await reader.RowsAsync("out"));
            }
        }
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("short")]
    [InlineData("folder gone")]
    public async Task A_version_whose_files_are_not_whole_is_not_built(string what)
    {
        await using TestFlow flow = Flow();
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");
        string file = Directory.GetFiles(Folder(flow), "*.parquet", SearchOption.AllDirectories).Single();
        switch (what)
        {
            case "gone":
                File.Delete(file);
                break;
            case "short":
                File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
                break;
            case "folder gone":
                Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
                break;
        }

        Assert.False((await engine.GetDatasetStateAsync("out"))!.IsBuilt);
        await Assert.ThrowsAsync<DssNotBuiltException>(() => engine.RowsAsync("out"));
        Assert.Equal(5, (await engine.BuiltAsync("out")).Activities.Single().Rows);
        Assert.Equal(5, (await engine.RowsAsync("out")).Length);
    }

    [Fact]
    public async Task A_manifest_replaced_within_the_resolution_of_file_times_is_seen()
    {
        await using TestFlow flow = Flow();
        LocalEngine watching = flow.Open();
        DateTime same = DateTime.UtcNow.AddHours(1);
        for (int n = 5; n < 9; n++)
        {
            flow.Sql("copy", "src", "out", FormattableString.Invariant($"SELECT id, {n}::BIGINT FROM {{0}} LIMIT 1"), "id:bigint n:bigint");
            await flow.Open().BuiltAsync("out");
            File.SetLastWriteTimeUtc(Path.Combine(Folder(flow), "manifest.json"), same);

            Assert.Equal([FormattableString.Invariant($"1|{n}")], await watching.RowsAsync("out"));
        }
    }

    [Fact]
    public async Task Engines_that_build_and_read_one_workspace_side_by_side_never_see_a_part()
    {
        await using TestFlow flow = Flow("SELECT range AS id, 9000::BIGINT AS n FROM range(9000)");
        await flow.Open().BuiltAsync("out");
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        LocalEngine[] engines = [flow.Open(), flow.Open(), flow.Open()];

        Task[] builders = [.. engines[..2].Select(engine => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
                await engine.BuiltAsync("out", BuildMode.RecursiveForced);
        }))];
        int scans = 0;
        while (!end.IsCancellationRequested || scans < 6)
        {
            (long rows, long sum) = (0, 0);
            await using RowReader reader = await engines[scans % 3].OpenReaderAsync(new ReadRequest("out"));
            for (; await reader.ReadAsync(); rows++)
                sum += reader.GetInt64(0);

            Assert.Equal((9_000L, 9_000L * 8_999 / 2), (rows, sum));
            scans++;
        }

        await Task.WhenAll(builders);
        Assert.InRange(Directory.GetDirectories(Folder(flow), "v-*").Length, 1, 3);
    }

    [Fact]
    public async Task A_reader_outlives_the_engine_that_opened_it()
    {
        await using TestFlow flow = Flow("SELECT range AS id, 9000::BIGINT AS n FROM range(9000)");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");
        await using RowReader reader = await engine.OpenReaderAsync(new ReadRequest("out"));
        Assert.True(await reader.ReadAsync());

        await engine.DisposeAsync();

        long rows = 1;
        while (await reader.ReadAsync())
            rows++;

        Assert.Equal(9_000, rows);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.RowsAsync("out"));
    }

    [Fact]
    public async Task What_does_not_fit_into_memory_is_spilled_into_a_folder_that_is_gone_afterwards()
    {
        await using TestFlow flow = Flow("SELECT id, n FROM (SELECT range AS id, (hash(range) % 1000000007)::BIGINT AS n, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) AS t FROM range(2000000)) ORDER BY t DESC");
        await using (LocalEngine engine = flow.Open(options => options with { MemoryLimit = 128L << 20 }))
        {
            await engine.BuiltAsync("out");
            Assert.Equal(2_000_000, (await engine.GetDatasetStateAsync("out"))!.Rows);
        }

        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(flow.Workspace, "tmp")));
    }

    [Fact]
    public async Task Thousands_of_columns_are_written_within_a_small_memory_limit()
    {
        string[] names = [.. Enumerable.Range(0, 3_000).Select(index => $"column_{index}")];
        string columns = string.Join(' ', names.Select(name => name + ":string"));
        await using TestFlow flow = new TestFlow().Dataset("src", columns).Dataset("out", columns).Sql("copy", "src", "out", "SELECT * FROM {0}", columns)
            .File("src.csv", $"{string.Join(',', names)}\n{string.Join(',', names.Select(name => name + "!"))}\n");
        LocalEngine engine = flow.Open(options => options with { MemoryLimit = 512L << 20 });

        await engine.BuiltAsync("out");

        Assert.EndsWith("column_2999!", Assert.Single(await engine.RowsAsync("out")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_killed_processes_spilled_is_removed_and_what_others_spill_now_is_not()
    {
        string parent = Directory.CreateTempSubdirectory("dss-typed-spill-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(parent, "dead"));
            File.WriteAllText(Path.Combine(parent, "dead", "duckdb_temp_storage-0.tmp"), "left behind");
            File.WriteAllText(Path.Combine(parent, "dead.lock"), "");
            using var alive = new SpillFolder(parent);
            File.WriteAllText(Path.Combine(alive.Path, "duckdb_temp_storage-0.tmp"), "in use");

            using var next = new SpillFolder(parent);

            Assert.NotEqual(alive.Path, next.Path);
            Assert.True(File.Exists(Path.Combine(alive.Path, "duckdb_temp_storage-0.tmp")));
            Assert.False(Directory.Exists(Path.Combine(parent, "dead")));
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }
}
