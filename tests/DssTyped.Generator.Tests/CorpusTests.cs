using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Generator.Tests.Harness;
using DssTyped.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests;

public sealed class CorpusTests
{
    [CorpusFact]
    public void Every_real_project_compiles_in_one_program_without_a_warning()
    {
        var host = new GeneratorHost();
        int projects = 0, widest = 0;
        foreach (string folder in Corpus.Projects)
        {
            if (Import(folder) is not { } snapshot)
                continue;

            string file = $"/project/p{projects++}.dss.json";
            widest = Math.Max(widest, snapshot.Datasets.Select(dataset => dataset.Schema.Count).DefaultIfEmpty().Max());
            host.WithText(new TestText(file, SourceText.From(JsonWriter.Indented(snapshot.Raw), Encoding.UTF8)));
        }

        GeneratorResult result = host.Run();

        Assert.True(projects >= 40, $"Only {projects} projects were imported.");
        Assert.True(widest > 16_000, $"The widest dataset has {widest} columns only.");
        Assert.Null(result.Run.Exception);
        using var assembly = new MemoryStream();
        Assert.Empty(result.Output.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Take(20));
    }

    private static Snapshot? Import(string folder)
    {
        try
        {
            return SnapshotImporter.ImportPath(folder, new ImportOptions { ProjectKey = "P" }).Snapshot;
        }
        catch (SnapshotException)
        {
            // Folders of the corpus that are no project; the importer's own tests say which.
            return null;
        }
    }
}
