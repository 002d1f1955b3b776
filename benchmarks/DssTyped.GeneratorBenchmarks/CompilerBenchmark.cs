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
/// written by hand. Both take turns; the best of several rounds counts.
/// </summary>
internal static partial class CompilerBenchmark
{
    private const int Columns = 30;

    public static void Run(int[] sizes)
    {
        Console.WriteLine("| datasets x 30 | handwritten, CPU s | with the generator, CPU s | ratio | generator, wall s | generator / compile (wall) |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (int size in sizes)
            Console.WriteLine(Measure(size));
    }

    private static string Measure(int datasets)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dsstyped-bench-");
        try
        {
            string json = Snapshots.Large(datasets, Columns);
            File.WriteAllText(Path.Combine(folder.FullName, "large.dss.json"), json);
            string[] common = ["-noconfig", "-nologo", "-target:library", "-nullable:enable", "-langversion:latest", "-deterministic+", "-debug:portable", "-skipanalyzers+", "-reportanalyzer", "-nowarn:1701;1702;1591",
                .. BenchmarkFiles.References.Append(BenchmarkFiles.Runtime).Select(path => $"-reference:\"{path}\""), "Program.cs"];
            File.WriteAllText(Path.Combine(folder.FullName, "Program.cs"), "internal static class Program;");
            File.WriteAllLines(Path.Combine(folder.FullName, "generated.rsp"),
                [.. common, .. BenchmarkFiles.Generator.Select(path => $"-analyzer:\"{path}\""), "-additionalfile:large.dss.json", "-doc:generated.xml", "-out:generated.dll"]);

            Directory.CreateDirectory(Path.Combine(folder.FullName, "code"));
            foreach (GeneratedFile file in FlowSources.All(FlowBinder.Bind(SnapshotReader.Read(json).Snapshot!, FlowOptions.For("large.dss.json", ""))))
                File.WriteAllText(Path.Combine(folder.FullName, "code", file.Name), file.Text);
            File.WriteAllLines(Path.Combine(folder.FullName, "handwritten.rsp"), [.. common, "code/*.cs", "-doc:handwritten.xml", "-out:handwritten.dll"]);

            double handwritten = double.MaxValue, handwrittenWall = double.MaxValue, generated = double.MaxValue, generator = double.MaxValue;
            for (int round = 0; round < (datasets > 2_000 ? 3 : 5); round++)
            {
                (_, double wall, double cpu) = Compile(folder.FullName, "handwritten.rsp");
                (handwritten, handwrittenWall) = (Math.Min(handwritten, cpu), Math.Min(handwrittenWall, wall));
                (string output, _, cpu) = Compile(folder.FullName, "generated.rsp");
                generated = Math.Min(generated, cpu);
                generator = Math.Min(generator, double.Parse(GeneratorTime().Match(output).Groups[1].Value, CultureInfo.InvariantCulture));
            }

            return string.Create(CultureInfo.InvariantCulture, $"| {datasets} | {handwritten:F2} | {generated:F2} | {generated / handwritten:F2} | {generator:F3} | {generator / handwrittenWall:P1} |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string Output, double WallSeconds, double CpuSeconds) Compile(string folder, string response) =>
        ChildProcess.Run(folder, Path.Combine(BenchmarkFiles.DotnetRoot, "dotnet"), "exec", BenchmarkFiles.Compiler, "@" + response);

    [GeneratedRegex(@"generator execution time: ([\d.]+)")]
    private static partial Regex GeneratorTime();
}
