using DssTyped.Local;
using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

/// <summary>The contract on the embedded engine.</summary>
public sealed class LocalEngineContractTests : EngineContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dsstyped-contract-");
    private int _workspaces;

    [Fact]
    public async Task A_source_file_that_is_gone_fails_the_build_and_earlier_results_stay()
    {
        string data = Directory.CreateDirectory(Path.Combine(_folder.FullName, "data")).FullName;
        string visits = Path.Combine(data, "VISITS.csv");
        File.Copy(Path.Combine(DataFolder, "VISITS.csv"), visits);
        await using LocalEngine engine = LocalEngine.Open(new LocalEngineOptions { SnapshotFile = SnapshotFile, DataFolder = data, WorkspaceFolder = Path.Combine(_folder.FullName, "gone") });
        var flow = new ContractFlow(engine);
        await flow.Datasets.VisitsValid.BuildAsync();
        File.Delete(visits);

        DssException exception = await Assert.ThrowsAnyAsync<DssException>(() => flow.Datasets.VisitsValid.BuildAsync(BuildMode.Recursive));

        Assert.Contains(visits, exception.Message, StringComparison.Ordinal);
        Assert.Equal(5, await flow.Datasets.VisitsValid.CountRowsAsync());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    protected override Task<IFlowEngine> StartAsync(Action<LocalEngine> prepare)
    {
        LocalEngine engine = LocalEngine.Open(new LocalEngineOptions { SnapshotFile = SnapshotFile, DataFolder = DataFolder, WorkspaceFolder = Path.Combine(_folder.FullName, $"{_workspaces++}") });
        prepare(engine);
        return Task.FromResult<IFlowEngine>(engine);
    }
}
