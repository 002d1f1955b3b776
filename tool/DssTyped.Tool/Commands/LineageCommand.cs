using System.CommandLine;
using DssTyped.Flow;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Json;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Tool.Output;

namespace DssTyped.Tool.Commands;

/// <summary><c>dss-typed lineage X.dss.json DATASET.COLUMN</c>: tells what a column is made of, or what is made of it.</summary>
internal static class LineageCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("SNAPSHOT") { Description = "The snapshot (*.dss.json)." };
        var column = new Argument<string>("DATASET.COLUMN") { Description = "The column." };
        var downstream = new Option<bool>("--downstream") { Description = "Tell what depends on the column, instead of what it depends on." };
        Option<string> format = OutputFormat.Option("text", "json", "mermaid");
        var command = new Command("lineage", "Trace a column to its sources, or to everything made of it, through every recipe.") { path, column, downstream, format };
        command.SetAction(parsed =>
        {
            Snapshot snapshot = SnapshotFile.OpenValid(parsed.GetRequiredValue(path)).Snapshot;
            var inference = new FlowInference(new FlowGraph(snapshot));
            LineageColumn start = Find(snapshot, inference, parsed.GetRequiredValue(column));
            var lineage = new ColumnLineage(inference);
            LineageTrace trace = parsed.GetValue(downstream) ? lineage.Downstream(start) : lineage.Upstream(start);
            parsed.InvocationConfiguration.Output.Write(parsed.GetRequiredValue(format) switch
            {
                "json" => JsonWriter.Indented(LineageOutput.Json(trace, snapshot), lineLength: 200),
                "mermaid" => LineageOutput.Mermaid(trace, snapshot),
                _ => LineageOutput.Text(trace, snapshot),
            });
            return DssTypedCommand.Success;
        });
        return command;
    }

    // Column names may have dots, names of datasets have none unless they are foreign.
    private static LineageColumn Find(Snapshot snapshot, FlowInference inference, string text)
    {
        for (int dot = text.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = text.IndexOf('.', dot + 1))
        {
            if (snapshot.FindDataset(text[..dot]) is not { } dataset)
                continue;

            string name = text[(dot + 1)..];
            IEnumerable<string> columns = dataset.Schema.Select(column => column.Name).Concat(inference.Of(dataset)?.Columns.Select(column => column.Name) ?? []);
            return columns.Contains(name)
                ? new LineageColumn(dataset.Id, name)
                : throw new ToolException($"Dataset '{dataset.Name}' has no column '{name}'.{Hint(dataset.Schema.NearestTo(name))}");
        }

        string wanted = text.Split('.')[0];
        throw new ToolException(text.Contains('.', StringComparison.Ordinal)
            ? $"There is no dataset '{wanted}'.{Hint(NearestName.Of(wanted, snapshot.Datasets.Select(dataset => dataset.Name)))}"
            : $"'{text}' is no column: write it as DATASET.COLUMN.");
    }

    private static string Hint(string? nearest) => Flow.Diagnostics.FlowDiagnostics.DidYouMean(nearest);
}
