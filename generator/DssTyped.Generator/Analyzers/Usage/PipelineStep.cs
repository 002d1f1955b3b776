using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>A recipe in a pipeline.</summary>
/// <param name="Syntax">The argument.</param>
/// <param name="Name">The member of the catalog.</param>
/// <param name="Recipe">The recipe's class.</param>
/// <param name="Catalog">The flow's catalog of recipes; null if it can't be told.</param>
/// <param name="Needs">What it needs proof of.</param>
/// <param name="Gives">What it gives proof of.</param>
internal sealed record PipelineStep(SyntaxNode Syntax, string Name, INamedTypeSymbol Recipe, INamedTypeSymbol? Catalog, IReadOnlyList<INamedTypeSymbol> Needs, IReadOnlyList<INamedTypeSymbol> Gives)
{
    public static PipelineStep? Of(IOperation element, RuntimeTypes types)
    {
        IOperation value = element is IConversionOperation conversion ? conversion.Operand : element;
        return value.Type is INamedTypeSymbol recipe && types.SignatureOf(recipe) is { } signature
            ? new PipelineStep(value.Syntax, (value as IPropertyReferenceOperation)?.Property.Name ?? recipe.Name, recipe, (value as IPropertyReferenceOperation)?.Property.ContainingType, signature.Needs, signature.Gives)
            : null;
    }

    public bool Makes(INamedTypeSymbol proof) => Gives.Contains(proof, SymbolEqualityComparer.Default);
}
