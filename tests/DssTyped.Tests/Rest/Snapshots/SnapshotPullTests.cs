using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Snapshots;

public sealed class SnapshotPullTests
{
    private const string Key = "TITANIC";

    private static readonly string Titanic = Path.Combine(RepositoryFolder(), "sample", "Titanic", "export");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pulled_project_gives_the_bytes_of_its_imported_export(bool mayExport)
    {
        FakeProject live = FakeProject.FromFolder(Key, Titanic);
        live.Export = mayExport ? FakeProject.Zip(Titanic) : null;
        await using var server = new LoopbackServer(live.Answer);
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k" });

        await using PulledProject pulled = await SnapshotPull.FetchAsync(client.Project(Key));

        Assert.Equal(mayExport, pulled.IsExport);
        Assert.Equal(Text(SnapshotImporter.ImportPath(Titanic, new ImportOptions { ProjectKey = Key })), Text(SnapshotImporter.ImportZip(pulled.Zip, "pulled", new ImportOptions { ProjectKey = Key })));
        Assert.Equal(0, live.Changes);
    }

    [Fact]
    public async Task An_empty_project_is_filled_from_a_snapshot_and_a_second_run_changes_nothing()
    {
        JsonObject snapshot = JsonNode.Parse(Text(SnapshotImporter.ImportPath(Titanic, new ImportOptions { ProjectKey = Key })))!.AsObject();
        var live = new FakeProject(Key);
        await using var server = new LoopbackServer(live.Answer);
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k" });

        EnsureReport first = await client.Project(Key).EnsureSnapshotAsync(snapshot);
        int changes = live.Changes;
        EnsureReport second = await client.Project(Key).EnsureSnapshotAsync(snapshot);

        Assert.Equal(snapshot["datasets"]!.AsArray().Count + snapshot["recipes"]!.AsArray().Count, first.Created.Count);
        Assert.Empty(second.Created);
        Assert.Empty(second.Differences);
        Assert.Equal(first.Created, second.Unchanged);
        Assert.Equal(changes, live.Changes);
    }

    [Fact]
    public async Task What_is_there_but_differs_is_reported_and_left_alone()
    {
        JsonObject snapshot = JsonNode.Parse(Text(SnapshotImporter.ImportPath(Titanic, new ImportOptions { ProjectKey = Key })))!.AsObject();
        FakeProject live = FakeProject.FromFolder(Key, Titanic);
        live.Find("datasets", "train")!["schema"]!["columns"]![0]!["type"] = "object";
        live.Find("recipes", "compute_test_prepared")!["recipe"]!["inputs"]!["main"]!["items"]![0]!["ref"] = "other";
        await using var server = new LoopbackServer(live.Answer);
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k" });

        EnsureReport report = await client.Project(Key).EnsureSnapshotAsync(snapshot);

        Assert.Equal(0, live.Changes);
        Assert.Collection(report.Differences,
            line => Assert.Contains("of dataset 'train' is now object", line, StringComparison.Ordinal),
            line => Assert.Contains("recipe 'compute_test_prepared' has inputs other", line, StringComparison.Ordinal));
    }

    private static string Text(ImportResult result) => Encoding.UTF8.GetString(SnapshotWriter.WriteBytes(result.Snapshot));

    private static string RepositoryFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../.."));
}
