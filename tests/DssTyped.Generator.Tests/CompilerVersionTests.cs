using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace DssTyped.Generator.Tests;

/// <summary>DSS1031: a compiler that is too old for the generator is told so by the build, in one line.</summary>
public sealed class CompilerVersionTests
{
    [Theory]
    [InlineData("7.0.410", 1)]
    [InlineData("8.0.100", 0)]
    public async Task A_build_on_an_old_sdk_stops_with_what_to_do(string sdk, int exitCode)
    {
        string project = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.proj");
        await File.WriteAllTextAsync(project, $"""<Project><Import Project="{Targets()}" /></Project>""");
        try
        {
            using var build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-t:_CheckDssTypedCompiler", $"-p:NETCoreSdkVersion={sdk}"]) { RedirectStandardOutput = true })!;
            string output = await build.StandardOutput.ReadToEndAsync();
            await build.WaitForExitAsync();

            Assert.Equal(exitCode, build.ExitCode);
            Assert.Equal(exitCode == 1, output.Contains($"error DSS1031: DssTyped needs the .NET SDK 8.0.100 or Visual Studio 2022 17.8 (Roslyn 4.8) or later; this build runs on SDK {sdk}.", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(project);
        }
    }

    private static string Targets([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../runtime/DssTyped/buildTransitive/DssTyped.targets"));
}
