using System.CommandLine;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Rest;
using DssTyped.Tool.Output;

namespace DssTyped.Tool.Commands;

/// <summary><c>dss-typed pull --url U --project KEY -o X.dss.json</c>: makes a snapshot from a live DSS server. The key is never an argument: arguments show in process lists and shell histories.</summary>
internal static class PullCommand
{
    private const string KeyVariable = "DSS_API_KEY";

    public static Command Create()
    {
        var url = new Option<string>("--url") { Description = "The server, such as https://dss.example.com.", HelpName = "URL", Required = true };
        var project = new Option<string>("--project") { Description = "The project's key.", HelpName = "KEY", Required = true };
        var file = new Option<string>("--output", "-o") { Description = "The snapshot to write, by convention NAME.dss.json.", HelpName = "FILE", Required = true };

        var command = new Command("pull", $"Make a snapshot from a live DSS server. The API key comes from {KeyVariable} or, if that is not set, from standard input.") { url, project, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string projectKey = parsed.GetRequiredValue(project), address = parsed.GetRequiredValue(url);
            if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? server) || server.Scheme is not ("http" or "https"))
                throw new ToolException($"'{address}' is no http or https address.");

            using DssClient client = DssClient.Connect(address, ReadKey());
            try
            {
                await using PulledProject pulled = await FetchAsync(client.Project(projectKey), parsed.InvocationConfiguration.Error, cancellationToken).ConfigureAwait(false);
                ImportResult result = SnapshotImporter.ImportZip(pulled.Zip, $"{address} {projectKey}", new ImportOptions { ProjectKey = projectKey });
                string target = parsed.GetRequiredValue(file);
                AtomicFile.Write(target, SnapshotWriter.WriteBytes(result.Snapshot));
                foreach (string note in result.Notes)
                    parsed.InvocationConfiguration.Output.WriteLine(note);

                parsed.InvocationConfiguration.Output.WriteLine(FormattableString.Invariant(
                    $"{target}: {result.Snapshot.Datasets.Count} datasets, {result.Snapshot.Recipes.Count} recipes of project {result.Snapshot.Project.ProjectKey}, {(pulled.IsExport ? "from its export" : "object by object: the key may not export")}"));
                return DssTypedCommand.Success;
            }
            catch (DssException exception)
            {
                throw new ToolException(exception.Message);
            }
        });
        return command;
    }

    private static async Task<PulledProject> FetchAsync(DssProject project, TextWriter error, CancellationToken cancellationToken)
    {
        using ProgressLine? line = ProgressLine.On(error);
        return await SnapshotPull.FetchAsync(project, line, cancellationToken).ConfigureAwait(false);
    }

    private static DssApiKey ReadKey()
    {
        string? key = Environment.GetEnvironmentVariable(KeyVariable);
        if (string.IsNullOrWhiteSpace(key))
            key = Console.In.ReadLine();

        return string.IsNullOrWhiteSpace(key)
            ? throw new ToolException($"There is no API key. Set {KeyVariable}, or write the key to standard input.")
            : new DssApiKey(key.Trim());
    }
}
