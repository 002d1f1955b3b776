using System.Collections.Immutable;
using DssTyped.Emit.Model;
using DssTyped.Flow.Diagnostics;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Diagnostics;

/// <summary>Turns rules of the catalogue into Roslyn's descriptors: the only place that does.</summary>
internal static class Descriptors
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = new[] { SnapshotDiagnostics.All, BuildDiagnostics.All, FlowDiagnostics.All, UsageDiagnostics.All, BaselineDiagnostics.All }
        .SelectMany(rules => rules)
        .ToImmutableDictionary(rule => rule.Id, Make, StringComparer.Ordinal);

    /// <summary>The descriptor of a rule.</summary>
    public static DiagnosticDescriptor Of(FlowDiagnostic rule) => ById[rule.Id];

    /// <summary>The descriptors of rules.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Of(params IEnumerable<FlowDiagnostic>[] rules) => rules.SelectMany(list => list).Select(Of).ToImmutableArray();

    /// <summary>The descriptor of a rule that is about code.</summary>
    public static Diagnostic Create(FlowDiagnostic rule, Location location, params string[] arguments) => Diagnostic.Create(Of(rule), location, [.. arguments]);

    /// <summary>What happened to a member against the baseline, where code uses it.</summary>
    public static Diagnostic Create(ObsoleteModel obsolete, Location location, ImmutableDictionary<string, string?> properties)
    {
        DiagnosticDescriptor rule = ById[obsolete.Id];
        return Diagnostic.Create(rule.Id, rule.Category, obsolete.Message, rule.DefaultSeverity, rule.DefaultSeverity, isEnabledByDefault: true, warningLevel: 0,
            title: rule.Title, helpLink: rule.HelpLinkUri, location: location, properties: properties);
    }

    private static DiagnosticDescriptor Make(FlowDiagnostic rule) => new(
        rule.Id,
        rule.Title,
        rule.Message,
        rule.Category,
        rule.Severity switch { FlowSeverity.Error => DiagnosticSeverity.Error, FlowSeverity.Warning => DiagnosticSeverity.Warning, FlowSeverity.Info => DiagnosticSeverity.Info },
        isEnabledByDefault: true,
        helpLinkUri: rule.HelpPage);
}
