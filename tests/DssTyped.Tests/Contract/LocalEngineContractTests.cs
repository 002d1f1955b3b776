using DssTyped.Local;

namespace DssTyped.Tests.Contract;

/// <summary>The contract on the embedded engine.</summary>
public sealed class LocalEngineContractTests : EngineContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dsstyped-contract-");
    private int _workspaces;

    public void Dispose() => _folder.Delete(recursive: true);

    protected override Task<IFlowEngine> StartAsync() => Task.FromResult<IFlowEngine>(LocalEngine.Open(new LocalEngineOptions
    {
        SnapshotFile = SnapshotFile,
        DataFolder = DataFolder,
        WorkspaceFolder = Path.Combine(_folder.FullName, $"{_workspaces++}"),
    }));
}
