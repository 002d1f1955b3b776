using System.IO.Compression;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tests.Snapshots;

public sealed class ImportCorpusTests
{
    private static readonly ImportOptions Options = new() { ProjectKey = "P" };

    /// <summary>The projects with a column at least, imported.</summary>
    public static IEnumerable<(string Name, Snapshot Snapshot)> Snapshots() => Corpus.Projects
        .Select(folder => (Path.GetFileName(folder), SnapshotImporter.ImportPath(folder, Options).Snapshot))
        .Where(project => project.Snapshot.Datasets.Any(dataset => dataset.Schema.Count > 0));

    [CorpusFact]
    public void Every_real_project_imports_and_reads_back_as_it_was()
    {
        int projects = 0;
        foreach ((string name, Snapshot snapshot) in Snapshots())
        {
            string text = SnapshotWriter.Write(snapshot);
            SnapshotReadResult read = SnapshotReader.Read(text);

            Assert.True(!read.HasErrors, $"{name}: {string.Join("\n", read.Findings.Where(finding => finding.Rule.Severity == FlowSeverity.Error).Select(finding => finding.Message))}");
            Assert.Equal(snapshot.Raw, read.Snapshot!.Raw);
            Assert.Equal(text, SnapshotWriter.Write(read.Snapshot));
            Assert.DoesNotContain("\"versionTag\":", text);
            projects++;
        }

        Assert.True(projects >= Corpus.Projects.Count - 1, $"{projects} of {Corpus.Projects.Count} projects have columns");
    }

    [CorpusFact]
    public void A_zip_gives_the_same_bytes_as_the_folder_it_was_made_of()
    {
        foreach (string folder in Corpus.Projects.Take(8))
        {
            using var stream = new MemoryStream();
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("_export", StringComparison.Ordinal)).Reverse())
                    archive.CreateEntryFromFile(file, "project_config/" + Path.GetRelativePath(folder, file).Replace('\\', '/'));
                if (Directory.GetFiles(folder, "export-manifest.json", SearchOption.AllDirectories) is [var manifest, ..])
                    archive.CreateEntryFromFile(manifest, "export-manifest.json");
            }

            Assert.Equal(Write(SnapshotImporter.ImportPath(folder, Options)), Write(SnapshotImporter.ImportZip(new MemoryStream(stream.ToArray()), "export.zip", Options)));
        }

        static string Write(ImportResult result) => Flow.Json.JsonWriter.Indented(result.Snapshot.Raw);
    }
}
