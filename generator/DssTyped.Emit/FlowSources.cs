using System.Globalization;
using DssTyped.Emit.Emitters;
using DssTyped.Emit.Model;
using DssTyped.Emit.Text;

namespace DssTyped.Emit;

/// <summary>Prints the code of a flow. The source generator prints file by file what changed; the command line prints all.</summary>
public static class FlowSources
{
    /// <summary>Every file of a flow, in order of their names.</summary>
    public static IReadOnlyList<GeneratedFile> All(FlowModel flow) =>
        [.. new[] { Flow(CatalogModel.Of(flow)), Objects(new ObjectBucket(flow.Header, flow.Groups)) }
            .Concat(Buckets.OfDatasets(flow).Select(Datasets))
            .Concat(Buckets.OfRecipes(flow).Select(Recipes))
            .Where(file => file is not null).Select(file => file!)
            .OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>The flow class and its catalogs.</summary>
    public static GeneratedFile Flow(CatalogModel catalog)
    {
        SourceWriter writer = SourceFile.Start(catalog.Header);
        FlowEmitter.Write(writer, catalog);
        return writer.Take(NameOf(catalog.Header, "Flow"));
    }

    /// <summary>A file of datasets; null if it would be empty.</summary>
    public static GeneratedFile? Datasets(DatasetBucket bucket)
    {
        if (bucket.Datasets.Count == 0)
            return null;

        SourceWriter writer = SourceFile.Start(bucket.Header);
        ColumnTypes.WriteNames(writer, bucket.Header, bucket.Datasets);
        foreach (DatasetModel dataset in bucket.Datasets)
            DatasetEmitter.Write(writer, bucket.Header, dataset);

        return writer.Take(NameOf(bucket.Header, "Datasets", bucket.Index));
    }

    /// <summary>A file of recipes; null if it would be empty.</summary>
    public static GeneratedFile? Recipes(RecipeBucket bucket)
    {
        if (bucket.Recipes.Count == 0)
            return null;

        SourceWriter writer = SourceFile.Start(bucket.Header);
        foreach (RecipeModel recipe in bucket.Recipes)
            RecipeEmitter.Write(writer, bucket.Header, recipe);

        return writer.Take(NameOf(bucket.Header, "Recipes", bucket.Index));
    }

    /// <summary>The file of the smaller kinds of object; null if there are none.</summary>
    public static GeneratedFile? Objects(ObjectBucket bucket)
    {
        if (bucket.Groups.Count == 0)
            return null;

        SourceWriter writer = SourceFile.Start(bucket.Header);
        foreach (ObjectGroupModel group in bucket.Groups)
            ObjectGroupEmitter.Write(writer, bucket.Header, group);

        return writer.Take(NameOf(bucket.Header, "Objects"));
    }

    /// <summary>Whether a file's name is one that this flow's files have: an earlier version of the flow may have had more of them.</summary>
    public static bool IsFileOf(FlowHeader header, string name) =>
        name.StartsWith(NameOf(header, "").Replace("..g.cs", "."), StringComparison.Ordinal) && name.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string NameOf(FlowHeader header, string part, int index) =>
        NameOf(header, $"{part}.{index.ToString("x2", CultureInfo.InvariantCulture)}");

    // File names are compared without case on some systems, and not every host takes every letter: a hash stands in for what is lost.
    private static string NameOf(FlowHeader header, string part)
    {
        string full = $"{header.Namespace}.{header.FlowName}";
        bool isPlain = full.Length <= 100 && full.All(c => c is '.' or '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'));
        return isPlain ? $"{full}.{part}.g.cs" : $"Flow_x{StableHash.Hex(full, 16)}.{part}.g.cs";
    }
}
