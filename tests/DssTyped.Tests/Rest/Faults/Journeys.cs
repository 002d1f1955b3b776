using System.IO.Compression;
using System.Text;
using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>What a program does with a server, from the first request to a result in words. Each ends; one that does not fails its test.</summary>
internal static class Journeys
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, Func<DssEngineOptions, Task<string>>> All = new(StringComparer.Ordinal)
    {
        ["build and read"] = BuildAsync, ["run a scenario"] = ScenarioAsync, ["write and read a file"] = FolderAsync, ["pull"] = PullAsync, ["write rows"] = WriteAsync,
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>The result, or the exception when it is one of the library's own.</summary>
    public static async Task<(string? Result, DssException? Failure)> RunAsync(string name, DssEngineOptions options)
    {
        try
        {
            return (await All[name](options).WaitAsync(Hang), null);
        }
        catch (DssException failure)
        {
            return (null, failure);
        }
    }

    private static async Task<string> BuildAsync(DssEngineOptions options)
    {
        (IReadOnlyList<(long, double?)>? rows, Exception? failure) = await Pipeline.RunAsync(options);
        return failure is null ? string.Join(' ', rows!) : throw failure;
    }

    private static async Task<string> ScenarioAsync(DssEngineOptions options)
    {
        using var client = new DssClient(options);
        DssScenarioHandle scenario = client.Project(FakeDss.Project).Scenarios["nightly"];
        DssScenarioRun run = await scenario.RunAndWaitAsync();
        return $"{run.RunId} {run.Outcome} {(await scenario.GetLastRunsAsync()).Count}";
    }

    private static async Task<string> FolderAsync(DssEngineOptions options)
    {
        using var client = new DssClient(options);
        DssManagedFolderHandle folder = client.Project(FakeDss.Project).ManagedFolders["f0ld3r01"];
        await folder.WriteAsync("a/b.txt", new MemoryStream("content of the file"u8.ToArray()));
        int files = (await folder.ListAsync()).Count;
        await using Stream stream = await folder.OpenReadAsync("a/b.txt");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        bool same = (await reader.ReadToEndAsync()).Contains("content of the file", StringComparison.Ordinal);
        await folder.DeleteFileAsync("a/b.txt");
        return $"{files} {same}";
    }

    private static async Task<string> PullAsync(DssEngineOptions options)
    {
        using var client = new DssClient(options);
        await using PulledProject pulled = await SnapshotPull.FetchAsync(client.Project(FakeDss.Project));
        using var zip = new ZipArchive(pulled.Zip);
        return string.Join(' ', zip.Entries.Select(entry => entry.FullName));
    }

    private static async Task<string> WriteAsync(DssEngineOptions options)
    {
        await using var engine = new DssEngine(options);
        long count = await engine.WriteAsync(new WriteRequest("UPLOADS", new DatasetSchema("UPLOADS", [new DatasetColumn("id", "bigint")])), new Numbers());
        return $"{count} written";
    }

    private sealed class Numbers : IRowSource
    {
        public IReadOnlyList<string> Columns { get; } = ["id"];

        public IAsyncEnumerable<object?[]> ReadAsync(CancellationToken cancellationToken) => new object?[][] { [1L], [2L] }.ToAsyncEnumerable();
    }
}
