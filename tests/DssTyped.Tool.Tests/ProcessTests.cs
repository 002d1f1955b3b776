using System.Diagnostics;
using System.Text;
using DssTyped.Tool;

namespace DssTyped.Tests.Cli;

/// <summary>What only a process of its own shows.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly Tool _tool = new();

    /// <summary>Windows consoles have encodings of their own; here the locale stands for them.</summary>
    [Fact]
    public async Task A_pipe_gets_UTF_8_whatever_the_console_speaks()
    {
        string snapshot = await _tool.ImportAsync("clinical", source: "客户 string, été string", copy: "客户 string, été string");
        var start = new ProcessStartInfo("dotnet", [typeof(DssTypedCommand).Assembly.Location, "lineage", snapshot, "COPY.客户", "--format", "json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string variable in new[] { "LC_ALL", "LC_MESSAGES", "LANG" })
            start.Environment[variable] = "en_US.ISO-8859-1";

        using Process process = Process.Start(start)!;
        using var output = new MemoryStream();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();

        Assert.Equal((0, ""), (process.ExitCode, await error));
        Assert.StartsWith("{", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
        Assert.Contains("客户", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    public void Dispose() => _tool.Dispose();
}
