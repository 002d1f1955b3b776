using System.Collections.Immutable;
using System.Composition;
using DssTyped.Generator.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>DSS33xx to DSS36xx: awaits builds, keeps their proofs, and asks for proofs of what must or can not be built here.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BuildFixProvider))]
[Shared]
public sealed class BuildFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("DSS3301", "DSS3302", "DSS3401", "DSS3501", "DSS3502", "DSS3601");

    private protected override IEnumerable<TextFix> FixesOf(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        TextSpan at = diagnostic.Location.SourceSpan;
        string? verified = PropertyOf(diagnostic, UsageAnalyzer.VerifiedProperty);
        switch (diagnostic.Id)
        {
            case "DSS3301":
                if (IsInAsync(node))
                    yield return new TextFix("Await it", new TextChange(new TextSpan(at.Start, 0), "await "));
                break;

            case "DSS3302" when node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } statement:
                var start = new TextSpan(statement.SpanStart, 0);
                if (PropertyOf(diagnostic, UsageAnalyzer.VariableProperty) is { } variable && statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax)
                {
                    string free = FreeName(variable, statement, model);
                    yield return new TextFix($"Keep the proof in '{free}'", new TextChange(start, $"var {free} = ")) { Way = "keep" };
                }

                yield return new TextFix("Discard the proof", new TextChange(start, "_ = ")) { Way = "discard" };
                break;

            case "DSS3401" when verified is not null && node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && FlowOf(call) is { } flow && IsInAsync(node):
                SyntaxNode forged = node is ArgumentSyntax argument ? argument.Expression : node;
                yield return new TextFix($"Ask the engine for the proof: {verified}.VerifyBuiltAsync()", new TextChange(forged.Span, $"await {flow}.{verified}.VerifyBuiltAsync()"));
                break;

            case "DSS3501" or "DSS3502" or "DSS3601" when node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } build && BuiltObject(build, verified) is { } dataset:
                yield return new TextFix("Take the present data instead: VerifyBuiltAsync()", new TextChange(build.Span, $"{dataset}.VerifyBuiltAsync({CancellationOf(build, model)})"));
                break;
        }
    }

    // Of flow.Datasets.X.BuildAsync(): flow.Datasets.X; of flow.Recipes.R.RunAsync(...): flow and the only dataset that R writes.
    private static string? BuiltObject(InvocationExpressionSyntax build, string? verified)
    {
        if (build.Expression is not MemberAccessExpressionSyntax { Name.Identifier.Text: var method } access)
            return null;

        return method == "BuildAsync" ? access.Expression.ToString() : verified is not null && FlowOf(build) is { } flow ? $"{flow}.{verified}" : null;
    }

    private static string? FlowOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Recipes", Expression: var flow } } }
            ? flow.ToString()
            : null;

    private static string CancellationOf(InvocationExpressionSyntax build, SemanticModel model) =>
        (model.GetOperation(build) as IInvocationOperation)?.Arguments
            .FirstOrDefault(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: nameof(CancellationToken) })?.Value.Syntax is { } token
            ? $"cancellationToken: {token}"
            : "";

    private static bool IsInAsync(SyntaxNode node)
    {
        foreach (SyntaxNode outer in node.Ancestors())
        {
            switch (outer)
            {
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    private static string FreeName(string wanted, SyntaxNode statement, SemanticModel model)
    {
        // Also what is declared further down, or in a block inside; and what mending the same statements before this one will declare.
        SyntaxNode member = statement.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(outer => outer is not GlobalStatementSyntax) ?? statement.SyntaxTree.GetRoot();
        var taken = new HashSet<string>(model.LookupSymbols(statement.SpanStart).Where(symbol => symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol).Select(symbol => symbol.Name), StringComparer.Ordinal);
        taken.UnionWith(member.DescendantTokens().Where(token => token.Parent is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or ParameterSyntax).Select(token => token.ValueText));
        int same = member.DescendantNodes().OfType<ExpressionStatementSyntax>().TakeWhile(other => other != statement).Count(other => other.IsEquivalentTo(statement));

        string name = wanted;
        for (int number = 2; taken.Contains(name) || same-- > 0; number++)
            name = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        return name;
    }
}
