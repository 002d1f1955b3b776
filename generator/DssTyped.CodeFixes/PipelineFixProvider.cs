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
        SyntaxNode? step = node.AncestorsAndSelf().TakeWhile(outer => outer.Span == diagnostic.Location.SourceSpan).FirstOrDefault(outer => StepsOf(outer.Parent) is not null);
        if (step is null || StepsOf(step.Parent) is not { } steps)
            yield break;

        if (PropertyOf(diagnostic, PipelineAnalyzer.OrderProperty) is { } order)
            yield return new TextFix("Put the recipes in the order of the flow", Reorder(steps, order));
        else if (PropertyOf(diagnostic, PipelineAnalyzer.MissingProperty) is { } missing && ExpressionOf(step) is MemberAccessExpressionSyntax recipe)
            yield return Insert(missing.Split(','), recipe);
        else if (diagnostic.Id == "DSS3203")
            yield return new TextFix("Remove the second one", [.. Remove(steps, steps.IndexOf(step)).Select(span => new TextChange(span, ""))]);
    }

    private static SeparatedSyntaxList<SyntaxNode>? StepsOf(SyntaxNode? list) => list switch
    {
        ArgumentListSyntax arguments => arguments.Arguments,
        InitializerExpressionSyntax array => array.Expressions,
        CollectionExpressionSyntax collection => collection.Elements,
        _ => null,
    };

    private static SyntaxNode ExpressionOf(SyntaxNode step) => step switch { ArgumentSyntax argument => argument.Expression, ExpressionElementSyntax element => element.Expression, _ => step };

    // Each place gets another recipe; what stands between the places stays.
    private static TextChange[] Reorder(SeparatedSyntaxList<SyntaxNode> steps, string order) =>
    [
        .. order.Split(',').Select((from, to) => (From: int.Parse(from, CultureInfo.InvariantCulture), To: to))
            .Where(move => move.From != move.To)
            .Select(move => new TextChange(steps[move.To].Span, steps[move.From].ToString())),
    ];

    private static TextFix Insert(string[] missing, MemberAccessExpressionSyntax recipe)
    {
        string names = string.Join(", ", missing.Select(name => $"'{name}'"));
        string text = string.Concat(missing.Select(name => $"{recipe.Expression}.{name}, "));
        return new TextFix($"Insert {names}", new TextChange(new TextSpan(recipe.SpanStart, 0), text));
    }

    // A step after the first, with the comma before it; if there are comments between, they stay, and a comma goes that leaves each beside its recipe.
    private static IEnumerable<TextSpan> Remove(SeparatedSyntaxList<SyntaxNode> steps, int index)
    {
        SyntaxNode step = steps[index];
        SyntaxToken before = steps.GetSeparator(index - 1);
        if (before.TrailingTrivia.Concat(step.GetLeadingTrivia()).All(IsBlank))
            return [TextSpan.FromBounds(before.SpanStart, step.Span.End)];

        return index < steps.SeparatorCount
            ? [TextSpan.FromBounds(step.SpanStart, EndOfBlanks(steps.GetSeparator(index)))]
            : [before.Span, TextSpan.FromBounds(step.SpanStart, EndOfBlanks(step.GetLastToken()))];
    }

    private static bool IsBlank(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static int EndOfBlanks(SyntaxToken token) => token.TrailingTrivia.TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).LastOrDefault() is { Span.Length: > 0 } blanks ? blanks.Span.End : token.Span.End;
}
