using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Checks;

/// <summary>Whether the partition dependencies of inputs name dimensions that the datasets have.</summary>
internal static class PartitionChecks
{
    public static void Run(Snapshot snapshot, List<Finding> findings)
    {
        foreach (RecipeDefinition recipe in snapshot.Recipes)
        {
            foreach (RecipeItem input in recipe.Inputs)
            {
                foreach (JsonValue dependency in input.Dependencies)
                {
                    Check(recipe, input.Ref, dependency, "idim");
                    if (dependency.FindText("out") is { Length: > 0 } output)
                        Check(recipe, output, dependency, "odim");
                }
            }
        }

        void Check(RecipeDefinition recipe, string reference, JsonValue dependency, string key)
        {
            if (dependency.Find(key) is not { IsString: true, Text.Length: > 0 } dimension || snapshot.FindDataset(reference) is not { } dataset)
                return;

            if (dataset.Dimensions.All(known => known.Name != dimension.Text))
                findings.Add(Finding.Of(FlowDiagnostics.PartitionDependency, dimension.Span, recipe.Name, dataset.Name, dimension.Text,
                    FlowDiagnostics.DidYouMean(NearestName.Of(dimension.Text, dataset.Dimensions.Select(known => known.Name)))));
        }
    }
}
