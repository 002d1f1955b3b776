using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>Fixes that change the text of the file that a finding stands in.</summary>
public abstract class TextFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;

        SyntaxNode root = await model.SyntaxTree.GetRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            foreach (TextFix fix in FixesOf(diagnostic, node, model))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(fix.Title, cancellationToken => ApplyAsync(context.Document, fix, cancellationToken), diagnostic.Id + fix.Way),
                    diagnostic);
            }
        }
    }

    private protected abstract IEnumerable<TextFix> FixesOf(Diagnostic diagnostic, SyntaxNode node, SemanticModel model);

    private protected static string? PropertyOf(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.TryGetValue(name, out string? value) && value is { Length: > 0 } ? value : null;

    private static async Task<Document> ApplyAsync(Document document, TextFix fix, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(fix.Changes));
    }
}
