using System.Diagnostics;
using DssTyped.Tool;

namespace DssTyped.Tests.Cli;

/// <summary>Ctrl-C, and being asked to end by a scheduler: signals, so in a process of its own.</summary>
public sealed class CancelledRunTests : IDisposable
{
    private const int Rows = 2_000_000;

    private readonly Tool _tool = new();

    [Fact]
    public async Task A_run_that_is_asked_to_end_aborts_its_job_says_so_and_leaves_nothing_half_written()
    {
        if (OperatingSystem.IsWindows())
            return;

        string snapshot = await _tool.ImportAsync("clinical");
        _tool.Write("data/LAB.csv", "id,value\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => FormattableString.Invariant($"{i},{i}.25\n"))));
        using Process run = Process.Start(new ProcessStartInfo("dotnet", [typeof(DssTypedCommand).Assembly.Location, "run", snapshot, "--data", _tool.PathOf("data"), "--workspace", _tool.PathOf("workspace")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = run.StandardError.ReadToEndAsync();
        string output = await run.StandardOutput.ReadLineAsync() + await run.StandardOutput.ReadLineAsync();
        Assert.Contains("START     copy", output, StringComparison.Ordinal);

        using (Process kill = Process.Start("kill", ["-TERM", FormattableString.Invariant($"{run.Id}")]))
            await kill.WaitForExitAsync();

        Assert.Contains("ABORTED", await run.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        await run.WaitForExitAsync();
        Assert.Equal((130, "Cancelled. What was built before stays.\n"), (run.ExitCode, await error));
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(_tool.PathOf("workspace"), "*", SearchOption.AllDirectories),
            path => Path.GetFileName(path).StartsWith("v-", StringComparison.Ordinal) || Path.GetDirectoryName(path) == _tool.PathOf("workspace/tmp"));

        // What was cancelled can be run again.
        Assert.Equal(0, await _tool.RunAsync("run", snapshot, "--data", _tool.PathOf("data"), "--workspace", _tool.PathOf("workspace")));
        Assert.Contains(FormattableString.Invariant($"{Rows} rows"), _tool.Output, StringComparison.Ordinal);
    }

    /// <summary>From the first moment of the process to the end of a job of a few milliseconds.</summary>
    [Fact]
    public async Task A_run_that_is_interrupted_whenever_while_it_starts_ends_as_an_abort_does()
    {
        if (OperatingSystem.IsWindows())
            return;

        string snapshot = await _tool.ImportAsync("clinical");
        _tool.Write("data/LAB.csv", "id,value\n1,1.25\n");
        foreach (int delay in new[] { 0, 40, 80, 120, 160, 250, 350, 500, 800 })
        {
            string workspace = _tool.PathOf(FormattableString.Invariant($"workspace {delay}"));
            using Process run = Process.Start(new ProcessStartInfo("dotnet", [typeof(DssTypedCommand).Assembly.Location, "run", snapshot, "--data", _tool.PathOf("data"), "--workspace", workspace])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> error = run.StandardError.ReadToEndAsync();
            Task<string> output = run.StandardOutput.ReadToEndAsync();
            await Task.Delay(delay);
            using (Process kill = Process.Start("kill", ["-INT", FormattableString.Invariant($"{run.Id}")]))
                await kill.WaitForExitAsync();

            await run.WaitForExitAsync();
            Assert.True(run.ExitCode is 130 || (run.ExitCode == 0 && (await output).Contains("1 DONE", StringComparison.Ordinal)), $"After {delay} ms: exit code {run.ExitCode}\n{await output}\n{await error}");
            Assert.DoesNotContain("Unhandled", await error, StringComparison.Ordinal);
            string copy = Path.Combine(workspace, "data", "COPY");
            if (Directory.Exists(copy))
                Assert.DoesNotContain(Directory.GetFileSystemEntries(copy, "v-*"), version => !File.Exists(Path.Combine(Path.GetDirectoryName(version)!, "manifest.json")));
        }
    }

    public void Dispose() => _tool.Dispose();
}
