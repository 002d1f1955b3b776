using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using DssTyped.Generator.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>DSS32xx: puts the recipes of a pipeline in order, inserts those that are missing, removes those that stand twice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PipelineFixProvider))]
[Shared]
public sealed class PipelineFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("DSS3201", "DSS3202", "DSS3203");

    private protected override IEnumerable<TextFix> FixesOf(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent: ArgumentListSyntax list } argument)
            yield break;

        if (PropertyOf(diagnostic, PipelineAnalyzer.OrderProperty) is { } order)
            yield return new TextFix("Put the recipes in the order of the flow", Reorder(list, order));
        else if (PropertyOf(diagnostic, PipelineAnalyzer.MissingProperty) is { } missing && argument.Expression is MemberAccessExpressionSyntax recipe)
            yield return Insert(missing.Split(','), recipe);
        else if (diagnostic.Id == "DSS3203")
            yield return new TextFix("Remove the second one", [.. Remove(list, list.Arguments.IndexOf(argument)).Select(span => new TextChange(span, ""))]);
    }

    // Each place gets another recipe; what stands between the places stays.
    private static TextChange[] Reorder(ArgumentListSyntax list, string order) =>
    [
        .. order.Split(',').Select((from, to) => (From: int.Parse(from, CultureInfo.InvariantCulture), To: to))
            .Where(move => move.From != move.To)
            .Select(move => new TextChange(list.Arguments[move.To].Span, list.Arguments[move.From].ToString())),
    ];

    private static TextFix Insert(string[] missing, MemberAccessExpressionSyntax recipe)
    {
        string names = string.Join(", ", missing.Select(name => $"'{name}'"));
        string text = string.Concat(missing.Select(name => $"{recipe.Expression}.{name}, "));
        return new TextFix($"Insert {names}", new TextChange(new TextSpan(recipe.SpanStart, 0), text));
    }

    // An argument after the first, with the comma before it; if there are comments between, they stay, and a comma goes that leaves each beside its recipe.
    private static IEnumerable<TextSpan> Remove(ArgumentListSyntax list, int index)
    {
        ArgumentSyntax argument = list.Arguments[index];
        SyntaxToken before = list.Arguments.GetSeparator(index - 1);
        if (before.TrailingTrivia.Concat(argument.GetLeadingTrivia()).All(IsBlank))
            return [TextSpan.FromBounds(before.SpanStart, argument.Span.End)];

        return index < list.Arguments.SeparatorCount
            ? [TextSpan.FromBounds(argument.SpanStart, EndOfBlanks(list.Arguments.GetSeparator(index)))]
            : [before.Span, TextSpan.FromBounds(argument.SpanStart, EndOfBlanks(argument.GetLastToken()))];
    }

    private static bool IsBlank(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static int EndOfBlanks(SyntaxToken token) => token.TrailingTrivia.TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).LastOrDefault() is { Span.Length: > 0 } blanks ? blanks.Span.End : token.Span.End;
}
