using DssTyped.Local.Store;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Versions that others read, wrote long ago, or left half done, while new ones are built.</summary>
public sealed class VersionTests
{
    private const string Columns = "id:bigint n:bigint";
    private const int Rows = 200_000;

    private static TestFlow Flow() => new TestFlow().Dataset("src", "id:bigint").Dataset("out", Columns).File("src.csv", "id\n1\n");

    private static async Task<LocalEngine> BuiltAsync(TestFlow flow, int n)
    {
        flow.Sql("copy", "src", "out", FormattableString.Invariant($"SELECT range AS id, {n}::BIGINT AS n FROM range({Rows})"), Columns);
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");
        return engine;
    }

    private static string Folder(TestFlow flow) => Path.Combine(flow.Workspace, "data", "out");

    private static string[] Versions(TestFlow flow) => [.. Directory.GetDirectories(Folder(flow)).Order(StringComparer.Ordinal)];

    private static async Task<(long Rows, HashSet<long> N)> RestAsync(RowReader reader)
    {
        long rows = 0;
        var n = new HashSet<long>();
        for (; await reader.ReadAsync(); rows++)
            n.Add(reader.GetInt64(1));

        return (rows, n);
    }

    [Fact]
    public async Task A_version_that_is_read_stays_as_it_is_whatever_is_built_meanwhile()
    {
        await using TestFlow flow = Flow();
        LocalEngine engine = await BuiltAsync(flow, 1);
        string read = Assert.Single(Versions(flow));
        await using (RowReader reader = await engine.OpenReaderAsync(new ReadRequest("out")))
        {
            for (int n = 2; n < 6; n++)
                await BuiltAsync(flow, n);

            Assert.Contains(read, Versions(flow));
            (long rows, HashSet<long> seen) = await RestAsync(reader);
            Assert.Equal(Rows, rows);
            Assert.Equal([1L], seen);
        }

        await BuiltAsync(flow, 6);
        Assert.DoesNotContain(read, Versions(flow));
        Assert.Equal(2, Versions(flow).Length);
    }

    [Fact]
    public async Task The_folder_of_a_version_that_is_no_longer_needed_serves_the_next_one_and_keeps_nothing_of_it()
    {
        await using TestFlow flow = Flow();
        await BuiltAsync(flow, 1);
        File.WriteAllText(Path.Combine(Versions(flow).Single(), "part-7.parquet"), "of nobody");
        File.WriteAllText(Path.Combine(Versions(flow).Single(), "note"), "of nobody");
        for (int n = 2; n < 5; n++)
            await BuiltAsync(flow, n);

        Assert.Equal(2, Versions(flow).Length);
        Assert.All(Versions(flow), version => Assert.Equal(["part-0.parquet"], Directory.GetFileSystemEntries(version).Select(Path.GetFileName)));
    }

    [Fact]
    public async Task What_a_killed_build_left_is_removed_folders_and_files()
    {
        await using TestFlow flow = Flow();
        await BuiltAsync(flow, 1);
        foreach (string left in new[] { "v-1", "v-2", "v-3-gone" })
        {
            Directory.CreateDirectory(Path.Combine(Folder(flow), left, "inner"));
            File.WriteAllText(Path.Combine(Folder(flow), left, "inner", "part-0.parquet"), "half");
            File.WriteAllText(Path.Combine(Folder(flow), left, "part-0.parquet"), "half");
        }

        File.WriteAllText(Path.Combine(Folder(flow), ".manifest.json"), new string('x', 5_000));
        LocalEngine engine = await BuiltAsync(flow, 2);

        Assert.Equal(2, Versions(flow).Length);
        Assert.StartsWith("0|2", (await engine.RowsAsync("out"))[0], StringComparison.Ordinal);
    }

    /// <summary>Engines of format 1 had a file in each version that they locked while they read.</summary>
    [Fact]
    public async Task A_workspace_of_format_1_is_read_and_its_versions_go_when_nobody_of_that_time_reads_them()
    {
        await using TestFlow flow = Flow();
        await BuiltAsync(flow, 1);
        string old = Assert.Single(Versions(flow));
        string manifest = Path.Combine(Folder(flow), "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"formatVersion\": 2", "\"formatVersion\": 1", StringComparison.Ordinal));
        string mark = Path.Combine(old, ".use");
        File.WriteAllBytes(mark, []);
        LocalEngine engine = flow.Open();
        Assert.Equal("up to date", (await engine.BuiltAsync("out")).Activities.Single().Reason);
        Assert.Equal(Rows, (await engine.RowsAsync("out")).Length);

        using (new FileStream(mark, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            await BuiltAsync(flow, 2);
            await BuiltAsync(flow, 3);
            Assert.Equal([".use", "part-0.parquet"], Directory.GetFiles(old).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        await BuiltAsync(flow, 4);
        Assert.DoesNotContain(old, Versions(flow));
    }

    [Fact]
    public async Task A_build_that_fails_over_a_damaged_manifest_removes_nothing()
    {
        await using TestFlow flow = Flow();
        await BuiltAsync(flow, 1);
        string[] before = Directory.GetFileSystemEntries(Folder(flow), "*", SearchOption.AllDirectories);
        string manifest = Path.Combine(Folder(flow), "manifest.json");
        string whole = File.ReadAllText(manifest);
        File.WriteAllText(manifest, whole[..^9]);
        flow.Sql("copy", "src", "out", "SELECT error('no') AS id, 1::BIGINT AS n", Columns);

        Assert.False((await flow.Open().BuildAsync("out")).Succeeded);

        Assert.Equal(before, Directory.GetFileSystemEntries(Folder(flow), "*", SearchOption.AllDirectories));
        File.WriteAllText(manifest, whole);
        Assert.Equal(Rows, (await flow.Open().RowsAsync("out")).Length);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(0)]
    [InlineData(3600)]
    public async Task Manifests_have_later_times_than_those_they_replace_whatever_the_clock_says(int seconds)
    {
        await using TestFlow flow = Flow();
        await BuiltAsync(flow, 1);
        string manifest = Path.Combine(Folder(flow), "manifest.json");
        DateTime before = DateTime.UtcNow.AddSeconds(seconds);
        File.SetLastWriteTimeUtc(manifest, before);
        LocalEngine watching = flow.Open();
        for (int n = 2; n < 5; n++)
        {
            await BuiltAsync(flow, n);

            DateTime after = File.GetLastWriteTimeUtc(manifest);
            Assert.True(after > before, $"{after:o} is not later than {before:o}");
            Assert.StartsWith(FormattableString.Invariant($"0|{n}"), (await watching.RowsAsync("out"))[0], StringComparison.Ordinal);
            before = after;
        }
    }

    [Fact]
    public async Task Files_that_are_exchanged_again_and_again_are_always_whole_to_whoever_reads_them()
    {
        string folder = Directory.CreateTempSubdirectory("dss-typed-exchange-").FullName;
        try
        {
            string path = Path.Combine(folder, "manifest.json");
            byte[] Content(int i) => [.. Enumerable.Repeat((byte)('a' + (i % 26)), 1 + (i * 7919 % 6_000))];
            Durable.Exchange(path, Content(0), flush: false);
            using var end = new CancellationTokenSource();
            var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                for (int reads = 0; !end.IsCancellationRequested || reads == 0; reads++)
                {
                    byte[] read = Durable.ReadReplaced(path);
                    int letter = Enumerable.Range(0, 26).First(i => read[0] == 'a' + i);
                    Assert.Contains(Enumerable.Range(0, 3_000).Where(i => i % 26 == letter), i => Content(i).Length == read.Length);
                    Assert.Single(read.Distinct());
                }
            })).ToArray();
            for (int i = 1; i < 3_000; i++)
                Durable.Exchange(path, Content(i), flush: i % 500 == 0);

            await end.CancelAsync();
            await Task.WhenAll(readers);
            Assert.Equal(Content(2_999), File.ReadAllBytes(path));
            Assert.All(Directory.GetFiles(folder), file => Assert.Contains(Path.GetFileName(file), new[] { "manifest.json", ".manifest.json" }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
