using System.Diagnostics;
using System.Text.RegularExpressions;
using DssTyped.Local;
using DssTyped.TestServer;

namespace DssTyped.Tests.Rest.Engines;

/// <summary>The clinical sample as its users run it: a process of its own, on the embedded engine and before a server that is another process.</summary>
public sealed partial class ClinicalSampleTests : IDisposable
{
    private const string Key = "s3cret-k3y-of-the-sample";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dss-typed-sample-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_same_program_prints_the_same_on_both_engines()
    {
        using Process server = StartServer();
        try
        {
            string? url = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
            Assert.True(url is not null, "The server did not start.");
            await PrintsTheSameAsync(url);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private async Task PrintsTheSameAsync(string url)
    {
        (string local, int localCode) = await RunAsync("--engine", "local");
        (string remote, int remoteCode) = await RunAsync("--engine", "dss", "--url", url);

        Assert.Equal(0, localCode);
        Assert.Equal(0, remoteCode);
        Assert.Equal(Comparable(local), Comparable(remote));
        Assert.DoesNotContain(Key, remote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_and_a_server_that_is_not_there_end_with_one_line_each()
    {
        await using LocalEngine behind = LocalEngine.Open(new LocalEngineOptions { Snapshot = EngineHarness.Snapshot, WorkspaceFolder = Path.Combine(_folder.FullName, "workspace") });
        await using DssTestServer server = await DssTestServer.StartAsync(new ServedProject(EngineHarness.Snapshot, behind), "another key");

        (string output, int code) = await RunAsync("--engine", "dss", "--url", server.Url.ToString());

        Assert.Equal(1, code);
        Assert.Contains("DSS does not accept the API key", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, output, StringComparison.Ordinal);
    }

    private Process StartServer()
    {
        string server = Path.Combine(EngineHarness.SampleFolder, "..", "..", "tests", "DssTyped.TestServer", "bin", Configuration(), "net10.0", "DssTyped.TestServer.dll");
        return Process.Start(new ProcessStartInfo(
            "dotnet", [server, Path.Combine(EngineHarness.SampleFolder, "project"), "CLINICAL", Path.Combine(EngineHarness.SampleFolder, "data"), Path.Combine(_folder.FullName, "workspace")])
        {
            RedirectStandardOutput = true, Environment = { ["DSS_API_KEY"] = Key, ["DOTNET_ROLL_FORWARD"] = "Major" },
        })!;
    }

    private async Task<(string Output, int Code)> RunAsync(params string[] arguments)
    {
        // A copy, so that runs side by side do not share a workspace.
        string copy = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        CopyFolder(Path.Combine(EngineHarness.SampleFolder, "bin", Configuration(), "net10.0"), copy);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(copy, "Clinical.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DSS_API_KEY"] = Key, ["DOTNET_ROLL_FORWARD"] = "Major" },
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return (await output + await errors, process.ExitCode);
    }

    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !Path.GetRelativePath(from, file).StartsWith("workspace", StringComparison.Ordinal)))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Without what must differ: where the engine is, ids, times and paths; rows of a job's recipes and reasons of a plan, which DSS does not tell; the order of recipes that run side by side.</summary>
    private static string[] Comparable(string output)
    {
        string[] lines = Differs().Replace(output, "").Split('\n');
        int jobs = Array.FindIndex(lines, line => line.StartsWith("6. ", StringComparison.Ordinal)) + 1;
        return [.. lines[..jobs], .. lines[jobs..(jobs + 4)].Order(StringComparer.Ordinal), .. lines[(jobs + 4)..]];
    }

    [GeneratedRegex(@"(?<=^Project CLINICAL on ).*$|(?<=by job )\S+|(?<=: Done), \d+ rows$|^   (Keep|Run) +|(?<=\((grouping|join|split)\): )(runs if|up to date|').*$|(?<= log: )\[.*?\]| In: SELECT.*$|(?<=version )\S+|(?<=SQL for 'DEVICE_COUNTERS_AGG': ).*$", RegexOptions.Multiline)]
    private static partial Regex Differs();
}
