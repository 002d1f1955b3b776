using System.CommandLine;
using DssTyped.Flow.Checks;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Tool.Output;

namespace DssTyped.Tool.Commands;

/// <summary><c>dss-typed verify X.dss.json</c>: tells what is wrong with a snapshot and its flow.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("SNAPSHOT") { Description = "The snapshot (*.dss.json)." };
        Option<string> format = OutputFormat.Option("text", "json", "sarif");
        var command = new Command("verify", "Check a snapshot and its flow: references, cycles, columns, types, stored schemas. Exit code 1 if there are errors.") { path, format };
        command.SetAction(parsed =>
        {
            SnapshotFile file = SnapshotFile.Open(parsed.GetRequiredValue(path));
            FlowCheckResult result = FlowChecks.Run(file.Read);
            TextWriter output = parsed.InvocationConfiguration.Output;
            switch (parsed.GetRequiredValue(format))
            {
                case "json":
                    output.Write(JsonWriter.Indented(Json(file, result), lineLength: 160));
                    break;
                case "sarif":
                    output.Write(JsonWriter.Indented(SarifLog.Of(result.Findings.Select(finding => (finding, file.Path, file.PositionOf(finding))))));
                    break;
                default:
                    WriteText(file, result, output, parsed.InvocationConfiguration.Error);
                    break;
            }

            return result.HasErrors ? DssTypedCommand.Failure : DssTypedCommand.Success;
        });
        return command;
    }

    // Errors go to standard error, as every verb does it; the rest is the result that was asked for.
    private static void WriteText(SnapshotFile file, FlowCheckResult result, TextWriter output, TextWriter error)
    {
        foreach (Finding finding in result.Findings)
        {
            TextWriter writer = finding.Rule.Severity == FlowSeverity.Error ? error : output;
            writer.WriteLine(FindingJson.Line(finding, file.Path, file.PositionOf(finding), writer));
        }

        string Of(FlowSeverity severity, string noun) => Counts.Of(result.Findings.Count(finding => finding.Rule.Severity == severity), noun);
        int exact = result.Outputs.Count(comparison => comparison.Derived.Certainty == Certainty.Exact);
        int equal = result.Outputs.Count(comparison => comparison.Status == SchemaStatus.Equal);
        output.WriteLine(FormattableString.Invariant(
            $"{file.Path}: {Of(FlowSeverity.Error, "error")}, {Of(FlowSeverity.Warning, "warning")}, {Of(FlowSeverity.Info, "note")}; {Counts.Of(result.Outputs.Count, "output")}, {exact} derived exactly, {equal} equal to what is stored"));
    }

    private static JsonValue Json(SnapshotFile file, FlowCheckResult result) => JsonValue.Object(
        ("findings", JsonValue.Array([.. result.Findings.Select(finding => FindingJson.Of(finding, file.Path, file.PositionOf(finding)))])),
        ("outputs", JsonValue.Array([.. result.Outputs.Select(Output)])));

    private static JsonValue Output(OutputComparison output) => JsonValue.Object(
        ("recipe", JsonValue.String(output.Recipe.Name)),
        ("type", JsonValue.String(output.Recipe.Type)),
        ("output", JsonValue.String(output.Derived.Output)),
        ("certainty", JsonValue.String(output.Derived.Certainty switch { Certainty.Exact => "exact", Certainty.DataDependent => "data-dependent", Certainty.Opaque => "opaque" })),
        ("status", JsonValue.String(output.Status switch
        {
            SchemaStatus.Equal => "equal",
            SchemaStatus.TypesDiffer => "typesDiffer",
            SchemaStatus.OrderDiffers => "orderDiffers",
            SchemaStatus.NamesDiffer => "namesDiffer",
            SchemaStatus.Unknown => "unknown",
        })),
        ("reason", output.Derived.Reason.Length > 0 ? JsonValue.String(output.Derived.Reason) : null),
        ("typesFromData", output.Derived.TypesFromData ? JsonValue.Boolean(true) : null),
        ("derived", JsonValue.Array([.. Known(output.Derived).Select(column => Column(column.Name, StorageTypes.NameOf(column.Type)))])),
        ("stored", JsonValue.Array([.. (output.Dataset?.Schema ?? Schema.Empty).Select(column => Column(column.Name, column.TypeName))])));

    // The rule of an opaque recipe repeats what is stored: nothing was derived.
    private static IEnumerable<DerivedColumn> Known(DerivedSchema derived) => derived.Certainty == Certainty.Opaque ? [] : derived.Columns;

    private static JsonValue Column(string name, string type) => JsonValue.Object(("name", JsonValue.String(name)), ("type", JsonValue.String(type)));
}
