using System.Globalization;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>The right order of a pipeline's recipes, and what has to come before them.</summary>
internal static class PipelineOrder
{
    /// <summary>The places of the recipes in the order of the flow, with commas; recipes that do not need each other stay as they stand. Null if they need each other in a circle.</summary>
    public static string? Of(PipelineStep[] steps)
    {
        var rest = Enumerable.Range(0, steps.Length).ToList();
        var order = new List<string>(steps.Length);
        while (rest.Count > 0)
        {
            int next = rest.FindIndex(index => !steps[index].Needs.Any(need => rest.Exists(other => other != index && steps[other].Makes(need))));
            if (next < 0)
                return null;

            order.Add(rest[next].ToString(CultureInfo.InvariantCulture));
            rest.RemoveAt(next);
        }

        return string.Join(",", order);
    }

    /// <summary>The members of the catalog that must run before a recipe so that one of its inputs is built, the nearest last; without those that run already.</summary>
    public static IReadOnlyList<string> Missing(PipelineStep[] steps, int index, INamedTypeSymbol need, HashSet<ISymbol?> given, RuntimeTypes types)
    {
        var missing = new List<string>();
        var seen = new HashSet<ISymbol?>(given, SymbolEqualityComparer.Default);
        IPropertySymbol[] catalog = [.. steps[index].Catalog?.GetMembers().OfType<IPropertySymbol>() ?? []];
        Add(need);
        return missing;

        void Add(INamedTypeSymbol wanted)
        {
            // Whatever the pipeline runs, if too late, is told of by itself.
            if (!seen.Add(wanted) || Array.Exists(steps, step => step.Makes(wanted)))
                return;

            foreach (IPropertySymbol property in catalog)
            {
                if (types.SignatureOf(property.Type) is not { } signature || !signature.Gives.Contains(wanted, SymbolEqualityComparer.Default))
                    continue;

                foreach (INamedTypeSymbol before in signature.Needs)
                    Add(before);

                seen.UnionWith(signature.Gives);
                missing.Add(property.Name);
                return;
            }
        }
    }
}
