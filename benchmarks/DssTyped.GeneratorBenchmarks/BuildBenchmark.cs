using System.Diagnostics;
using System.Globalization;
using DssTyped.Generator.Tests.Harness;

namespace DssTyped.GeneratorBenchmarks;

/// <summary>
/// <c>dotnet build</c> of a project with a large flow against an empty project, analyzers off, after one line of code changed.
/// The project with the flow has what the package brings: references, props and targets. With nothing kept between builds, the same without the runtime's profiling, and with build nodes and the compiler server kept as the SDK does by default.
/// </summary>
internal static class BuildBenchmark
{
    private const int Columns = 20;
    private const int Rounds = 4;

    // A server runs compiled and then better compiled code only after some builds.
    private const int WarmUpRounds = 6;

    // Each of them may be set where the benchmark runs; what is measured must not depend on it.
    private static readonly Dictionary<string, string> NothingKept = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
    };

    // The package's targets switch it off for the compiler alone; a build server can do so for everything.
    private const string Profiling = "DOTNET_TieredPGO";

    private static int _edits;

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
                  </ItemGroup>
                  <Import Project="{BenchmarkFiles.Package(".props")}" />
                  <Import Project="{BenchmarkFiles.Package(".targets")}" />
                """);
            File.WriteAllText(Path.Combine(flow, "large.dss.json"), Snapshots.Large(datasets, Columns));
            Print("nothing kept", empty, flow, Start, Rounds);
            Print($"nothing kept, {Profiling}=0 for all of it", empty, flow, WithoutProfiling, Rounds);
            Print("nodes and compiler server kept", empty, flow, StartKept, WarmUpRounds + Rounds);
        }
        finally
        {
            ProcessStartInfo shutdown = StartKept(folder.FullName, "build-server", "shutdown");
            shutdown.RedirectStandardOutput = true;
            ChildProcess.Run(shutdown);
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

    private static void Print(string label, string empty, string flow, Func<string, string[], ProcessStartInfo> start, int rounds)
    {
        (double Wall, double Cpu) bestEmpty = (double.MaxValue, double.MaxValue), bestFlow = bestEmpty;
        for (int round = 0; round < rounds; round++)
        {
            bestEmpty = Best(bestEmpty, Build(empty, start));
            bestFlow = Best(bestFlow, Build(flow, start));
        }

        PrintRow($"{label}, wall", bestEmpty.Wall, bestFlow.Wall);

        // A server's own CPU time is not that of the command.
        if (start != StartKept)
            PrintRow($"{label}, CPU", bestEmpty.Cpu, bestFlow.Cpu);
    }

    private static void PrintRow(string label, double empty, double flow) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {label} | {empty:F2} | {flow:F2} | {flow / empty:F2} |"));

    private static (double Wall, double Cpu) Best((double Wall, double Cpu) best, (double Wall, double Cpu) now) => (Math.Min(best.Wall, now.Wall), Math.Min(best.Cpu, now.Cpu));

    private static (double Wall, double Cpu) Build(string folder, Func<string, string[], ProcessStartInfo> start)
    {
        File.WriteAllText(Path.Combine(folder, "Program.cs"), $"internal static class Program {{ internal const int Edit = {_edits++}; }}");
        (_, double wall, double cpu) = ChildProcess.Run(start(folder, ["build", "--no-restore", "-nologo", "-v:q", "-noConsoleLogger"]));
        return (wall, cpu);
    }

    private static ProcessStartInfo Start(string folder, params string[] arguments)
    {
        ProcessStartInfo start = StartKept(folder, arguments);
        foreach ((string name, string value) in NothingKept)
            start.Environment[name] = value;

        return start;
    }

    private static ProcessStartInfo WithoutProfiling(string folder, params string[] arguments)
    {
        ProcessStartInfo start = Start(folder, arguments);
        start.Environment[Profiling] = "0";
        return start;
    }

    private static ProcessStartInfo StartKept(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder };
        start.Environment.Remove(Profiling);
        foreach (string name in NothingKept.Keys)
            start.Environment.Remove(name);

        return start;
    }
}
