using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;
using DssTyped.Local.Store;

namespace DssTyped.Local.Execution;

/// <summary>Which partitions of an input a build reads.</summary>
internal static class Partitions
{
    private const int Named = 5;

    /// <summary>The partitions to read; null for the whole input.</summary>
    /// <param name="snapshot">The flow.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="reference">The input.</param>
    /// <param name="output">The partition that is built, in DSS's form; null for the whole outputs.</param>
    /// <param name="built">The partitions that the input has.</param>
    /// <exception cref="RecipeFailedException">A dependency can't be followed, or the input does not have what is needed.</exception>
    public static IReadOnlyCollection<string>? ReadFor(Snapshot snapshot, RecipeDefinition recipe, string reference, string? output, BuiltPartitions built)
    {
        if (snapshot.FindDataset(reference) is not { Dimensions.Count: > 0 } input)
            return null;

        IReadOnlyList<PartitionDependency> dependencies = DependenciesOf(snapshot, recipe, input, output);
        if (dependencies.All(dependency => dependency.Dimension < 0) && (built.IsWhole || output is null))
            return null;

        string what = output is null ? $"Recipe '{recipe.Name}'" : $"Partition '{output}'";
        if (built.IsWhole)
            throw new RecipeFailedException($"Input '{reference}' was read or built as a whole, so {(output is null ? $"recipe '{recipe.Name}' can't read" : $"partition '{output}' can't be built from")} its part of it. Build the input by partitions{(output is null ? "." : ", or the output as a whole.")}");

        string[] existing = [.. built.Ids.Order(StringComparer.Ordinal)];
        IReadOnlyList<string>?[] needed = Needed(input, dependencies, existing, what);
        string[] missing = [.. Combinations(needed).Where(values => !existing.Any(id => IsNeeded(id, values))).Select(values => string.Join('|', values.Select(value => value?[0] ?? "*")))];
        if (missing.Length > 0 && input.Raw.Find("partitioning")?.FindFlag("considerMissingRequestedPartitionsAsEmpty") != true)
            throw new RecipeFailedException($"{what} needs partitions that input '{reference}' does not have: {List(missing)}. It has {(existing.Length == 0 ? "none" : List(existing))}. Build those first.");

        return [.. existing.Where(id => IsNeeded(id, needed))];
    }

    /// <summary>Why a recipe can't follow its dependencies whatever data there is; null if it can.</summary>
    public static string? Refuse(Snapshot snapshot, RecipeDefinition recipe, string? output)
    {
        DatasetDefinition[] outputs = [.. recipe.Outputs.Select(item => snapshot.FindDataset(item.Ref)).OfType<DatasetDefinition>()];
        if (output is not null && outputs.FirstOrDefault(other => !other.Dimensions.SequenceEqual(outputs[0].Dimensions)) is { } unlike)
            return $"Its outputs '{outputs[0].Name}' and '{unlike.Name}' are not partitioned alike, so there is no partition '{output}' of both. Build them as a whole.";

        try
        {
            foreach (DatasetDefinition input in recipe.Inputs.Select(item => snapshot.FindDataset(item.Ref)).OfType<DatasetDefinition>().Where(input => input.Dimensions.Count > 0))
                DependenciesOf(snapshot, recipe, input, output);

            return null;
        }
        catch (RecipeFailedException misfit)
        {
            return misfit.Message;
        }
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
        IReadOnlyList<JsonValue> dependencies = ItemOf(snapshot, recipe, input).Dependencies;
        return dependencies.Count == 0 || (dependencies.Count == dimensions.Length
            && dependencies.All(dependency => dependency.FindText("func") == "equals" && dependency.FindText("idim") == dependency.FindText("odim") && dimensions.Contains(dependency.FindText("idim"), StringComparer.Ordinal)))
            ? output
            : null;
    }

    // Where nothing is said, datasets with the same dimensions depend on each other partition by partition.
    private static IReadOnlyList<PartitionDependency> DependenciesOf(Snapshot snapshot, RecipeDefinition recipe, DatasetDefinition input, string? output)
    {
        IReadOnlyList<JsonValue> given = ItemOf(snapshot, recipe, input).Dependencies;
        if (given.Count > 0)
            return [.. given.Select(dependency => PartitionDependency.Read(snapshot, recipe, input, dependency, output))];

        return output is not null && SameDimensions(snapshot, recipe, input) ? [.. Parts(output, input.Dimensions.Count).Select((value, at) => new PartitionDependency(at, [value]))] : [];
    }

    // By dimension, the values that are needed; null for any.
    private static IReadOnlyList<string>?[] Needed(DatasetDefinition input, IReadOnlyList<PartitionDependency> dependencies, string[] existing, string what)
    {
        var needed = new IReadOnlyList<string>?[input.Dimensions.Count];
        foreach (PartitionDependency dependency in dependencies.Where(dependency => dependency is { Dimension: >= 0, Values: not null }))
            needed[dependency.Dimension] = needed[dependency.Dimension] is { } other ? [.. other.Intersect(dependency.Values!, StringComparer.Ordinal)] : dependency.Values;

        string[] among = [.. existing.Where(id => IsNeeded(id, needed))];
        foreach (int at in dependencies.Where(dependency => dependency is { Dimension: >= 0, Values: null }).Select(dependency => dependency.Dimension))
        {
            string? latest = Latest(existing, at), here = Latest(among, at);
            if (latest != here)
                throw new RecipeFailedException($"{what} needs the latest '{input.Dimensions[at].Name}' of input '{input.Name}', which is {latest} of all its partitions{(here is null ? ", but it has none" : $" and {here} of those")} that fit the other dependencies. Which of them DSS takes is not known: build the partition that is missing first.");

            needed[at] = latest is null ? null : [latest];
        }

        return needed;

        string? Latest(string[] ids, int at) => ids.Select(id => Parts(id, needed.Length)[at]).Max(StringComparer.Ordinal);
    }

    private static bool IsNeeded(string id, IReadOnlyList<string>?[] needed) => Parts(id, needed.Length).Zip(needed).All(pair => pair.Second?.Contains(pair.First, StringComparer.Ordinal) != false);

    // One value of each dimension that not any value will do for.
    private static IEnumerable<IReadOnlyList<string>?[]> Combinations(IReadOnlyList<string>?[] needed)
    {
        IEnumerable<IReadOnlyList<string>?[]> combinations = [[]];
        foreach (IReadOnlyList<string>? values in needed)
            combinations = combinations.SelectMany(start => values is null ? [[.. start, null]] : values.Select(value => (IReadOnlyList<string>?[])[.. start, [value]]));
        return combinations;
    }

    private static string[] Parts(string id, int count) => id.Split('|') is var parts && parts.Length == count ? parts : [.. parts.Concat(Enumerable.Repeat("", count)).Take(count)];

    private static string List(string[] ids) => string.Join(", ", ids.Take(Named)) + (ids.Length > Named ? " ..." : "");

    private static RecipeItem ItemOf(Snapshot snapshot, RecipeDefinition recipe, DatasetDefinition input) => recipe.Inputs.First(item => snapshot.FindFlowObject(item.Ref)?.Id == input.Id);

    private static bool SameDimensions(Snapshot snapshot, RecipeDefinition recipe, DatasetDefinition input) =>
        recipe.Outputs.Select(output => snapshot.FindDataset(output.Ref)).OfType<DatasetDefinition>().FirstOrDefault()?.Dimensions
            .Select(dimension => dimension.Name).SequenceEqual(input.Dimensions.Select(dimension => dimension.Name), StringComparer.Ordinal) == true;
}
