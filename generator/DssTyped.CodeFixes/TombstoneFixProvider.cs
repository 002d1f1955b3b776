using System.Collections.Immutable;
using System.Composition;
using DssTyped.Emit.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>Replaces a column, dataset or recipe that is gone by the one that its message names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TombstoneFixProvider))]
[Shared]
public sealed class TombstoneFixProvider : CodeFixProvider
{
    private const string Before = " Use '";
    private const string After = "' instead.";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("DSS4001", "DSS4003", "DSS4004");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (ReplacementIn(diagnostic.GetMessage()) is not { } dssName || root is null || NameAt(root, diagnostic.Location.SourceSpan) is not { } name)
                continue;

            string identifier = Identifiers.Pascal(dssName, "Column");
            context.RegisterCodeFix(
                CodeAction.Create($"Use '{identifier}'", async cancellationToken =>
                {
                    SourceText text = await context.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                    return context.Document.WithText(text.WithChanges(new TextChange(name, identifier)));
                }, diagnostic.Id),
                diagnostic);
        }
    }

    // A use of the member, or a member of a row type that is named after it.
    private static TextSpan? NameAt(SyntaxNode root, TextSpan span) =>
        root.FindToken(span.Start) is { Parent: ParameterSyntax or PropertyDeclarationSyntax } declared && declared.Span == span
            ? span
            : root.FindNode(span, getInnermostNodeForTie: true).DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Span;

    private static string? ReplacementIn(string message)
    {
        int start = message.LastIndexOf(Before, StringComparison.Ordinal), end = message.LastIndexOf(After, StringComparison.Ordinal);
        return start >= 0 && end > start ? message.Substring(start + Before.Length, end - start - Before.Length) : null;
    }
}
