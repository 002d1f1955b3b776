using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Sort;

/// <summary>Columns of a DSS <c>sort</c> recipe's output: the input's, the computed ones, the ranks.</summary>
internal sealed class SortRule : RecipeRule<SortSettings>
{
    public override string DssType => "sort";

    public override RecipeNote Note => new("Sort", Certainty.Exact, "The input's columns, computed columns, row number and ranks.");

    public override SortSettings Read(RecipeDefinition recipe)
    {
        var payload = recipe.Payload;
        return new SortSettings(
            FilterSettings.Read(payload.Find("preFilter")),
            ComputedColumn.ReadAll(payload),
            payload.SortKeys("orders"),
            payload.FindFlag("rowNumber"),
            payload.FindFlag("rank"),
            payload.FindFlag("denseRank"),
            OutputNames.Read(payload));
    }

    private protected override void Infer(SortSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.PreFilter, settings.ComputedColumns);
        DerivedColumn[] orders = [.. settings.Orders.Select(order => columns.Take(order.Column))];
        foreach (OutputBuilder output in context.MainOutputs)
        {
            output.NeedsColumnsOf(input);
            foreach (DerivedColumn column in columns.Columns)
                output.Add(column.Named(settings.Names.Of(column.Name)));

            foreach ((bool isOn, string name) in new[] { (settings.RowNumber, "_row_number"), (settings.Rank, "_rank"), (settings.DenseRank, "_dense_rank") })
            {
                if (isOn)
                    output.Add(DerivedColumns.From(settings.Names.Of(name), StorageType.BigInt, "rank", orders));
            }
        }
    }
}
