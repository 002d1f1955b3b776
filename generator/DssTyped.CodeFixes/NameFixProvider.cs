using System.Collections.Immutable;
using System.Composition;
using DssTyped.Generator.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>DSS30xx: writes the nearest name of the flow.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameFixProvider))]
[Shared]
public sealed class NameFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("DSS3001", "DSS3002");

    private protected override IEnumerable<TextFix> FixesOf(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        if (PropertyOf(diagnostic, UsageAnalyzer.NearestProperty) is { } name)
            yield return new TextFix($"Change to '{name}'", new TextChange(diagnostic.Location.SourceSpan, SymbolDisplay.FormatLiteral(name, quote: true)));
    }
}
