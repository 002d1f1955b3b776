using System.Globalization;
using DssTyped.LocalBenchmarks;

namespace DssTyped.Local.Tests.Engine;

public sealed class CrashTests
{
    /// <summary>How many processes to kill, if not the few of a normal run.</summary>
    private const string Variable = "DSSTYPED_CRASH_KILLS";

    [Fact]
    public async Task Killing_processes_that_build_side_by_side_tears_and_loses_nothing()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 20;

        Assert.StartsWith($"{kills} kills", await CrashHarness.RunAsync(kills, seed: 20), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_written_to_is_a_clear_error_and_loses_nothing()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int").Dataset("out", "id:int").Sql("copy", "src", "out", "SELECT * FROM {0}", "id:int").File("src.csv", "id\n1\n");
        await flow.Open().BuiltAsync("out");
        string folder = Path.Combine(flow.Workspace, "data", "out");
        string[] before = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories);

        // A file where a folder must be made stands for what a user lacks the right to do: it fails for every user, root too.
        string jobs = Path.Combine(flow.Workspace, "jobs");
        Directory.Delete(jobs, recursive: true);
        File.WriteAllText(jobs, "");
        LocalEngine engine = flow.Open();
        DssException error = await Assert.ThrowsAsync<DssException>(() => engine.BuildAsync("out", BuildMode.RecursiveForced));

        Assert.Contains("can't be written to", error.Message, StringComparison.Ordinal);
        Assert.Contains("WorkspaceFolder", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories));
        Assert.Equal(["1"], await engine.RowsAsync("out"));
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_and_loses_nothing()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int").Dataset("out", "id:int").Sql("copy", "src", "out", "SELECT * FROM {0}", "id:int").File("src.csv", "id\n1\n");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");

        // DuckDB's words for a full disk, from a statement that always says them.
        flow.Sql("copy", "src", "out", "SELECT id FROM {0} WHERE error('IO Error: Could not write file: No space left on device') IS NULL", "id:int");
        JobResult result = await flow.Open().BuildAsync("out");

        Assert.Contains("The disk is full", result.Failures.Single().FirstFailure, StringComparison.Ordinal);
        Assert.Contains("Earlier results are untouched", result.Failures.Single().FirstFailure, StringComparison.Ordinal);
        Assert.Equal(["1"], await engine.RowsAsync("out"));
    }
}
