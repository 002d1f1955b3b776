using DssTyped.Emit.Text;
using DssTyped.Flow;

namespace DssTyped.Emit.Model;

/// <summary>Datasets that share a generated file.</summary>
/// <param name="Header">The flow.</param>
/// <param name="Index">The file's number.</param>
/// <param name="Datasets">The datasets; may be none.</param>
public sealed record DatasetBucket(FlowHeader Header, int Index, EquatableArray<DatasetModel> Datasets);

/// <summary>Recipes that share a generated file.</summary>
/// <param name="Header">The flow.</param>
/// <param name="Index">The file's number.</param>
/// <param name="Recipes">The recipes; may be none.</param>
public sealed record RecipeBucket(FlowHeader Header, int Index, EquatableArray<RecipeModel> Recipes);

/// <summary>The smaller kinds of object, in one file.</summary>
/// <param name="Header">The flow.</param>
/// <param name="Groups">The kinds; may be none.</param>
public sealed record ObjectBucket(FlowHeader Header, EquatableArray<ObjectGroupModel> Groups);

/// <summary>
/// Spreads objects over files by a stable hash of their names, so that an edit re-emits one small file and an inserted object moves no other.
/// A compiler's cost of many files grows with the square of their number: there are never more than 64 and 32.
/// </summary>
internal static class Buckets
{
    private const int MaxDatasetFiles = 64;
    private const int MaxRecipeFiles = 32;

    public static IEnumerable<DatasetBucket> OfDatasets(FlowModel flow) =>
        Spread(flow.Datasets, dataset => dataset.DssName, MaxDatasetFiles).Select((datasets, i) => new DatasetBucket(flow.Header, i, datasets.ToEquatableArray()));

    public static IEnumerable<RecipeBucket> OfRecipes(FlowModel flow) =>
        Spread(flow.Recipes, recipe => recipe.DssName, MaxRecipeFiles).Select((recipes, i) => new RecipeBucket(flow.Header, i, recipes.ToEquatableArray()));

    // Empty buckets stay in the list: a caching host compares the lists position by position.
    private static List<T>[] Spread<T>(EquatableArray<T> items, Func<T, string> nameOf, int max)
        where T : IEquatable<T>
    {
        int count = 1;
        while (count < max && count * 4 < items.Count)
            count *= 2;

        var buckets = new List<T>[count];
        for (int i = 0; i < count; i++)
            buckets[i] = [];

        foreach (T item in items)
            buckets[StableHash.Bucket(nameOf(item), count)].Add(item);

        return buckets;
    }
}
