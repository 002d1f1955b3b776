using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Tool.Output;

/// <summary>Findings as JSON and as lines of text.</summary>
internal static class FindingJson
{
    /// <summary>One finding: <c>{id, severity, message, file, line, column, subject}</c>.</summary>
    public static JsonValue Of(Finding finding, string path, LinePosition position) => JsonValue.Object(
        ("id", JsonValue.String(finding.Rule.Id)),
        ("severity", JsonValue.String(Severity(finding))),
        ("message", JsonValue.String(finding.Message)),
        ("file", JsonValue.String(path)),
        ("line", JsonValue.Number(position.Line)),
        ("column", JsonValue.Number(position.Column)),
        ("subject", JsonValue.String(finding.Subject)));

    /// <summary>One finding as compilers print it, so that editors and CI find the place.</summary>
    public static string Line(Finding finding, string path, LinePosition position, TextWriter writer) => $"{path}{position}: {Colors.Paint(writer, Severity(finding))} {finding.Rule.Id}: {finding.Message}";

    /// <summary>The severity as compilers spell it.</summary>
    public static string Severity(Finding finding) => finding.Rule.Severity switch { FlowSeverity.Info => "info", FlowSeverity.Warning => "warning", FlowSeverity.Error => "error" };
}
