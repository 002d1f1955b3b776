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
        var @namespace = new Option<string>("--namespace") { Description = "The namespace of the types; by default the snapshot's name.", HelpName = "N", DefaultValueFactory = _ => "" };
        var flowName = new Option<string>("--flow-name") { Description = "The name of the flow class; by default the snapshot's name and 'Flow'.", HelpName = "NAME", DefaultValueFactory = _ => "" };
        var datasets = new Option<string>("--include-datasets") { Description = "Globs of the datasets to generate, such as 'LAB_*;ML_*'.", HelpName = "GLOBS", DefaultValueFactory = _ => "" };
        var rows = new Option<string>("--rows") { Description = "Globs of the datasets that get a full row class.", HelpName = "GLOBS", DefaultValueFactory = _ => "" };
        var command = new Command("generate", "Write the C# code of a snapshot to a folder, as the compiler generates it.") { path, folder, @namespace, flowName, datasets, rows };
        command.SetAction(parsed =>
        {
            SnapshotFile file = SnapshotFile.Open(parsed.GetRequiredValue(path));
            TextWriter error = parsed.InvocationConfiguration.Error;
            foreach (var finding in file.Read.Findings)
                error.WriteLine(FindingJson.Line(finding, file.Path, file.PositionOf(finding), error));

            if (file.Read.Snapshot is not { } snapshot)
                return DssTypedCommand.Failure;

            FlowOptions options = FlowOptions.For(file.Path, "", parsed.GetRequiredValue(@namespace), parsed.GetRequiredValue(flowName)) with
            {
                Datasets = new NameFilter(parsed.GetRequiredValue(datasets)),
                Rows = parsed.GetRequiredValue(rows),
            };
            string target = parsed.GetRequiredValue(folder);
            FlowModel flow = FlowBinder.Bind(snapshot, options);
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
}
