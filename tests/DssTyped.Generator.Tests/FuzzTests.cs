using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DssTyped.Emit;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Flow.Snapshots;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests;

/// <summary>
/// Mutated snapshots by the thousand: none may stop the generator, and what it prints must compile without a warning. The
/// environment variable DSSTYPED_FUZZ_SEED sets another start, DSSTYPED_FUZZ_CASES another number of cases. With
/// DSSTYPED_FUZZ_MINUTES the run goes on for so long, and every case is compiled.
/// </summary>
public sealed class FuzzTests
{
    private const int CasesByDefault = 20_000;
    private const int BatchSize = 2_000;

    // So many flows share a compilation: binding the runtime's symbols anew for each would take most of the time.
    private const int FlowsPerCompilation = 40;

    // Every case is generated; of those whose shape was seen before, some are parsed and fewer compiled.
    private const int ParsedInterval = 8;
    private const int CompiledInterval = 80;

    private static readonly int Cases = Number("DSSTYPED_FUZZ_CASES", CasesByDefault);
    private static readonly int FirstSeed = Number("DSSTYPED_FUZZ_SEED", 1);
    private static readonly TimeSpan LongRun = TimeSpan.FromMinutes(Number("DSSTYPED_FUZZ_MINUTES", 0));

    [Fact]
    public void Whatever_a_snapshot_holds_the_code_compiles_without_a_warning()
    {
        var shapes = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var clock = Stopwatch.StartNew();
        for (int first = FirstSeed; LongRun > TimeSpan.Zero ? clock.Elapsed < LongRun : first < FirstSeed + Cases; first += BatchSize)
        {
            int count = LongRun > TimeSpan.Zero ? BatchSize : Math.Min(BatchSize, FirstSeed + Cases - first);
            var toCompile = new ConcurrentBag<(int Seed, FlowModel Flow)>();
            Parallel.For(first, first + count, seed =>
            {
                if (Generate(seed) is { } flow && (shapes.TryAdd(ShapeOf(flow), true) || LongRun > TimeSpan.Zero || seed % CompiledInterval == 0))
                    toCompile.Add((seed, flow));
            });
            Parallel.ForEach(toCompile.OrderBy(item => item.Seed).Chunk(FlowsPerCompilation), Compile);
            if (LongRun > TimeSpan.Zero)
                Console.WriteLine($"Seeds {first} to {first + count - 1}: {toCompile.Count} flows compiled, {clock.Elapsed:hh\\:mm\\:ss}");
        }
    }

    [Fact]
    public void The_generator_itself_survives_mutated_files()
    {
        for (int seed = FirstSeed; seed < FirstSeed + (Cases / 200); seed++)
        {
            GeneratorResult result = new GeneratorHost().WithSnapshot(new Hostility(seed).Mutate(Snapshots.Clinical)).Run();
            Assert.True(result.Run.Exception is null && result.Run.Diagnostics.IsEmpty, $"Seed {seed}: {result.Run.Exception}");
        }
    }

    // A third of the flows have rows, a quarter a baseline, an eighth hostile options.
    private static FlowModel? Generate(int seed)
    {
        var hostility = new Hostility(seed);
        string start = seed % 2 == 0 ? Snapshots.Clinical : Small;
        SnapshotReadResult read = SnapshotReader.Read(hostility.Mutate(start));
        Assert.True(read.Snapshot is not null || read.HasErrors, $"Seed {seed}: no snapshot and no error.");
        if (read.Snapshot is null)
            return null;

        // Flows of one compilation need namespaces of their own.
        FlowOptions options = FlowOptions.For($"case{seed}.dss.json", "Fuzz", seed % 8 == 3 ? $"Fuzz.case{seed}.{hostility.Word()}" : "", seed % 8 == 3 ? hostility.Word() : "") with { Rows = seed % 3 == 0 ? "*" : "" };
        FlowModel flow = FlowBinder.Bind(read.Snapshot, options, seed % 4 == 1 ? SnapshotReader.Read(hostility.Mutate(start)).Snapshot : null);
        IReadOnlyList<GeneratedFile> files = FlowSources.All(flow);
        foreach (GeneratedFile file in seed % ParsedInterval == 0 ? files : [])
        {
            Diagnostic? error = CSharpSyntaxTree.ParseText(file.Text, GeneratorHost.ParseOptions).GetDiagnostics().FirstOrDefault();
            Assert.True(error is null, $"Seed {seed}: {error}\n{file.Text}");
        }

        return flow;
    }

    private static void Compile((int Seed, FlowModel Flow)[] flows)
    {
        CSharpCompilation compilation = new GeneratorHost().Compilation().AddSyntaxTrees(flows.SelectMany(item =>
            FlowSources.All(item.Flow).Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), GeneratorHost.ParseOptions, $"{item.Seed}/{file.Name}"))));
        using var assembly = new MemoryStream();
        Diagnostic[] found = [.. compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(found.Length == 0, string.Join('\n', found.Take(5)));
    }

    // What decides which code is printed, names aside.
    private static string ShapeOf(FlowModel flow) => string.Create(CultureInfo.InvariantCulture,
        $"{flow.Datasets.Count} {string.Join(',', flow.Recipes.Select(recipe => $"{recipe.Proofs.Count}-{recipe.Results.Count}-{recipe.OutputIds.Count}"))} {string.Join(',', flow.Groups.Select(group => group.Kind.Catalog[0]))} {string.Join(',', flow.Datasets.SelectMany(dataset => dataset.Dimensions).Select(dimension => dimension.Period))}");

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private const string Small = """
        { "formatVersion": 1, "project": { "projectKey": "P" },
          "datasets": [ { "name": "a", "schema": { "columns": [ { "name": "x", "type": "string" }, { "name": "y", "type": "int", "comment": "c" } ] } },
                        { "name": "b", "shortDesc": "d", "partitioning": { "dimensions": [ { "name": "m", "type": "time", "params": { "period": "MONTH" } } ] }, "schema": { "columns": [ { "name": "x", "type": "date" } ] } } ],
          "recipes": [ { "name": "r", "type": "sync", "inputs": { "main": { "items": [ { "ref": "a" } ] } }, "outputs": { "main": { "items": [ { "ref": "b" } ] } } },
                       { "name": "s", "type": "sync", "inputs": { "main": { "items": [ { "ref": "b" } ] } }, "outputs": { "main": { "items": [ { "ref": "a" } ] } } } ] }
        """;
}
