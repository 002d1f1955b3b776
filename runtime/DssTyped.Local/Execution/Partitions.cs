using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;
using DssTyped.Local.Store;

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
    /// <exception cref="RecipeFailedException">A dependency is of a kind that is not known here.</exception>
    public static IReadOnlyCollection<string>? ReadFor(Snapshot snapshot, RecipeDefinition recipe, string reference, string? output, Func<IEnumerable<string>> built)
    {
        if (snapshot.FindDataset(reference) is not { Dimensions.Count: > 0 } input || output is null)
            return null;

        RecipeItem item = recipe.Inputs.First(candidate => candidate.Ref == reference);
        string[] existing = [.. built().Order(StringComparer.Ordinal)];
        if (existing.Length == 0)
            throw new RecipeFailedException($"Input '{reference}' was read or built as a whole, so partition '{output}' can't be built from its part of it. Build the input by partitions, or the output as a whole.");
        if (item.Dependencies.Count == 0 && !SameDimensions(snapshot, recipe, input))
            return existing;

        string[] read = existing;
        if (item.Dependencies.Count == 0)
            read = [.. existing.Where(id => id == output)];
        string[] dimensions = [.. input.Dimensions.Select(dimension => dimension.Name)];
        foreach (JsonValue dependency in item.Dependencies)
            read = Keep(snapshot, recipe, reference, dependency, output, dimensions, read);

        return read.Length > 0
            ? read
            : throw new RecipeFailedException($"Partition '{output}' needs partitions that input '{reference}' does not have; it has {string.Join(", ", existing.Take(5))}{(existing.Length > 5 ? " ..." : "")}. Build those first.");
    }

    /// <summary>The version of what is read of an input: that of the whole, or of the partitions.</summary>
    public static string VersionOf(Manifest manifest, IReadOnlyCollection<string>? partitions) => partitions is null
        ? manifest.Version
        : Fingerprints.Of(manifest.Partitions.Where(built => partitions.Contains(built.Id)).SelectMany(built => new[] { built.Id, built.Version }));

    /// <summary>The partition of an input that a partition of the recipe's outputs is made of, where it is one of the same name; null if others are needed too, or if that depends on the data.</summary>
    public static string? SameFor(Snapshot snapshot, RecipeDefinition recipe, string reference, string output)
    {
        if (snapshot.FindDataset(reference) is not { Dimensions.Count: > 0 } input || !SameDimensions(snapshot, recipe, input))
            return null;

        string[] dimensions = [.. input.Dimensions.Select(dimension => dimension.Name)];
        IReadOnlyList<JsonValue> dependencies = recipe.Inputs.First(candidate => snapshot.FindFlowObject(candidate.Ref)?.Id == input.Id).Dependencies;
        return dependencies.Count == 0 || (dependencies.Count == dimensions.Length
            && dependencies.All(dependency => dependency.FindText("func") == "equals" && dependency.FindText("idim") == dependency.FindText("odim") && dimensions.Contains(dependency.FindText("idim"), StringComparer.Ordinal)))
            ? output
            : null;
    }

    private static string[] Keep(Snapshot snapshot, RecipeDefinition recipe, string reference, JsonValue dependency, string output, string[] dimensions, string[] existing)
    {
        int at = Array.IndexOf(dimensions, dependency.FindText("idim"));
        switch (dependency.FindText("func"))
        {
            case "all_available":
                return existing;
            case "equals" when at >= 0 && ValueOf(snapshot, recipe, dependency, output) is { } value:
                return [.. existing.Where(id => Part(id, at) == value)];
            case "values" when at >= 0:
                string[] values = [.. dependency.FindItems("values").Select(value => value.Text)];
                return [.. existing.Where(id => values.Contains(Part(id, at), StringComparer.Ordinal))];
            case "latest_available" when at >= 0 && existing.Length > 0:
                string latest = existing.Select(id => Part(id, at)).Max(StringComparer.Ordinal)!;
                return [.. existing.Where(id => Part(id, at) == latest)];
            case "latest_available":
                return existing;
            case var function:
                throw new RecipeFailedException($"Input '{reference}' depends on partitions by '{function}', which is not known here. Build the whole dataset, or pin the recipe's outputs.");
        }
    }

    private static string Part(string id, int at) => id.Split('|') is var parts && at < parts.Length ? parts[at] : "";

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
