using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DssTyped.Generator.Tests;

/// <summary>
/// What the package's targets do in a build. DSS1031 and DSS1034 to DSS1037: what is wrong with a C# project is told in one line, before
/// the compiler misses every generated type.
/// </summary>
public sealed class PackageTargetsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dsstyped-build-");

    [Theory]
    [InlineData("7.0.410", 1)]
    [InlineData("8.0.100", 0)]
    public async Task A_build_on_an_old_sdk_stops_with_what_to_do(string sdk, int exitCode)
    {
        (int code, string output) = await BuildAsync("-t:_CheckDssTypedCompiler", $"<NETCoreSdkVersion>{sdk}</NETCoreSdkVersion>");

        Assert.Equal(exitCode, code);
        Assert.Equal(exitCode == 1, output.Contains($"error DSS1031: DssTyped needs the .NET SDK 8.0.100 or Visual Studio 2022 17.8 (Roslyn 4.8) or later; this build runs on SDK {sdk}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(".NETCoreApp", "v8.0", "net8.0", "", "DSS1034: DssTyped needs net10.0 or later; this project targets net8.0.")]
    [InlineData(".NETStandard", "v2.0", "netstandard2.0", "", "DSS1034: DssTyped needs net10.0 or later; this project targets netstandard2.0.")]
    [InlineData(".NETCoreApp", "v10.0", "net10.0", "9.0", "DSS1035: Generated code needs C# 10; this project's LangVersion is 9.0.")]
    [InlineData(".NETCoreApp", "v10.0", "net10.0", "7.3", "DSS1035")]
    [InlineData(".NETCoreApp", "v10.0", "net10.0", "10.0", "")]
    [InlineData(".NETCoreApp", "v10.0", "net10.0-windows", "latest", "")]
    [InlineData(".NETCoreApp", "v11.0", "net11.0", "preview", "")]
    public async Task Frameworks_and_languages_that_generated_code_can_t_live_in_are_refused(string framework, string version, string name, string language, string error)
    {
        (int code, string output) = await BuildAsync("-t:_CheckDssTypedCompiler", $"""
            <NETCoreSdkVersion>10.0.100</NETCoreSdkVersion><Language>C#</Language><LangVersion>{language}</LangVersion>
            <TargetFrameworkIdentifier>{framework}</TargetFrameworkIdentifier><TargetFrameworkVersion>{version}</TargetFrameworkVersion><TargetFramework>{name}</TargetFramework>
            """);

        Assert.Equal(error.Length > 0 ? 1 : 0, code);
        Assert.Contains(error, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<DssSnapshot Include='gone.dss.json' />", "DSS1036: DssSnapshot 'gone.dss.json': there is no such file.")]
    [InlineData("<DssSnapshot Include='a' />", "DSS1036: DssSnapshot 'a': it is a folder.")]
    [InlineData("<DssProjectFolder Include='gone' />", "DSS1036: DssProjectFolder 'gone': there is no such folder.")]
    [InlineData("<DssSnapshot Include='a/x.dss.json' /><DssProjectFolder Include='a/' />", "")]
    public async Task Snapshots_and_folders_that_are_not_there_are_named(string items, string error)
    {
        Touch("a/x.dss.json");

        (int code, string output) = await BuildAsync("-t:_CheckDssInputs", "", items);

        Assert.Equal(error.Length > 0 ? 1 : 0, code);
        Assert.Contains(error, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b/x.dss.json", "true", "DSS1037")]
    [InlineData("b/x.dss.json", "false", "")]
    [InlineData("b/y.dss.json", "true", "")]
    [InlineData("a/x.dss.json", "true", "")]
    public async Task Two_snapshots_are_not_copied_over_each_other(string second, string copied, string error)
    {
        Touch("a/x.dss.json");
        Touch(second);

        (int code, string output) = await BuildAsync("-t:_CheckDssFileNames", $"<CopyDssSnapshotsToOutput>{copied}</CopyDssSnapshotsToOutput>", $"<DssSnapshot Include='a/x.dss.json;{second}' />");

        Assert.Equal(error.Length > 0 ? 1 : 0, code);
        Assert.Contains(error, output, StringComparison.Ordinal);
        Assert.Equal(error.Length > 0, output.Contains("would both be copied to 'x.dss.json'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_beside_a_published_program_is_no_snapshot_of_the_project()
    {
        foreach (string file in new[] { "x.dss.json", "app.deps.json", "flows/y.dss.json", "out/x.dss.json", "out/app.deps.json" })
            Touch(file);

        (_, string output) = await BuildAsync("-getItem:DssSnapshot", "");

        Assert.Equal(["flows/y.dss.json", "x.dss.json"], JsonDocument.Parse(output).RootElement.GetProperty("Items").GetProperty("DssSnapshot").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<UseSharedCompilation>false</UseSharedCompilation>", "DOTNET_TieredPGO=0")]
    [InlineData("<UseSharedCompilation>false</UseSharedCompilation><CscEnvironment>A=1</CscEnvironment>", "A=1")]
    [InlineData("<UseSharedCompilation>true</UseSharedCompilation>", "")]
    public async Task A_compiler_that_ends_with_the_build_does_not_profile_itself(string properties, string environment)
    {
        (_, string output) = await BuildAsync("-getProperty:CscEnvironment", properties);

        Assert.Equal(environment, output.Trim());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Output)> BuildAsync(string what, string properties, string items = "")
    {
        string project = Path.Combine(_folder.FullName, "app.proj");
        await File.WriteAllTextAsync(project, $"""
            <Project>
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
              <Import Project="{Targets()}" />
            </Project>
            """);
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", what]) { RedirectStandardOutput = true })!;
        string output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return (build.ExitCode, output);
    }

    private void Touch(string path)
    {
        string file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "{}");
    }

    private static string Targets([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../runtime/DssTyped/buildTransitive/DssTyped.targets"));
}
