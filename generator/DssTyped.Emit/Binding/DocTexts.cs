using DssTyped.Emit.Model;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow;

namespace DssTyped.Emit.Binding;

/// <summary>What documentation says, as plain text; emitters escape it.</summary>
internal static class DocTexts
{
    public static DocModel OfDataset(DatasetDefinition dataset)
    {
        string kind = dataset.Type.Length > 0 ? $" ({dataset.Type}{(dataset.Managed ? ", managed" : "")})" : "";
        var remarks = new List<string>();
        if (dataset.Dimensions.Count > 0)
            remarks.Add("Partitioned by " + string.Join(", ", dataset.Dimensions.Select(dimension => dimension.IsTime ? $"{dimension.Name} (time, {dimension.Period})" : dimension.Name)) + ".");
        if (dataset.RebuildBehavior == RebuildBehavior.WriteProtect)
            remarks.Add("Write-protected: DSS refuses to build it.");
        if (dataset.RebuildBehavior == RebuildBehavior.Explicit)
            remarks.Add("Built only when a build names it.");

        return With($"Dataset '{dataset.Name}'{kind}", dataset, remarks);
    }

    public static DocModel OfRecipe(RecipeDefinition recipe, Snapshot snapshot) =>
        With($"Recipe '{recipe.Name}' ({recipe.Type})", recipe,
        [
            $"Reads {Names(recipe.Inputs, snapshot)}; writes {Names(recipe.Outputs, snapshot)}.",
        ]);

    public static DocModel OfObject(ObjectKind kind, DssObject item) => item switch
    {
        VariableDefinition => With($"Project variable '{item.Name}'", item, []),
        SavedModelDefinition { PredictionType: { } prediction, TargetVariable: { } target } => With($"Saved model '{item.Name}': {prediction} of {target}", item, []),
        _ => With($"{char.ToUpperInvariant(kind.Words[0])}{kind.Words.Substring(1)} '{item.Name}'", item, []),
    };

    /// <summary>What a column is made of, with objects that are referred to by ids as people know them.</summary>
    public static EquatableArray<LineageEdge> OriginsOf(EquatableArray<LineageEdge> edges, Snapshot snapshot)
    {
        foreach (LineageEdge edge in edges.AsSpan())
        {
            if (edge.From.IsWhole)
                return Named(edges, snapshot);
        }

        return edges;
    }

    private static EquatableArray<LineageEdge> Named(EquatableArray<LineageEdge> edges, Snapshot snapshot) =>
        edges.Select(edge => edge.From.IsWhole ? edge with { From = edge.From with { Object = NameOf(edge.From.Object, snapshot) } } : edge).ToEquatableArray();

    private static DocModel With(string title, DssObject item, List<string> remarks)
    {
        string summary = Sentence(string.IsNullOrWhiteSpace(item.ShortDesc) ? title : $"{title}: {item.ShortDesc}");
        if (!string.IsNullOrWhiteSpace(item.Description))
            remarks.Add(item.Description!);
        if (item.Tags.Count > 0)
            remarks.Add($"Tags: {string.Join(", ", item.Tags.OrderBy(tag => tag, StringComparer.Ordinal))}.");

        return new DocModel(summary, remarks.ToEquatableArray());
    }

    private static string Names(IReadOnlyList<RecipeItem> items, Snapshot snapshot) =>
        items.Count == 0 ? "nothing" : string.Join(", ", items.Select(item => item.Ref).Distinct(StringComparer.Ordinal).Select(reference => NameOf(reference, snapshot)));

    // Folders, models and their like are referred to by ids that say nothing to people.
    private static string NameOf(string reference, Snapshot snapshot) =>
        snapshot.FindFlowObject(reference) is { } item && item.Name != item.Id ? $"'{item.Name}' ({item.Id})" : reference;

    private static string Sentence(string text)
    {
        string sentence = text.TrimEnd();
        return sentence.Length > 0 && sentence[sentence.Length - 1] is '.' or '!' or '?' ? sentence : sentence + ".";
    }
}
