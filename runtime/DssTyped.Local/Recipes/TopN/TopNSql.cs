using System.Globalization;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.TopN;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes.TopN;

/// <summary>Runs a <c>topn</c> recipe; a second output gets the other rows.</summary>
internal sealed class TopNSql : RecipeSql<TopNSettings>
{
    public override string DssType => "topn";

    public override SupportNote Note => new(Support.Exact, "Rows that are equal in the order keep the order of the input, where DSS may take any of them. Groups come sorted by their keys; _duplicate_count is the size of the group.");

    protected override Refusal? Refuse(TopNSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        settings.Orders.Count == 0
            ? new Refusal("The recipe has no order column, so which rows come first is not defined", "Choose an order column in DSS.")
            : RecipeStages.Refuse([settings.PreFilter], settings.ComputedColumns);

    protected override IEnumerable<OutputSelect> Translate(TopNSettings settings, TranslationContext context)
    {
        Stage rows = RecipeStages.Before(context.MainInputs[0], settings.PreFilter, settings.ComputedColumns, context, isNumbered: true);
        string[] keys = [.. settings.Keys.Select(key => rows.Column(key).Sql)];
        string partition = keys.Length == 0 ? "" : $"PARTITION BY {string.Join(", ", keys)} ";
        string orders = string.Join(", ", settings.Orders.Select(order => ValueSql.Order(rows.Column(order.Column).Sql, order.Descending)));
        string reversed = string.Join(", ", settings.Orders.Select(order => ValueSql.Order(rows.Column(order.Column).Sql, !order.Descending)));

        IEnumerable<StageColumn> retrieved = settings.Retrieved is { } chosen ? chosen.Select(rows.Column) : rows.Columns;
        List<StageColumn> columns = [.. retrieved.Select(column => column with { Name = settings.Names.Of(column.Name) })];
        void Add(bool isOn, string name, string expression)
        {
            if (isOn)
                columns.Add(new StageColumn(settings.Names.Of(name), StorageType.BigInt, expression));
        }

        Add(settings.DuplicateCount, "_duplicate_count", $"count(*) OVER ({partition})");
        Add(settings.RowNumber, "_row_number", $"row_number() OVER ({partition}ORDER BY {orders}, {rows.Number})");
        Add(settings.Rank, "_rank", $"rank() OVER ({partition}ORDER BY {orders})");
        Add(settings.DenseRank, "_dense_rank", $"dense_rank() OVER ({partition}ORDER BY {orders})");

        string first = $"row_number() OVER ({partition}ORDER BY {orders}, {rows.Number}) <= {Count(settings.FirstRows)}";
        string last = $"row_number() OVER ({partition}ORDER BY {reversed}, {rows.Number} DESC) <= {Count(settings.LastRows)}";
        string sorted = string.Join(", ", keys.Select(key => ValueSql.Order(key, descending: false)).Append(orders).Append(rows.Number));
        foreach (OutputTarget output in context.MainOutputs)
        {
            string condition = output.Index == 0 ? $"{first} OR {last}" : $"NOT ({first} OR {last})";
            Stage top = Stage.Select(columns, $"({rows.Sql}) QUALIFY {condition}", $"row_number() OVER (ORDER BY {sorted})");
            yield return top.To(output, top.Number);
        }
    }

    private static string Count(int rows) => Math.Max(0, rows).ToString(CultureInfo.InvariantCulture);
}
