using System.Composition;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Generator.Inputs;
using DssTyped.Generator.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>Writes the members of a <c>[DssRow&lt;T&gt;]</c> type: one for each column of the dataset that it does not have yet.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(RowColumnsRefactoring))]
[Shared]
public sealed class RowColumnsRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        CancellationToken cancellationToken = context.CancellationToken;
        if (await context.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return;

        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        if (root.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || IsInBody(declaration, context.Span)
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || model.Compilation.GetTypeByMetadataName(RowRequestReader.AttributeName) is not { } row
            || type.GetAttributes().FirstOrDefault(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass?.OriginalDefinition, row)) is not { } attribute
            || RowRequestReader.DatasetOf(attribute) is not { } dataset)
            return;

        RowColumn[] columns = ColumnsOf(dataset, type, context.Document.Project.AnalyzerOptions, cancellationToken);
        RowMember[] members = [.. RowRequestReader.MembersOf(type, declaration).Select(member => member.Member)];
        var present = new HashSet<RowColumn?>(members.Select(member => RowBinder.ColumnOf(member, columns)));
        RowColumn[] missing = [.. columns.Where(column => !present.Contains(column))];
        if (missing.Length == 0)
            return;

        string name = dataset.Name.Substring(dataset.Name.LastIndexOf('.') + 1);
        string title = missing.Length == columns.Length ? $"Write all {columns.Length} columns of {name}" : FormattableString.Invariant($"Write the {missing.Length} other columns of {name}");
        context.RegisterRefactoring(CodeAction.Create(
            title,
            async cancel =>
            {
                SourceText text = await context.Document.GetTextAsync(cancel).ConfigureAwait(false);
                return context.Document.WithText(text.WithChanges(new RowMembers(declaration, members, attribute, model, text).Add(missing)));
            },
            nameof(RowColumnsRefactoring)));
    }

    private static bool IsInBody(TypeDeclarationSyntax declaration, TextSpan span) =>
        !declaration.OpenBraceToken.IsMissing && declaration.OpenBraceToken.Span.Length > 0 && span.Start > declaration.OpenBraceToken.SpanStart;

    // The snapshot knows the names in DSS; it is also there while the generated code can't be seen.
    private static RowColumn[] ColumnsOf((string Name, IEnumerable<RowColumn> Columns) dataset, INamedTypeSymbol type, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        IEnumerable<FlowModel> flows = BoundFlows.Of(options, cancellationToken).Select(flow => flow.Model);
        return RowBinder.FindDataset(dataset.Name, type.ContainingNamespace.ToDisplayString(), flows) is { } found
            ? RowColumn.Of(found.Dataset)
            : [.. dataset.Columns];
    }
}
