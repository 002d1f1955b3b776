using System.CommandLine;
using System.Text;
using DssTyped.Emit;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Tool.Output;

namespace DssTyped.Tool.Commands;

/// <summary><c>dss-typed generate X.dss.json -o DIR [--namespace N]</c>: writes the code that the compiler generates, to read or to commit.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("SNAPSHOT") { Description = "The snapshot (*.dss.json)." };
        var folder = new Option<string>("--output", "-o") { Description = "The folder to write to.", HelpName = "DIR", Required = true };
        Option<string> @namespace = Optional("--namespace", "N", "The namespace of the types; by default the snapshot's name.");
        Option<string> flowName = Optional("--flow-name", "NAME", "The name of the flow class; by default the snapshot's name and 'Flow'.");
        Option<string> datasets = Optional("--include-datasets", "GLOBS", "Globs of the datasets to generate, such as 'LAB_*;ML_*'.");
        Option<string> noDatasets = Optional("--exclude-datasets", "GLOBS", "Globs of the datasets to leave out.");
        Option<string> recipes = Optional("--include-recipes", "GLOBS", "Globs of the recipes to generate.");
        Option<string> noRecipes = Optional("--exclude-recipes", "GLOBS", "Globs of the recipes to leave out.");
        Option<string> rows = Optional("--rows", "GLOBS", "Globs of the datasets that get a full row class.");
        Option<string> baseline = Optional("--baseline", "OLD", "An older snapshot, whose names stay and whose removed members are marked.");
        var command = new Command("generate", "Write the C# code of a snapshot to a folder, as the compiler generates it.") { path, folder, @namespace, flowName, datasets, noDatasets, recipes, noRecipes, rows, baseline };
        command.SetAction(parsed =>
        {
            TextWriter error = parsed.InvocationConfiguration.Error;
            SnapshotFile file = Open(parsed.GetRequiredValue(path), error);
            SnapshotFile? before = parsed.GetRequiredValue(baseline) is { Length: > 0 } oldPath ? Open(oldPath, error) : null;
            if (file.Read.Snapshot is not { } snapshot || before is { Read.Snapshot: null })
                return DssTypedCommand.Failure;

            FlowOptions options = FlowOptions.For(file.Path, "", parsed.GetRequiredValue(@namespace), parsed.GetRequiredValue(flowName)) with
            {
                Datasets = new NameFilter(parsed.GetRequiredValue(datasets), parsed.GetRequiredValue(noDatasets)),
                Recipes = new NameFilter(parsed.GetRequiredValue(recipes), parsed.GetRequiredValue(noRecipes)),
                Rows = parsed.GetRequiredValue(rows),
            };
            string target = parsed.GetRequiredValue(folder);
            FlowModel flow = FlowBinder.Bind(snapshot, options, before?.Read.Snapshot);
            IReadOnlyList<GeneratedFile> sources = FlowSources.All(flow);
            foreach (GeneratedFile source in sources)
                AtomicFile.Write(Path.Combine(target, source.Name), Encoding.UTF8.GetBytes(source.Text));

            // What is left of a larger flow would declare types a second time, or types that are gone.
            foreach (string old in Directory.GetFiles(target, "*.g.cs").Where(file => FlowSources.IsFileOf(flow.Header, Path.GetFileName(file)) && sources.All(source => source.Name != Path.GetFileName(file))))
                File.Delete(old);

            parsed.InvocationConfiguration.Output.WriteLine(FormattableString.Invariant($"{target}: {sources.Count} files in namespace {options.Namespace}"));
            return file.Read.HasErrors ? DssTypedCommand.Failure : DssTypedCommand.Success;
        });
        return command;
    }

    private static Option<string> Optional(string name, string value, string description) => new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => "" };

    private static SnapshotFile Open(string path, TextWriter error)
    {
        SnapshotFile file = SnapshotFile.Open(path);
        foreach (var finding in file.Read.Findings)
            error.WriteLine(FindingJson.Line(finding, file.Path, file.PositionOf(finding), error));

        return file;
    }
}
