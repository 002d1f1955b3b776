using DssTyped.Flow.Inference;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tests.Recipes;

/// <summary>How a derived schema compares with the one DSS stored.</summary>
internal enum SchemaStatus
{
    Equal,
    TypesDiffer,
    OrderDiffers,
    NamesDiffer,
}

/// <summary>One output of one recipe of a real project.</summary>
internal sealed record ComparedOutput(string Project, RecipeDefinition Recipe, DerivedSchema Derived, Schema Stored, SchemaStatus Status)
{
    public override string ToString()
    {
        var derived = Derived.Columns.Select(column => column.Name).ToList();
        var stored = Stored.Select(column => column.Name).ToList();
        string detail = Status switch
        {
            SchemaStatus.TypesDiffer => string.Join(", ", Derived.Columns.Zip(Stored).Where(pair => pair.First.Type != StorageType.Unknown && pair.First.Type != pair.Second.Type)
                .Select(pair => $"{pair.First.Name}: {StorageTypes.NameOf(pair.First.Type)} <> {pair.Second.TypeName}")),
            SchemaStatus.NamesDiffer => $"derived only [{string.Join(", ", derived.Except(stored))}], stored only [{string.Join(", ", stored.Except(derived))}]",
            _ => "",
        };
        return $"{Recipe.Type} | {Project} | {Recipe.Name} | {Derived.Output} | {Status} | {Derived.Certainty} | {detail}";
    }
}

/// <summary>Compares what rules derive with what DSS stored, over whole projects.</summary>
internal static class SchemaComparison
{
    public static IEnumerable<ComparedOutput> Of(string project, Snapshot snapshot)
    {
        var inference = new FlowInference(new FlowGraph(snapshot));
        foreach (RecipeDefinition recipe in inference.Graph.RecipesInOrder)
        {
            foreach (DerivedSchema derived in inference.Of(recipe))
            {
                if (derived.Certainty != Certainty.Opaque && snapshot.FindDataset(derived.Output) is { Schema.Count: > 0 } output)
                    yield return new ComparedOutput(project, recipe, derived, output.Schema, Compare(derived, output.Schema));
            }
        }
    }

    private static SchemaStatus Compare(DerivedSchema derived, Schema stored)
    {
        string[] names = [.. derived.Columns.Select(column => column.Name)];
        string[] storedNames = [.. stored.Select(column => column.Name)];
        if (!names.SequenceEqual(storedNames))
            return names.Order(StringComparer.Ordinal).SequenceEqual(storedNames.Order(StringComparer.Ordinal)) ? SchemaStatus.OrderDiffers : SchemaStatus.NamesDiffer;

        return derived.Columns.Zip(stored).All(pair => pair.First.Type == StorageType.Unknown || pair.First.Type == pair.Second.Type) ? SchemaStatus.Equal : SchemaStatus.TypesDiffer;
    }
}
