using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Checks;

/// <summary>Compares what every recipe now writes with what DSS has stored.</summary>
internal static class SchemaComparison
{
    public static IReadOnlyList<OutputComparison> Of(FlowInference inference)
    {
        Snapshot snapshot = inference.Graph.Snapshot;
        var outputs = new List<OutputComparison>();
        foreach (RecipeDefinition recipe in inference.Graph.RecipesInOrder)
        {
            foreach (DerivedSchema derived in inference.Of(recipe))
            {
                DatasetDefinition? dataset = snapshot.FindDataset(derived.Output);
                outputs.Add(new OutputComparison(recipe, dataset, derived, Compare(derived, dataset?.Schema ?? Schema.Empty)));
            }
        }

        return outputs;
    }

    private static SchemaStatus Compare(DerivedSchema derived, Schema stored)
    {
        // A dataset without columns was never built.
        if (stored.Count == 0 || derived.Certainty == Certainty.Opaque)
            return SchemaStatus.Unknown;

        string[] names = [.. derived.Columns.Select(column => column.Name)];
        SchemaStatus status;
        if (names.SequenceEqual(stored.Select(column => column.Name), StringComparer.Ordinal))
            status = TypesEqual(derived, stored) ? SchemaStatus.Equal : SchemaStatus.TypesDiffer;
        else if (names.Length == stored.Count && new HashSet<string>(names, StringComparer.Ordinal).SetEquals(stored.Select(column => column.Name)))
            status = SchemaStatus.OrderDiffers;
        else
            status = SchemaStatus.NamesDiffer;

        // Where data decides too, only agreement says something.
        return derived.Certainty == Certainty.Exact || status == SchemaStatus.Equal ? status : SchemaStatus.Unknown;
    }

    private static bool TypesEqual(DerivedSchema derived, Schema stored) =>
        derived.Columns.Select((column, index) => column.Type == StorageType.Unknown || column.Type == stored[index].Type).All(equal => equal);
}
