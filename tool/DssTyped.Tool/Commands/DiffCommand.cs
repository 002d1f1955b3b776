using System.CommandLine;
using DssTyped.Flow.Diff;
using DssTyped.Flow.Json;
using DssTyped.Tool.Output;

namespace DssTyped.Tool.Commands;

/// <summary><c>dss-typed diff OLD NEW</c>: tells what changed between two snapshots and what it does to programs.</summary>
internal static class DiffCommand
{
    private const int Changes = 2;
    private const int BreakingChanges = 3;

    public static Command Create()
    {
        var old = new Argument<string>("OLD") { Description = "The older snapshot." };
        var now = new Argument<string>("NEW") { Description = "The newer snapshot." };
        Option<string> format = OutputFormat.Option("text", "json", "markdown", "sarif");
        var command = new Command("diff", "Compare two snapshots. Exit code 0: no changes, 1: error, 2: changes, 3: breaking changes.") { old, now, format };
        command.SetAction(parsed =>
        {
            SnapshotFile oldFile = SnapshotFile.OpenValid(parsed.GetRequiredValue(old)), newFile = SnapshotFile.OpenValid(parsed.GetRequiredValue(now));
            IReadOnlyList<SnapshotChange> changes = SnapshotDiff.Compare(oldFile.Snapshot, newFile.Snapshot);
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.Write(parsed.GetRequiredValue(format) switch
            {
                "json" => JsonWriter.Indented(DiffOutput.Json(changes, oldFile, newFile), lineLength: 200),
                "markdown" => DiffOutput.Markdown(changes),
                "sarif" => JsonWriter.Indented(SarifLog.Of(changes.Select(change => (change.Finding, DiffOutput.FileOf(change, oldFile, newFile).Path, DiffOutput.FileOf(change, oldFile, newFile).PositionOf(change.Finding))))),
                _ => DiffOutput.Text(changes, oldFile, newFile, output),
            });
            return changes.Count == 0 ? DssTypedCommand.Success : changes.Any(change => change.Impact == ChangeImpact.Breaking) ? BreakingChanges : Changes;
        });
        return command;
    }
}
