using System.Text;
using DssTyped.Flow.Snapshots;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>A flow made in code, in a folder of its own.</summary>
public sealed class BenchFlow : IDisposable
{
    private readonly List<string> _datasets = [];
    private readonly List<string> _recipes = [];

    /// <summary>A flow in a folder; a temporary one if none is given.</summary>
    public BenchFlow(string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("dss-typed-bench-").FullName;
        Directory.CreateDirectory(Data);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Where source files go.</summary>
    public string Data => Path.Combine(Folder, "data");

    /// <summary>Where results are kept.</summary>
    public string Workspace => Path.Combine(Folder, "workspace");

    /// <summary>Adds a dataset with columns such as <c>"id:int name:string"</c>.</summary>
    public BenchFlow Dataset(string name, string columns)
    {
        string list = string.Join(',', columns.Split(' ').Select(column => $$"""{"name":"{{column.Split(':')[0]}}","type":"{{column.Split(':')[1]}}"}"""));
        _datasets.Add($"{{\"name\":\"{name}\",\"type\":\"Filesystem\",\"schema\":{{\"columns\":[{list}]}}}}");
        return this;
    }

    /// <summary>Adds a recipe.</summary>
    public BenchFlow Recipe(string name, string type, string inputs, string output, string payload = "{}")
    {
        string items = string.Join(',', inputs.Split(' ').Select(input => $"{{\"ref\":\"{input}\"}}"));
        _recipes.Add($"{{\"name\":\"{name}\",\"type\":\"{type}\",\"inputs\":{{\"main\":{{\"items\":[{items}]}}}},\"outputs\":{{\"main\":{{\"items\":[{{\"ref\":\"{output}\"}}]}}}},\"payload\":{payload}}}");
        return this;
    }

    /// <summary>Opens an engine on the flow.</summary>
    public LocalEngine Open(Func<LocalEngineOptions, LocalEngineOptions>? change = null)
    {
        string json = $"{{\"formatVersion\":1,\"project\":{{\"projectKey\":\"BENCH\"}},\"datasets\":[{string.Join(',', _datasets)}],\"recipes\":[{string.Join(',', _recipes)}]}}";
        SnapshotReadResult result = SnapshotReader.Read(Encoding.UTF8.GetBytes(json));
        if (result.Snapshot is null || result.HasErrors)
            throw new InvalidOperationException(string.Join('\n', result.Findings.Select(finding => finding.Message)));

        var options = new LocalEngineOptions { Snapshot = result.Snapshot, DataFolder = Data, WorkspaceFolder = Workspace };
        return LocalEngine.Open(change is null ? options : change(options));
    }

    /// <summary>Builds outputs, and fails if that does.</summary>
    public static async Task<JobResult> BuildAsync(LocalEngine engine, BuildMode mode, params string[] outputs)
    {
        IFlowJob job = await engine.StartJobAsync(new JobRequest([.. outputs.Select(output => new JobOutput(FlowObjectType.Dataset, output))], mode)).ConfigureAwait(false);
        JobResult result = await job.WaitAsync().ConfigureAwait(false);
        return result.Succeeded ? result : throw new DssBuildFailedException(result);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
