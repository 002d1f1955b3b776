using System.Collections.Immutable;
using System.Composition;
using DssTyped.Generator.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>DSS3101, DSS3103 and, for members of row types, DSS4002: makes a row type one that can be completed, and gives members the type of their column.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RowTypeFixProvider))]
[Shared]
public sealed class RowTypeFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("DSS3101", "DSS3103", "DSS4002");

    private protected override IEnumerable<TextFix> FixesOf(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        if (diagnostic.Id == "DSS3101" && node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && Modifiers(type) is { Length: > 0 } changes)
            yield return new TextFix("Make it a type that can be completed", changes);
        else if (PropertyOf(diagnostic, RowAnalyzer.MendProperty) is { } wanted && TypeOf(node) is { } written)
            yield return new TextFix($"Change the type to '{wanted}?'", new TextChange(written.Span, wanted + "?"));
    }

    // Type parameters can't be taken away without knowing what they are for.
    private static TextChange[] Modifiers(TypeDeclarationSyntax type)
    {
        List<TextChange> changes = [];
        foreach (TypeDeclarationSyntax declaration in type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (declaration.TypeParameterList is not null)
                return [];
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                changes.Add(new TextChange(new TextSpan(declaration.Keyword.SpanStart, 0), "partial "));

            IEnumerable<SyntaxToken> forbidden = declaration.Modifiers.Where(modifier =>
                modifier.IsKind(SyntaxKind.FileKeyword) || (declaration == type && modifier.IsKind(SyntaxKind.AbstractKeyword)));
            changes.AddRange(forbidden.Select(modifier => new TextChange(TextSpan.FromBounds(modifier.SpanStart, modifier.FullSpan.End), "")));
        }

        return [.. changes.OrderBy(change => change.Span.Start)];
    }

    private static TypeSyntax? TypeOf(SyntaxNode node) => node.AncestorsAndSelf().Select(candidate => candidate switch
    {
        ParameterSyntax parameter => parameter.Type,
        PropertyDeclarationSyntax property => property.Type,
        _ => null,
    }).FirstOrDefault(type => type is not null);
}
