using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Grouping;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes.Aggregates;

namespace DssTyped.Local.Recipes.Grouping;

/// <summary>Runs a <c>grouping</c> recipe.</summary>
internal sealed class GroupingSql : RecipeSql<GroupingSettings>
{
    public override string DssType => "grouping";

    public override SupportNote Note => new(
        Support.Differs,
        "Groups come sorted by their keys. concat joins values in the order of the input, concat distinct in ascending order. Sums and means of doubles over more than one thread may differ in the last digit. Custom aggregates run if DuckDB understands their SQL.");

    protected override Refusal? Refuse(GroupingSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        settings.Aggregates.Select(AggregateSql.Refuse).FirstOrDefault(refusal => refusal is not null)
        ?? RecipeStages.Refuse([settings.PreFilter, settings.PostFilter], settings.ComputedColumns);

    protected override IEnumerable<OutputSelect> Translate(GroupingSettings settings, TranslationContext context)
    {
        Stage rows = RecipeStages.Before(context.MainInputs[0], settings.PreFilter, settings.ComputedColumns, context, settings.Aggregates.Any(AggregateSql.NeedsOrder));
        foreach (OutputTarget output in context.MainOutputs)
        {
            StageColumn[] keys = [.. settings.Keys.Select(rows.Column)];
            List<StageColumn> columns =
            [
                .. keys,
                .. settings.Aggregates.Select(aggregate => AggregateSql.Of(aggregate, rows, context, output, enlarge: settings.EnlargesSums)),
            ];
            if (settings.CountsRows)
                columns.Add(new StageColumn("count", StorageType.BigInt, "count(*)"));

            // Null keys are a group like any other.
            string groupBy = keys.Length == 0 ? "" : $" GROUP BY {Stage.List(keys.Select(key => key.Sql))}";
            Stage groups = Stage.Select(columns, $"({rows.Sql}){groupBy}");
            string? order = keys.Length == 0 ? null : string.Join(", ", groups.Columns.Take(keys.Length).Select(key => ValueSql.Order(key.Sql, descending: false)));
            yield return groups.FilterThenName(settings.PostFilter, settings.Names, context).To(output, order);
        }
    }
}
