using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes;

namespace DssTyped.Local.Execution;

/// <summary>What a recipe's dependency on the partitions of an input asks of one of the input's dimensions.</summary>
/// <param name="Dimension">The position of the dimension; -1 if nothing is asked.</param>
/// <param name="Values">The values that are needed; null for the latest one there is.</param>
internal sealed record PartitionDependency(int Dimension, IReadOnlyList<string>? Values)
{
    private static readonly PartitionDependency s_none = new(-1, []);

    /// <summary>Reads a dependency.</summary>
    /// <param name="snapshot">The flow.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="input">The input.</param>
    /// <param name="raw">The dependency as it is stored.</param>
    /// <param name="output">The partition that is built; null for the whole outputs.</param>
    /// <exception cref="RecipeFailedException">It is of a kind that is not known here, or does not fit the datasets.</exception>
    public static PartitionDependency Read(Snapshot snapshot, RecipeDefinition recipe, DatasetDefinition input, JsonValue raw, string? output)
    {
        string function = raw.FindText("func") ?? "";
        if (function == "all_available")
            return s_none;
        if (function is not ("equals" or "values" or "latest_available"))
            throw new RecipeFailedException($"Input '{input.Name}' depends on partitions by '{function}', which is not known here. {Refusal.Elsewhere}");

        int at = input.Dimensions.ToList().FindIndex(dimension => dimension.Name == raw.FindText("idim"));
        if (at < 0)
            throw Misfit(input, $"'{raw.FindText("idim")}', which is no dimension of it");
        if (function == "latest_available")
            return new PartitionDependency(at, null);
        if (function == "values")
            return new PartitionDependency(at, ValuesOf(input, raw));

        return EqualTo(snapshot, recipe, input, at, raw, output) is { } value ? new PartitionDependency(at, [value]) : s_none;
    }

    private static string[] ValuesOf(DatasetDefinition input, JsonValue raw)
    {
        string[] values = [.. raw.FindItems("values").Select(value => value.Text)];
        return values.Length > 0 ? values : throw Misfit(input, $"a list of values of '{raw.FindText("idim")}', which is empty");
    }

    // Null where all partitions of the output are built at once: then every value is needed.
    private static string? EqualTo(Snapshot snapshot, RecipeDefinition recipe, DatasetDefinition input, int at, JsonValue raw, string? output)
    {
        DatasetDefinition? target = recipe.Outputs.Select(item => snapshot.FindDataset(item.Ref)).OfType<DatasetDefinition>()
            .FirstOrDefault(dataset => raw.FindText("out") is not { } name || dataset.Id == snapshot.FindFlowObject(name)?.Id);
        int of = target?.Dimensions.ToList().FindIndex(dimension => dimension.Name == raw.FindText("odim")) ?? -1;
        if (of < 0)
            throw Misfit(input, $"'{raw.FindText("odim")}', which is no dimension of the output");

        (PartitionDimension needed, PartitionDimension built) = (input.Dimensions[at], target!.Dimensions[of]);
        if (needed.IsTime && built.IsTime && needed.Period != built.Period)
            throw Misfit(input, $"'{built.Name}' of '{target.Name}', whose period is {built.Period} and not {needed.Period}");

        return output?.Split('|').ElementAtOrDefault(of);
    }

    private static RecipeFailedException Misfit(DatasetDefinition input, string what) =>
        new($"Input '{input.Name}' depends on partitions by {what}. Correct the partition dependency in DSS (the recipe's Input / Output tab), and import the snapshot again.");
}
