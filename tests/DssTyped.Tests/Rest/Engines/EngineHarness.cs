using System.Runtime.CompilerServices;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Local;
using DssTyped.TestServer;

namespace DssTyped.Tests.Rest.Engines;

/// <summary>The clinical sample on an engine, with a workspace of its own.</summary>
internal sealed class EngineHarness : IAsyncDisposable
{
    private const string Key = "the-key";

    private readonly LocalEngine _local;
    private readonly string _workspace;
    private readonly DssTestServer? _server;

    private EngineHarness(LocalEngine local, string workspace, DssTestServer? server, IFlowEngine engine)
    {
        _local = local;
        _workspace = workspace;
        _server = server;
        Engine = engine;
    }

    /// <summary>The engine under test.</summary>
    public IFlowEngine Engine { get; }

    public static Snapshot Snapshot { get; } = SnapshotImporter.ImportPath(Path.Combine(SampleFolder, "project"), new ImportOptions { ProjectKey = "CLINICAL" }).Snapshot;

    public static string SampleFolder => Path.Combine(RepositoryFolder(), "sample", "Clinical");

    /// <summary>The embedded engine itself.</summary>
    public static Task<EngineHarness> LocalAsync(bool withData = true)
    {
        (LocalEngine local, string workspace) = Open(withData);
        return Task.FromResult(new EngineHarness(local, workspace, null, local));
    }

    /// <summary>The DSS engine, over a socket, before a server that the embedded engine stands behind.</summary>
    public static async Task<EngineHarness> ServerAsync(bool withData = true, bool sendRowFilters = true)
    {
        (LocalEngine local, string workspace) = Open(withData);
        DssTestServer server = await DssTestServer.StartAsync(new ServedProject(Snapshot, local), Key);
        var engine = new DssEngine(new DssEngineOptions
        {
            Url = server.Url, ApiKey = Key, ProjectKey = "CLINICAL", PollInterval = TimeSpan.FromMilliseconds(5), PollMaxInterval = TimeSpan.FromMilliseconds(50),
            SendRowFilters = sendRowFilters,
        });
        return new EngineHarness(local, workspace, server, engine);
    }

    public async Task<JobResult> BuildAsync(string dataset, BuildMode mode = BuildMode.Recursive)
    {
        IFlowJob job = await Engine.StartJobAsync(Request(dataset, mode));
        JobResult result = await job.WaitAsync();
        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => $"{failure.Recipe}: {failure.FirstFailure}")));
        return result;
    }

    public static JobRequest Request(string dataset, BuildMode mode = BuildMode.Recursive) => new([new JobOutput(FlowObjectType.Dataset, dataset)], mode) { CompiledSchemas = [.. Snapshot.Datasets.Select(CompiledSchema)] };

    public static DatasetSchema CompiledSchema(DatasetDefinition dataset) => new(dataset.Name, [.. dataset.Schema.Select(column => new DatasetColumn(column.Name, column.TypeName))]);

    /// <summary>All rows, cells by their type, so that engines can be compared.</summary>
    public async Task<List<string>> RowsAsync(ReadRequest request)
    {
        await using RowReader reader = await Engine.OpenReaderAsync(request);
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.Columns.Count).Select(column => Cell(reader, column))));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await Engine.DisposeAsync();
            await _server.DisposeAsync();
        }

        await _local.DisposeAsync();
        Directory.Delete(_workspace, recursive: true);
    }

    private static (LocalEngine Engine, string Workspace) Open(bool withData)
    {
        string workspace = Directory.CreateTempSubdirectory("dss-typed-").FullName;
        return (LocalEngine.Open(new LocalEngineOptions { Snapshot = Snapshot, DataFolder = withData ? Path.Combine(SampleFolder, "data") : null, WorkspaceFolder = workspace, Workers = 2, MemoryLimit = 512L << 20 }), workspace);
    }

    private static string Cell(RowReader reader, int column)
    {
        if (reader.IsNull(column))
            return "-";
        return reader.Columns[column].Type switch
        {
            "bigint" or "int" => FormattableString.Invariant($"{reader.GetInt64(column)}"),
            "double" => FormattableString.Invariant($"{reader.GetDouble(column):R}"),
            "boolean" => reader.GetBoolean(column) ? "true" : "false",
            "date" => FormattableString.Invariant($"{reader.GetInstant(column):O}"),
            _ => reader.GetString(column),
        };
    }

    private static string RepositoryFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../.."));
}
