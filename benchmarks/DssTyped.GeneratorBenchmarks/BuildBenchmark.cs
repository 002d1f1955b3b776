using System.Globalization;
using DssTyped.Generator.Tests.Harness;

namespace DssTyped.GeneratorBenchmarks;

/// <summary>
/// <c>dotnet build</c> of a project with a large flow against an empty project, analyzers off, after one line of code changed.
/// Once with nothing kept between builds, once with build nodes and the compiler server kept as they are by default.
/// </summary>
internal static class BuildBenchmark
{
    private const int Columns = 20;
    private const int Rounds = 4;

    public static void Run(int datasets)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| dotnet build | empty project s | {datasets} datasets x {Columns} s | ratio (goal 3) |"));
        Console.WriteLine("|---|---|---|---|");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dsstyped-bench-");
        try
        {
            string empty = Project(folder, "Empty", "");
            string flow = Project(folder, "WithFlow", $"""
                  <ItemGroup>
                    <Reference Include="{BenchmarkFiles.Runtime}" />
                    {string.Join("\n    ", BenchmarkFiles.Generator.Select(path => $"<Analyzer Include=\"{path}\" />"))}
                    <AdditionalFiles Include="large.dss.json" />
                  </ItemGroup>
                """);
            File.WriteAllText(Path.Combine(flow, "large.dss.json"), Snapshots.Large(datasets, Columns));
            Print("nothing kept, wall", empty, flow, keep: false, cpu: false);
            Print("nothing kept, CPU", empty, flow, keep: false, cpu: true);
            Print("nodes and compiler server kept, wall", empty, flow, keep: true, cpu: false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Project(DirectoryInfo folder, string name, string items)
    {
        string path = folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(path, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RunAnalyzers>false</RunAnalyzers>
              </PropertyGroup>
            {items}
            </Project>
            """);
        File.WriteAllText(Path.Combine(path, "Program.cs"), "internal static class Program;");
        ChildProcess.Run(path, "dotnet", "restore", "-nologo");
        return path;
    }

    private static void Print(string label, string empty, string flow, bool keep, bool cpu)
    {
        double bestEmpty = double.MaxValue, bestFlow = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            bestEmpty = Math.Min(bestEmpty, Build(empty, round, keep, cpu));
            bestFlow = Math.Min(bestFlow, Build(flow, round, keep, cpu));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {label} | {bestEmpty:F2} | {bestFlow:F2} | {bestFlow / bestEmpty:F2} |"));
    }

    private static double Build(string folder, int round, bool keep, bool cpu)
    {
        File.WriteAllText(Path.Combine(folder, "Program.cs"), $"internal static class Program {{ internal const int Edit{(cpu ? 1 : 0)} = {round}; }}");
        string[] servers = keep ? [] : ["-nodeReuse:false", "-p:UseSharedCompilation=false"];
        (_, double wallSeconds, double cpuSeconds) = ChildProcess.Run(folder, "dotnet", ["build", "--no-restore", "-nologo", "-v:q", .. servers]);
        return cpu ? cpuSeconds : wallSeconds;
    }
}
