using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Local;

namespace DssTyped.TestServer;

/// <summary>The server as a process of its own: serves a project until it is told to stop.</summary>
internal static class Program
{
    private const string Usage = "Usage: DSS_API_KEY=... DssTyped.TestServer PROJECT PROJECT_KEY DATA WORKSPACE\n"
        + "PROJECT is the folder or zip of a DSS project, DATA the folder of its source data, WORKSPACE where what is built is kept.";

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var source, var key, var data, var workspace] || Environment.GetEnvironmentVariable("DSS_API_KEY") is not { Length: > 0 } apiKey)
        {
            await Console.Error.WriteLineAsync(Usage).ConfigureAwait(false);
            return 2;
        }

        Snapshot snapshot = SnapshotImporter.ImportPath(source, new ImportOptions { ProjectKey = key }).Snapshot;
        LocalEngine engine = Open(snapshot);
        await using (engine.ConfigureAwait(false))
        {
            var project = new ServedProject(snapshot, engine, Open);
            await using (project.ConfigureAwait(false))
            {
                DssTestServer server = await DssTestServer.StartAsync(project, apiKey).ConfigureAwait(false);
                await using (server.ConfigureAwait(false))
                {
                    Console.WriteLine(server.Url);
                    await server.WaitForShutdownAsync().ConfigureAwait(false);
                }
            }
        }

        return 0;

        LocalEngine Open(Snapshot definitions) => LocalEngine.Open(new LocalEngineOptions { Snapshot = definitions, DataFolder = data, WorkspaceFolder = workspace, Workers = 2 });
    }
}
