using System.Collections.Immutable;
using System.Composition;
using DssTyped.Generator.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>Fixes that replace, insert or move a piece of text where the diagnostic stands.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TextFixProvider))]
[Shared]
public sealed class TextFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create("DSS3001", "DSS3002", "DSS3102", "DSS3103", "DSS3201", "DSS3202", "DSS3203", "DSS3301");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (FixOf(diagnostic, node) is not ({ } title, { } changes))
                continue;

            context.RegisterCodeFix(
                CodeAction.Create(title, async cancellationToken =>
                {
                    SourceText text = await context.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                    return context.Document.WithText(text.WithChanges(changes));
                }, diagnostic.Id),
                diagnostic);
        }
    }

    private static (string Title, TextChange[] Changes)? FixOf(Diagnostic diagnostic, SyntaxNode node)
    {
        TextSpan at = diagnostic.Location.SourceSpan;
        switch (diagnostic.Id)
        {
            case "DSS3001" or "DSS3002" when diagnostic.Properties.TryGetValue(UsageAnalyzer.NearestProperty, out string? name) && name is not null:
                return ($"Change to '{name}'", [new TextChange(at, SymbolDisplay.FormatLiteral(name, quote: true))]);
            case "DSS3102" when diagnostic.Properties.TryGetValue(RowAnalyzer.MendProperty, out string? name) && name is not null && SyntaxFacts.IsValidIdentifier(name):
                return ($"Rename to '{name}'", [new TextChange(at, name)]);
            case "DSS3103" when diagnostic.Properties.TryGetValue(RowAnalyzer.MendProperty, out string? type) && type is not null && TypeOf(node) is { } written:
                return ($"Change the type to '{type}?'", [new TextChange(written.Span, type + "?")]);
            case "DSS3201" when Argument(node) is { } early && diagnostic.Properties.TryGetValue(PipelineAnalyzer.ProducerProperty, out string? later) && later is not null:
                return Move(early, later);
            case "DSS3202" when node is MemberAccessExpressionSyntax access && diagnostic.Properties.TryGetValue(PipelineAnalyzer.ProducerProperty, out string? missing) && missing is not null:
                return ($"Insert '{missing}'", [new TextChange(new TextSpan(at.Start, 0), $"{access.Expression}.{missing}, ")]);
            case "DSS3203" when Argument(node) is { } twice:
                return ("Remove the second one", [new TextChange(WithComma(twice), "")]);
            case "DSS3301":
                return ("Await it", [new TextChange(new TextSpan(at.Start, 0), "await ")]);
            default:
                return null;
        }
    }

    private static TypeSyntax? TypeOf(SyntaxNode node) => node.AncestorsAndSelf().Select(candidate => candidate switch
    {
        ParameterSyntax parameter => parameter.Type,
        PropertyDeclarationSyntax property => property.Type,
        _ => null,
    }).FirstOrDefault(type => type is not null);

    private static ArgumentSyntax? Argument(SyntaxNode node) => node.FirstAncestorOrSelf<ArgumentSyntax>();

    private static (string Title, TextChange[] Changes)? Move(ArgumentSyntax early, string later) =>
        early.Parent is ArgumentListSyntax list && list.Arguments.FirstOrDefault(argument => argument.SpanStart > early.SpanStart && argument.Expression.ToString() == later) is { } moved
            ? ($"Move '{later}' before it", [new TextChange(new TextSpan(early.SpanStart, 0), $"{later}, "), new TextChange(WithComma(moved), "")])
            : null;

    // An argument after the first, with the comma before it.
    private static TextSpan WithComma(ArgumentSyntax argument)
    {
        var list = (ArgumentListSyntax)argument.Parent!;
        int index = list.Arguments.IndexOf(argument);
        return index == 0 ? argument.Span : TextSpan.FromBounds(list.Arguments.GetSeparator(index - 1).SpanStart, argument.Span.End);
    }
}
