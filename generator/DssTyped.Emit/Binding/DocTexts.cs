using DssTyped.Emit.Model;
using DssTyped.Flow;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>What documentation says, as plain text; emitters escape it.</summary>
internal static class DocTexts
{
    private const int MaxOrigins = 6;

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

    public static string OfColumn(SchemaColumn column, IReadOnlyList<LineageEdge> origins)
    {
        string text = $"'{column.Name}': {column.TypeName}";
        if (!string.IsNullOrWhiteSpace(column.Meaning))
            text += $" (meaning {column.Meaning})";

        text = Sentence(string.IsNullOrWhiteSpace(column.Comment) ? text : $"{text}. {column.Comment}");
        return origins.Count == 0 ? text : $"{text} {OfOrigins(origins)}";
    }

    // "From LAB_RESULTS.value by group_LAB_RESULTS_AGG: avg." What is only possible is said to be so.
    private static string OfOrigins(IReadOnlyList<LineageEdge> origins)
    {
        string columns = string.Join(", ", origins.Take(MaxOrigins).Select(origin => origin.From.IsWhole ? origin.From.Object : origin.From.ToString()));
        string more = origins.Count > MaxOrigins ? " and others" : "";
        LineageEdge first = origins[0];
        string how = origins.Count == 1 && first.How.Length > 0 ? ": " + first.How : "";
        string start = first.Certainty switch { LineageCertainty.Unknown => "Possibly from", LineageCertainty.ByName => "Likely from", _ => "From" };
        return first.Recipe.Length > 0 ? $"{start} {columns}{more} by {first.Recipe}{how}." : $"{start} {columns}{more}.";
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
