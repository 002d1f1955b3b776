using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Emit;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Flow.Snapshots;
using DssTyped.Generator.Tests.Harness;

namespace DssTyped.GeneratorBenchmarks;

/// <summary>
/// What the generator costs in the SDK's own compiler, each time a fresh process: with the generator, and with the same source
/// written by hand. Both take turns; the best of several rounds counts. Both sides have the SDK's own generators, as every project has.
/// </summary>
internal static partial class CompilerBenchmark
{
    private const int Columns = 30;

    public static void Run(int[] sizes)
    {
        Console.WriteLine("| datasets x 30 | handwritten, CPU s | with the generator, CPU s | ratio | handwritten, wall s | generator as csc tells, s | of the compile | all generators without ours, s | with ours, s | more, of the compile |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (int size in sizes)
            Console.WriteLine(Measure(size));
    }

    private static string Measure(int datasets)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dsstyped-bench-");
        try
        {
            Prepare(folder.FullName, datasets);
            Best handwritten = new(), generated = new();
            for (int round = 0; round < (datasets > 2_000 ? 3 : 7); round++)
            {
                handwritten.Add(Compile(folder.FullName, "handwritten.rsp"));
                generated.Add(Compile(folder.FullName, "generated.rsp"));
            }

            return string.Create(CultureInfo.InvariantCulture,
                $"| {datasets} | {handwritten.Cpu:F2} | {generated.Cpu:F2} | {generated.Cpu / handwritten.Cpu:F2} | {handwritten.Wall:F2} | {generated.Generator:F3} | {generated.Generator / handwritten.Wall:P1} | {handwritten.AllGenerators:F3} | {generated.AllGenerators:F3} | {(generated.AllGenerators - handwritten.AllGenerators) / handwritten.Wall:P1} |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Prepare(string folder, int datasets)
    {
        string json = Snapshots.Large(datasets, Columns);
        File.WriteAllText(Path.Combine(folder, "large.dss.json"), json);
        string[] common = ["-noconfig", "-nologo", "-target:library", "-nullable:enable", "-langversion:latest", "-deterministic+", "-debug:portable", "-skipanalyzers+", "-reportanalyzer", "-nowarn:1701;1702;1591",
            .. BenchmarkFiles.References.Append(BenchmarkFiles.Runtime).Select(path => $"-reference:\"{path}\""), .. Analyzers(BenchmarkFiles.SdkGenerators), "Program.cs"];
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "internal static class Program;");
        File.WriteAllLines(Path.Combine(folder, "generated.rsp"), [.. common, .. Analyzers(BenchmarkFiles.Generator), "-additionalfile:large.dss.json", "-doc:generated.xml", "-out:generated.dll"]);

        Directory.CreateDirectory(Path.Combine(folder, "code"));
        foreach (GeneratedFile file in FlowSources.All(FlowBinder.Bind(SnapshotReader.Read(json).Snapshot!, FlowOptions.For("large.dss.json", ""))))
            File.WriteAllText(Path.Combine(folder, "code", file.Name), file.Text);
        File.WriteAllLines(Path.Combine(folder, "handwritten.rsp"), [.. common, "code/*.cs", "-doc:handwritten.xml", "-out:handwritten.dll"]);
    }

    private static IEnumerable<string> Analyzers(IEnumerable<string> paths) => paths.Select(path => $"-analyzer:\"{path}\"");

    private static (string Output, double WallSeconds, double CpuSeconds) Compile(string folder, string response) =>
        ChildProcess.Run(folder, Path.Combine(BenchmarkFiles.DotnetRoot, "dotnet"), "exec", BenchmarkFiles.Compiler, "@" + response);

    [GeneratedRegex(@"Total generator execution time: ([\d.]+)")]
    private static partial Regex TimeOfAll();

    [GeneratedRegex(@"([\d.]+) +<?\d+ +DssTyped\.Generator\.DssTypedGenerator")]
    private static partial Regex TimeOfOurs();

    private sealed class Best
    {
        public double Wall { get; private set; } = double.MaxValue;

        public double Cpu { get; private set; } = double.MaxValue;

        public double AllGenerators { get; private set; } = double.MaxValue;

        public double Generator { get; private set; } = double.MaxValue;

        public void Add((string Output, double WallSeconds, double CpuSeconds) run)
        {
            (Wall, Cpu) = (Math.Min(Wall, run.WallSeconds), Math.Min(Cpu, run.CpuSeconds));
            AllGenerators = Math.Min(AllGenerators, Seconds(TimeOfAll().Match(run.Output)));
            if (TimeOfOurs().Match(run.Output) is { Success: true } ours)
                Generator = Math.Min(Generator, Seconds(ours));
        }

        private static double Seconds(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
