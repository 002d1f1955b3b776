using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Sort;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes.Sort;

/// <summary>Runs a <c>sort</c> recipe.</summary>
internal sealed class SortSql : RecipeSql<SortSettings>
{
    public override string DssType => "sort";

    public override SupportNote Note => new(Support.Exact, "Empty cells count as smallest; rows that are equal in the order keep the order of the input.");

    protected override Refusal? Refuse(SortSettings settings, Snapshot snapshot, RecipeDefinition recipe) => RecipeStages.Refuse([settings.PreFilter], settings.ComputedColumns);

    protected override IEnumerable<OutputSelect> Translate(SortSettings settings, TranslationContext context)
    {
        Stage rows = RecipeStages.Before(context.MainInputs[0], settings.PreFilter, settings.ComputedColumns, context, isNumbered: true);
        string[] orders = [.. settings.Orders.Select(order => ValueSql.Order(rows.Column(order.Column).Sql, order.Descending))];
        string stable = string.Join(", ", orders.Append(rows.Number));
        string ranked = orders.Length == 0 ? "" : $"ORDER BY {string.Join(", ", orders)}";

        List<StageColumn> columns = [.. rows.Columns.Select(column => column with { Name = settings.Names.Of(column.Name) })];
        if (settings.RowNumber)
            columns.Add(new StageColumn(settings.Names.Of("_row_number"), StorageType.BigInt, $"row_number() OVER (ORDER BY {stable})"));
        if (settings.Rank)
            columns.Add(new StageColumn(settings.Names.Of("_rank"), StorageType.BigInt, $"rank() OVER ({ranked})"));
        if (settings.DenseRank)
            columns.Add(new StageColumn(settings.Names.Of("_dense_rank"), StorageType.BigInt, $"dense_rank() OVER ({ranked})"));

        Stage sorted = Stage.Select(columns, $"({rows.Sql})", $"row_number() OVER (ORDER BY {stable})");
        return context.MainOutputs.Select(output => sorted.To(output, sorted.Number));
    }
}
