using System.Collections.Immutable;
using System.Composition;
using DssTyped.Generator.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>DSS3102: renames a member of a row type after its column, everywhere it is used, or names the column in an attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RowMemberFixProvider))]
[Shared]
public sealed class RowMemberFixProvider : CodeFixProvider
{
    private const string AttributeName = "DssColumn";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("DSS3102");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode? member = root.FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf().FirstOrDefault(node => node is ParameterSyntax or PropertyDeclarationSyntax);
            if (member is null || !diagnostic.Properties.TryGetValue(RowAnalyzer.MendProperty, out string? nearest) || nearest is null)
                continue;

            if (ColumnLiteral(member) is { } literal)
                context.RegisterCodeFix(Replace(context.Document, $"Change to '{nearest}'", diagnostic.Id + "literal", literal.Span, SymbolDisplay.FormatLiteral(nearest, quote: true)), diagnostic);
            else
                context.RegisterCodeFix(CodeAction.Create($"Rename to '{nearest}'", cancellationToken => RenameAsync(context.Document, member, nearest, cancellationToken), diagnostic.Id + "rename"), diagnostic);

            if (ColumnLiteral(member) is null && diagnostic.Properties.TryGetValue(RowAnalyzer.ColumnProperty, out string? column) && column is not null)
            {
                string attribute = $"[{AttributeName}({SymbolDisplay.FormatLiteral(column, quote: true)})] ";
                context.RegisterCodeFix(Replace(context.Document, $"Keep the name, for column '{column}'", diagnostic.Id + "attribute", new TextSpan(member.SpanStart, 0), attribute), diagnostic);
            }
        }
    }

    private static LiteralExpressionSyntax? ColumnLiteral(SyntaxNode member)
    {
        SyntaxList<AttributeListSyntax> lists = member is ParameterSyntax parameter ? parameter.AttributeLists : ((PropertyDeclarationSyntax)member).AttributeLists;
        return lists.SelectMany(list => list.Attributes).Where(attribute => attribute.Name.ToString().Contains(AttributeName))
            .Select(attribute => attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression).OfType<LiteralExpressionSyntax>().FirstOrDefault();
    }

    private static async Task<Solution> RenameAsync(Document document, SyntaxNode member, string name, CancellationToken cancellationToken)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model?.GetDeclaredSymbol(member, cancellationToken) is { } symbol
            ? await Renamer.RenameSymbolAsync(document.Project.Solution, symbol, default(SymbolRenameOptions), name, cancellationToken).ConfigureAwait(false)
            : document.Project.Solution;
    }

    private static CodeAction Replace(Document document, string title, string key, TextSpan span, string replacement) => CodeAction.Create(
        title,
        async cancellationToken =>
        {
            SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            return document.WithText(text.WithChanges(new TextChange(span, replacement)));
        },
        key);
}
