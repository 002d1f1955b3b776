using System.Runtime.CompilerServices;
using System.Text;
using DssTyped.Emit.Model;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow;

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

    /// <summary>A column's sentences, written to a builder that all columns share: there are tens of thousands.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static string OfColumn(SchemaColumn column, IReadOnlyList<LineageEdge> origins, Snapshot snapshot, StringBuilder text)
    {
        text.Clear().Append('\'').Append(column.Name).Append("': ").Append(column.TypeName);
        if (!string.IsNullOrWhiteSpace(column.Meaning))
            text.Append(" (meaning ").Append(column.Meaning).Append(')');
        if (!string.IsNullOrWhiteSpace(column.Comment))
            text.Append(". ").Append(column.Comment);

        EndSentence(text);
        if (origins.Count > 0)
            AddOrigins(text, origins, snapshot);

        return text.ToString();
    }

    // " From LAB_RESULTS.value by group_LAB_RESULTS_AGG: avg." What is only possible is said to be so.
    private static void AddOrigins(StringBuilder text, IReadOnlyList<LineageEdge> origins, Snapshot snapshot)
    {
        LineageEdge first = origins[0];
        text.Append(first.Certainty switch { LineageCertainty.Unknown => " Possibly from ", LineageCertainty.ByName => " Likely from ", _ => " From " });
        for (int i = 0; i < origins.Count && i < MaxOrigins; i++)
        {
            LineageColumn from = origins[i].From;
            text.Append(i > 0 ? ", " : "");
            if (from.IsWhole)
                text.Append(NameOf(from.Object, snapshot));
            else
                text.Append(from.Object).Append('.').Append(from.Column);
        }

        if (origins.Count > MaxOrigins)
            text.Append(" and others");
        if (first.Recipe.Length > 0)
            text.Append(" by ").Append(first.Recipe);
        if (first.Recipe.Length > 0 && origins.Count == 1 && first.How.Length > 0)
            text.Append(": ").Append(first.How);

        text.Append('.');
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

    private static string Names(IReadOnlyList<RecipeItem> items, Snapshot snapshot) =>
        items.Count == 0 ? "nothing" : string.Join(", ", items.Select(item => item.Ref).Distinct(StringComparer.Ordinal).Select(reference => NameOf(reference, snapshot)));

    // Folders, models and their like are referred to by ids that say nothing to people.
    private static string NameOf(string reference, Snapshot snapshot) =>
        snapshot.FindFlowObject(reference) is { } item && item.Name != item.Id ? $"'{item.Name}' ({item.Id})" : reference;

    private static string Sentence(string text)
    {
        var result = new StringBuilder(text);
        EndSentence(result);
        return result.ToString();
    }

    private static void EndSentence(StringBuilder text)
    {
        while (text.Length > 0 && char.IsWhiteSpace(text[text.Length - 1]))
            text.Length--;

        if (text.Length == 0 || text[text.Length - 1] is not ('.' or '!' or '?'))
            text.Append('.');
    }
}
