using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Execution;

/// <summary>Which partitions of an input a build of a partition reads.</summary>
internal static class Partitions
{
    /// <summary>The partitions to read; null for the whole input.</summary>
    /// <param name="snapshot">The flow.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="reference">The input.</param>
    /// <param name="output">The partition that is built, in DSS's form; null for the whole output.</param>
    /// <param name="built">The partitions that the input has.</param>
    public static IReadOnlyCollection<string>? ReadFor(Snapshot snapshot, RecipeDefinition recipe, string reference, string? output, Func<IEnumerable<string>> built)
    {
        if (snapshot.FindDataset(reference) is not { Dimensions.Count: > 0 } input || output is null)
            return null;

        RecipeItem item = recipe.Inputs.First(candidate => candidate.Ref == reference);
        string?[] wanted = new string?[input.Dimensions.Count];
        foreach (JsonValue dependency in item.Dependencies)
        {
            int at = input.Dimensions.ToList().FindIndex(dimension => dimension.Name == dependency.FindText("idim"));
            if (at >= 0 && dependency.FindText("func") == "equals" && ValueOf(snapshot, recipe, dependency, output) is { } value)
                wanted[at] = value;
        }

        if (item.Dependencies.Count == 0 && SameDimensions(snapshot, recipe, input))
            wanted = output.Split('|');

        return [.. built().Where(id => id.Split('|').Zip(wanted).All(pair => pair.Second is null || pair.First == pair.Second))];
    }

    private static bool SameDimensions(Snapshot snapshot, RecipeDefinition recipe, DatasetDefinition input) =>
        recipe.Outputs.Select(output => snapshot.FindDataset(output.Ref)).OfType<DatasetDefinition>().FirstOrDefault()?.Dimensions
            .Select(dimension => dimension.Name).SequenceEqual(input.Dimensions.Select(dimension => dimension.Name), StringComparer.Ordinal) == true;

    private static string? ValueOf(Snapshot snapshot, RecipeDefinition recipe, JsonValue dependency, string output)
    {
        DatasetDefinition? target = recipe.Outputs.Select(item => snapshot.FindDataset(item.Ref)).OfType<DatasetDefinition>()
            .FirstOrDefault(dataset => dependency.FindText("out") is not { } name || dataset.Id == snapshot.FindFlowObject(name)?.Id);
        int at = target?.Dimensions.ToList().FindIndex(dimension => dimension.Name == dependency.FindText("odim")) ?? -1;
        string[] parts = output.Split('|');
        return at >= 0 && at < parts.Length ? parts[at] : null;
    }
}
