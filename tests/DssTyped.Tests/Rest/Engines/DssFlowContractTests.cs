using DssTyped.Local;
using DssTyped.TestServer;

namespace DssTyped.Tests.Rest.Engines;

/// <summary>What a flow may expect of every engine, on the DSS engine: over a socket, before a server that the embedded engine stands behind.</summary>
public sealed class DssFlowContractTests : DssTyped.Tests.Contract.EngineContract, IAsyncLifetime
{
    private const string Key = "the-key";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dsstyped-contract-");
    private readonly List<IAsyncDisposable> _started = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        // The newest first: servers before the engines behind them.
        foreach (IAsyncDisposable started in Enumerable.Reverse(_started))
            await started.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override async Task<IFlowEngine> StartAsync(Action<LocalEngine> prepare)
    {
        LocalEngine local = LocalEngine.Open(new LocalEngineOptions
        {
            SnapshotFile = SnapshotFile, DataFolder = DataFolder, WorkspaceFolder = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N")),
        });
        _started.Add(local);
        prepare(local);
        DssTestServer server = await DssTestServer.StartAsync(new ServedProject(local.Snapshot, local), Key);
        _started.Add(server);
        return new DssEngine(new DssEngineOptions
        {
            Url = server.Url, ApiKey = Key, ProjectKey = local.Snapshot.Project.ProjectKey,
            PollInterval = TimeSpan.FromMilliseconds(5), PollMaxInterval = TimeSpan.FromMilliseconds(50),
        });
    }
}
