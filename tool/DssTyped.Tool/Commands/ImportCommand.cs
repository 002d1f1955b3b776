using System.CommandLine;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tool.Commands;

/// <summary><c>dss-typed import PATH --project-key KEY -o X.dss.json</c>: makes a snapshot from a project folder or an export.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "The folder of a DSS project in git, an unzipped export, or the zip of an export." };
        var key = new Option<string?>("--project-key") { Description = "The project's key; not needed for an export, which says it.", HelpName = "KEY" };
        var file = new Option<string>("--output", "-o") { Description = "The snapshot to write, by convention NAME.dss.json.", HelpName = "FILE", Required = true };
        var plugins = new Option<bool>("--include-plugin-settings") { Description = "Keep the settings of plugin recipes and datasets. They may hold secrets." };

        var command = new Command("import", "Make a snapshot from a DSS project folder or a project export.") { path, key, file, plugins };
        command.SetAction(parsed =>
        {
            var options = new ImportOptions { ProjectKey = parsed.GetValue(key), IncludePluginSettings = parsed.GetValue(plugins) };
            ImportResult result = SnapshotImporter.ImportPath(parsed.GetRequiredValue(path), options);
            string target = parsed.GetRequiredValue(file);
            AtomicFile.Write(target, SnapshotWriter.WriteBytes(result.Snapshot));

            TextWriter output = parsed.InvocationConfiguration.Output;
            foreach (string note in result.Notes)
                output.WriteLine(note);

            output.WriteLine(FormattableString.Invariant(
                $"{target}: {result.Snapshot.Datasets.Count} datasets, {result.Snapshot.Recipes.Count} recipes of project {result.Snapshot.Project.ProjectKey}"));
            return DssTypedCommand.Success;
        });
        return command;
    }
}
