using DssTyped.Flow;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Pivot;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes.Aggregates;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Pivot;

/// <summary>Runs a <c>pivot</c> recipe, for the modalities that DSS stored with its output or for those in the data.</summary>
internal sealed class PivotSql : RecipeSql<PivotSettings>
{
    public override string DssType => "pivot";

    public override SupportNote Note => new(
        Support.Differs,
        "Exact for the values (modalities) that DSS stored with the output's schema. Without them, or if each run is to look for them again, they are looked for: of equally frequent ones at the limit the least come first, rows without a value give no column, and the columns replace those of the stored schema. Rows come sorted by the identifiers.");

    protected override Refusal? Refuse(PivotSettings settings, Snapshot snapshot, RecipeDefinition recipe)
    {
        if (settings.IdentifierSelection is not ("EXPLICIT" or "NONE" or "ALL_BUT_USED"))
            return new Refusal($"The pivot selects its identifiers by {settings.IdentifierSelection}, which is not known to the local engine", "Choose them in DSS.");

        DatasetDefinition[] outputs = [.. recipe.OutputsOf("main").Select(output => snapshot.FindDataset(output.Ref)).OfType<DatasetDefinition>()];
        if (outputs.Any(output => Stored(settings, output) is null) && PivotSearch.Refuse(settings, recipe.Payload) is { } unsearchable)
            return unsearchable;
        if (outputs.Any(output => Stored(settings, output) is { } stored && stored.SelectMany(element => element).Any(modality => settings.Elements.All(element => element.Keys.Count != modality.KeyValues.Count))))
            return new Refusal("The stored values do not fit the recipe's pivot columns: the recipe was changed after it last ran", "Build the recipe once in DSS and import the project again.");

        return settings.Elements.SelectMany(element => element.Values).Concat(settings.OtherColumns).Select(RefuseAggregate).FirstOrDefault(refusal => refusal is not null)
            ?? RecipeStages.Refuse([settings.PreFilter, settings.PostFilter], settings.ComputedColumns);
    }

    protected override IEnumerable<OutputSelect> Translate(PivotSettings settings, TranslationContext context)
    {
        Stage rows = RecipeStages.Before(context.MainInputs[0], settings.PreFilter, settings.ComputedColumns, context, settings.Elements.SelectMany(element => element.Values).Concat(settings.OtherColumns).Any(AggregateSql.NeedsOrder));
        StageColumn[] identifiers = [.. PivotIdentifiers.Of(settings, rows.Columns.Select(column => column.Name)).Select(rows.Column)];
        foreach (OutputTarget output in context.MainOutputs)
        {
            EquatableArray<EquatableArray<PivotModality>>? stored = Stored(settings, output.Dataset);
            EquatableArray<EquatableArray<PivotModality>> modalities = stored ?? PivotSearch.Find(settings, rows, context);
            StageColumn[] columns =
            [
                .. identifiers,
                .. PivotColumns.Of(settings, modalities).Select(column => Pivoted(column, rows, context, output)),
                .. settings.OtherColumns.Select(aggregate => AggregateSql.Of(aggregate, rows, context, output, enlarge: false)),
            ];
            string groupBy = identifiers.Length == 0 ? "" : $" GROUP BY {string.Join(", ", identifiers.Select(identifier => identifier.Sql))}";
            Stage pivoted = Stage.Select(columns, $"({rows.Sql}){groupBy}");
            string? order = identifiers.Length == 0 ? null : string.Join(", ", pivoted.Columns.Take(identifiers.Length).Select(identifier => ValueSql.Order(identifier.Sql, descending: false)));
            yield return pivoted.Filter(settings.PostFilter, context).To(output, order) with { HasColumnsOfData = stored is null };
        }
    }

    private static EquatableArray<EquatableArray<PivotModality>>? Stored(PivotSettings settings, DatasetDefinition? output) =>
        settings.RecomputesModalities ? null : PivotModality.StoredIn(output);

    // Where a modality does not occur, sums are empty and counts are 0, as SQL has it.
    private static StageColumn Pivoted(PivotColumn column, Stage rows, TranslationContext context, OutputTarget output)
    {
        string filter = string.Join(" AND ", column.Element.Keys.Select((key, index) => Is(rows.Column(key), index < column.Modality.KeyValues.Count ? column.Modality.KeyValues[index].Text : null)));
        return column.Aggregate is null
            ? new StageColumn(column.Name, StorageType.BigInt, $"count(*) FILTER (WHERE {filter})")
            : AggregateSql.Of(column.Aggregate, rows, context, output, filter, enlarge: false) with { Name = column.Name };
    }

    private static string Is(StageColumn key, string? value) => string.IsNullOrEmpty(value) ? $"{key.Sql} IS NULL" : $"{ValueSql.Text(key)} = {SqlText.Literal(value)}";

    private static Refusal? RefuseAggregate(AggregateColumn aggregate) =>
        aggregate is CustomAggregate custom ? new Refusal($"The custom aggregate '{custom.Name}' of a pivot is SQL of a database") : AggregateSql.Refuse(aggregate);
}
