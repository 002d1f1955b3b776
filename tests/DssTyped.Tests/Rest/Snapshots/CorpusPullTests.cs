using System.Text;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Snapshots;

/// <summary>Every real project, pulled from a server, gives the bytes that importing it gives.</summary>
public sealed class CorpusPullTests
{
    private const string Key = "CORPUS";

    [CorpusFact]
    public async Task Every_project_pulled_from_its_export_is_the_imported_one() => Assert.Empty(await DifferencesAsync(mayExport: true));

    [CorpusFact]
    public async Task Every_project_gathered_object_by_object_is_the_imported_one() => Assert.Empty(await DifferencesAsync(mayExport: false));

    private static async Task<IReadOnlyList<string>> DifferencesAsync(bool mayExport)
    {
        var differences = new List<string>();
        foreach (string folder in Corpus.Projects)
        {
            FakeProject live = FakeProject.FromFolder(Key, folder);
            live.Export = mayExport ? FakeProject.Zip(folder) : null;
            await using var server = new LoopbackServer(live.Answer);
            using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k" });
            await using PulledProject pulled = await SnapshotPull.FetchAsync(client.Project(Key));

            Assert.Equal(mayExport, pulled.IsExport);
            Assert.Equal(0, live.Changes);
            string expected = Text(SnapshotImporter.ImportPath(folder, new ImportOptions { ProjectKey = Key })), actual = Text(SnapshotImporter.ImportZip(pulled.Zip, "pulled", new ImportOptions { ProjectKey = Key }));
            if (expected != actual)
                differences.Add($"{Path.GetFileName(folder)}: {FirstDifference(expected, actual)}");
        }

        return differences;
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] wanted = expected.Split('\n'), given = actual.Split('\n');
        int line = Enumerable.Range(0, Math.Min(wanted.Length, given.Length)).FirstOrDefault(index => wanted[index] != given[index], Math.Min(wanted.Length, given.Length) - 1);
        return $"line {line + 1} is '{given[line].Trim()}', not '{wanted[line].Trim()}'";
    }

    /// <summary>The snapshot, or why there is none: a project without any column has none.</summary>
    private static string Text(ImportResult result)
    {
        try
        {
            return Encoding.UTF8.GetString(SnapshotWriter.WriteBytes(result.Snapshot));
        }
        catch (SnapshotException refused)
        {
            return refused.Message;
        }
    }
}
