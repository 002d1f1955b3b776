using System.Runtime.CompilerServices;
using DssTyped.Generator.Rows;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>The runtime's types that rules look for, found once per compilation.</summary>
internal sealed class RuntimeTypes
{
    private static readonly ConditionalWeakTable<Compilation, RuntimeTypes> Cache = new();
    private readonly Lazy<INamedTypeSymbol?> _localEngine;

    private RuntimeTypes(INamedTypeSymbol built, Compilation compilation)
    {
        Built = built;

        // The runtime is one assembly: looking through all references at each keystroke would cost more than the rules.
        IAssemblySymbol runtime = built.ContainingAssembly;
        DatasetCatalog = runtime.GetTypeByMetadataName("DssTyped.DatasetCatalog");
        RecipeCatalog = runtime.GetTypeByMetadataName("DssTyped.RecipeCatalog");
        Dataset = runtime.GetTypeByMetadataName("DssTyped.Dataset`1");
        Recipe = runtime.GetTypeByMetadataName("DssTyped.Recipe");
        Pipeline = runtime.GetTypeByMetadataName("DssTyped.Pipeline");
        RowAttribute = runtime.GetTypeByMetadataName(RowRequestReader.AttributeName);
        _localEngine = new Lazy<INamedTypeSymbol?>(() => compilation.GetTypeByMetadataName("DssTyped.Local.LocalEngine"));
    }

    public INamedTypeSymbol Built { get; }

    public INamedTypeSymbol? DatasetCatalog { get; }

    public INamedTypeSymbol? RecipeCatalog { get; }

    public INamedTypeSymbol? Dataset { get; }

    public INamedTypeSymbol? Recipe { get; }

    public INamedTypeSymbol? Pipeline { get; }

    public INamedTypeSymbol? RowAttribute { get; }

    public INamedTypeSymbol? LocalEngine => _localEngine.Value;

    /// <summary>The types of a compilation; null if it does not use the runtime.</summary>
    public static RuntimeTypes? Of(Compilation compilation)
    {
        if (Cache.TryGetValue(compilation, out RuntimeTypes? known))
            return known;

        return compilation.GetTypeByMetadataName("DssTyped.Built`1") is { } built ? Cache.GetValue(compilation, key => new RuntimeTypes(built, key)) : null;
    }

    /// <summary>Whether a type is another one or derives from it; for generic types, from any construction.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        if (ancestor is null)
            return false;

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor))
                return true;
        }

        return false;
    }

    /// <summary>What a <c>Built&lt;T&gt;</c> is proof of; null for another type.</summary>
    public INamedTypeSymbol? ProofOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol proved] } named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, Built) ? proved : null;

    /// <summary>What the awaited result of a type proves: of a task of a proof, or of a task of a recipe's <c>Result</c>.</summary>
    public IReadOnlyList<INamedTypeSymbol> ProofsOfTask(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeArguments: [INamedTypeSymbol result] } task || !IsTask(task))
            return [];
        if (ProofOf(result) is { } only)
            return [only];

        return result is { Name: "Result", ContainingType: { } recipe } && Is(recipe, Recipe) ? [.. ProofsIn(result)] : [];
    }

    /// <summary>What a recipe reads and writes, by the signature of its <c>RunAsync</c>.</summary>
    public (IReadOnlyList<INamedTypeSymbol> Needs, IReadOnlyList<INamedTypeSymbol> Gives)? SignatureOf(ITypeSymbol? recipe)
    {
        if (!Is(recipe, Recipe) || recipe!.GetMembers("RunAsync").OfType<IMethodSymbol>().FirstOrDefault(method => method.DeclaredAccessibility == Accessibility.Public) is not { } run)
            return null;

        var needs = new List<INamedTypeSymbol>();
        foreach (IParameterSymbol parameter in run.Parameters)
        {
            if (ProofOf(parameter.Type) is { } proved)
                needs.Add(proved);
            else if (parameter.Type is INamedTypeSymbol { Name: "Proofs", ContainingType: not null } proofs)
                needs.AddRange(ProofsIn(proofs));
        }

        return (needs, ProofsOfTask(run.ReturnType));
    }

    private IEnumerable<INamedTypeSymbol> ProofsIn(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>().Select(property => ProofOf(property.Type)).Where(proved => proved is not null).Select(proved => proved!);

    private static bool IsTask(INamedTypeSymbol type) =>
        type is { Name: "Task", ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } };
}
