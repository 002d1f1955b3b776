using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Tool.Output;

/// <summary>Findings as SARIF 2.1.0, which code hosts show beside the changed lines.</summary>
internal static class SarifLog
{
    /// <summary>A log of findings in files.</summary>
    public static JsonValue Of(IEnumerable<(Finding Finding, string Path, LinePosition Position)> results)
    {
        (Finding Finding, string Path, LinePosition Position)[] all = [.. results];
        FlowDiagnostic[] rules = [.. all.Select(result => result.Finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        return JsonValue.Object(
            ("$schema", Text("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", Text("2.1.0")),
            ("runs", Array([JsonValue.Object(
                ("tool", JsonValue.Object(("driver", JsonValue.Object(("name", Text("dss-typed")), ("rules", Array(rules.Select(Rule))))))),
                ("columnKind", Text("utf16CodeUnits")),
                ("results", Array(all.Select(result => Result(result.Finding, result.Path, result.Position)))))])));
    }

    private static JsonValue Rule(FlowDiagnostic rule) => JsonValue.Object(
        ("id", Text(rule.Id)),
        ("shortDescription", JsonValue.Object(("text", Text(rule.Title)))),
        ("defaultConfiguration", JsonValue.Object(("level", Text(Level(rule))))));

    private static JsonValue Result(Finding finding, string path, LinePosition position) => JsonValue.Object(
        ("ruleId", Text(finding.Rule.Id)),
        ("level", Text(Level(finding.Rule))),
        ("message", JsonValue.Object(("text", Text(finding.Message)))),
        ("locations", Array([JsonValue.Object(("physicalLocation", JsonValue.Object(
            ("artifactLocation", JsonValue.Object(("uri", Text(Address(path))))),
            ("region", JsonValue.Object(("startLine", JsonValue.Number(position.Line)), ("startColumn", JsonValue.Number(position.Column)))))))])));

    private static string Level(FlowDiagnostic rule) => rule.Severity switch { FlowSeverity.Info => "note", FlowSeverity.Warning => "warning", FlowSeverity.Error => "error" };

    // Relative paths stay relative: a code host resolves them against the repository.
    private static string Address(string path) =>
        Path.IsPathRooted(path) ? new Uri(path).AbsoluteUri : string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

    private static JsonValue Text(string text) => JsonValue.String(text);

    private static JsonValue Array(IEnumerable<JsonValue> items) => JsonValue.Array([.. items]);
}
