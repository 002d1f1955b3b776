using DssTyped.Flow.Recipes.Distinct;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes.Distinct;

/// <summary>Runs a <c>distinct</c> recipe.</summary>
internal sealed class DistinctSql : RecipeSql<DistinctSettings>
{
    public override string DssType => "distinct";

    public override SupportNote Note => new(Support.Exact, "Rows come sorted.");

    protected override Refusal? Refuse(DistinctSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        RecipeStages.Refuse([settings.PreFilter, settings.PostFilter], settings.ComputedColumns);

    protected override IEnumerable<OutputSelect> Translate(DistinctSettings settings, TranslationContext context)
    {
        Stage rows = RecipeStages.Before(context.MainInputs[0], settings.PreFilter, settings.ComputedColumns, context, isNumbered: false);
        StageColumn[] keys = settings.Keys.Count == 0 ? [.. rows.Columns] : [.. settings.Keys.Select(rows.Column)];
        List<StageColumn> columns = [.. keys];
        if (settings.CountsRows)
            columns.Add(new StageColumn("count", StorageType.BigInt, "count(*)"));

        Stage distinct = Stage.Select(columns, $"({rows.Sql}) GROUP BY {Stage.List(keys.Select(key => key.Sql))}").FilterThenName(settings.PostFilter, settings.Names, context);
        string order = string.Join(", ", distinct.Columns.Take(keys.Length).Select(key => ValueSql.Order(key.Sql, descending: false)));
        return context.MainOutputs.Select(output => distinct.To(output, order));
    }
}
