using System.IO.Compression;
using DssTyped.Flow.Checks;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Generator.Tests.Harness;
using DssTyped.Tests;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Tests;

/// <summary>An export of DSS 14 with every kind of object, storage type and name that is hard to take: <c>tests/Shared/EveryKind</c>.</summary>
public sealed class EveryKindTests
{
    private static readonly Snapshot Imported = SnapshotImporter.ImportPath(Corpus.EveryKind).Snapshot;

    [Fact]
    public void The_zip_of_the_folder_gives_the_same_bytes()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string file in Directory.GetFiles(Corpus.EveryKind, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal))
                archive.CreateEntryFromFile(file, Path.GetRelativePath(Corpus.EveryKind, file).Replace('\\', '/'));
        }

        Assert.Equal(SnapshotWriter.Write(Imported), SnapshotWriter.Write(SnapshotImporter.ImportZip(zip, "export.zip").Snapshot));
    }

    [Fact]
    public void Nothing_is_wrong_with_it_and_what_can_be_derived_is_what_is_stored()
    {
        FlowCheckResult result = FlowChecks.Run(Imported);

        Assert.Empty(result.Findings.Select(finding => finding.Message));
        Assert.Equal(["joined", "pivoted", "sales_daily"], result.Outputs.Where(output => output.Derived.Columns.Count > 0 && output.Derived.Certainty < Flow.Recipes.Certainty.Opaque).Select(output => output.Derived.Output).Order(StringComparer.Ordinal));
        Assert.All(result.Outputs, output => Assert.Contains(output.Status, new[] { SchemaStatus.Equal, SchemaStatus.Unknown }));
    }

    [Fact]
    public void No_secret_of_it_is_in_the_snapshot() => Assert.All(["hunter2", "planted"], secret => Assert.DoesNotContain(secret, SnapshotWriter.Write(Imported), StringComparison.Ordinal));

    [Fact]
    public void Its_code_compiles_without_a_warning_and_reaches_every_object()
    {
        GeneratorResult result = new GeneratorHost().WithSnapshot(SnapshotWriter.Write(Imported), "/project/retail.dss.json", ("Rows", "*")).WithCode("""
            using Acme.Retail;
            using DssTyped;
            using System.Threading.Tasks;

            internal static class Use
            {
                public static async Task RunAsync(RetailFlow flow)
                {
                    Built<Joined> joined = await flow.Recipes.JoinAll.RunAsync(await flow.Recipes.SyncForeign.RunAsync());
                    Built<Answers> answers = await flow.Recipes.AskV2Prompt.RunAsync(joined);
                    _ = await flow.Recipes.Embed.RunAsync(answers);
                    _ = await flow.Recipes.Plug.RunAsync(joined);
                    _ = await flow.Recipes.Train.RunAsync(joined);
                    string partition = Sales.Partition.Of(new System.DateOnly(2026, 1, 31), "DE");
                    _ = (partition, Sales.Columns.Loc, New.Columns.AB, _2024Out.Columns.K, flow.Zones, flow.Scenarios.Nightly, flow.SavedModels, flow.ManagedFolders, flow.KnowledgeBanks, flow.ModelEvaluationStores, flow.StreamingEndpoints.KafkaIn, flow.Variables);
                }
            }
            """).Run();

        Assert.Null(result.Run.Exception);
        using var assembly = new MemoryStream();
        Assert.Empty(result.Output.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
    }
}
