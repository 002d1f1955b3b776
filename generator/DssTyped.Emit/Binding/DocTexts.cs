using DssTyped.Emit.Model;
using DssTyped.Flow;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

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

    public static DocModel OfRecipe(RecipeDefinition recipe) =>
        With($"Recipe '{recipe.Name}' ({recipe.Type})", recipe,
        [
            $"Reads {Names(recipe.Inputs)}; writes {Names(recipe.Outputs)}.",
        ]);

    public static DocModel OfObject(ObjectKind kind, DssObject item) => item switch
    {
        VariableDefinition => With($"Project variable '{item.Name}'", item, []),
        SavedModelDefinition { PredictionType: { } prediction, TargetVariable: { } target } => With($"Saved model '{item.Name}': {prediction} of {target}", item, []),
        _ => With($"{char.ToUpperInvariant(kind.Words[0])}{kind.Words.Substring(1)} '{item.Name}'", item, []),
    };

    public static string OfColumn(SchemaColumn column)
    {
        string text = $"'{column.Name}': {column.TypeName}";
        if (!string.IsNullOrWhiteSpace(column.Meaning))
            text += $" (meaning {column.Meaning})";

        return Sentence(string.IsNullOrWhiteSpace(column.Comment) ? text : $"{text}. {column.Comment}");
    }

    private static DocModel With(string title, DssObject item, List<string> remarks)
    {
        string summary = Sentence(string.IsNullOrWhiteSpace(item.ShortDesc) ? title : $"{title}: {item.ShortDesc}");
        if (!string.IsNullOrWhiteSpace(item.Description))
            remarks.Add(item.Description!);
        if (item.Tags.Count > 0)
            remarks.Add($"Tags: {string.Join(", ", item.Tags.OrderBy(tag => tag, StringComparer.Ordinal))}.");

        return new DocModel(summary, remarks.ToEquatableArray());
    }

    private static string Names(IReadOnlyList<RecipeItem> items) =>
        items.Count == 0 ? "nothing" : string.Join(", ", items.Select(item => item.Ref).Distinct(StringComparer.Ordinal));

    private static string Sentence(string text)
    {
        string trimmed = text.TrimEnd();
        return trimmed.EndsWith(".", StringComparison.Ordinal) || trimmed.EndsWith("!", StringComparison.Ordinal) || trimmed.EndsWith("?", StringComparison.Ordinal) ? trimmed : trimmed + ".";
    }
}
