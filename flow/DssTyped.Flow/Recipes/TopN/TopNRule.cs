using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.TopN;

/// <summary>Columns of a DSS <c>topn</c> recipe's outputs: the retrieved ones, then the ranks. A second output has the other rows.</summary>
internal sealed class TopNRule : RecipeRule<TopNSettings>
{
    public override string DssType => "topn";

    public override RecipeNote Note => new("Top N", Certainty.Exact, "The retrieved columns, duplicate count, row number and ranks; a second output has the same columns.");

    public override TopNSettings Read(RecipeDefinition recipe)
    {
        var payload = recipe.Payload;
        return new TopNSettings(
            FilterSettings.Read(payload.Find("preFilter")),
            ComputedColumn.ReadAll(payload),
            payload.Columns("keys"),
            payload.SortKeys("orders"),
            payload.FindInt32("firstRows") ?? 0,
            payload.FindInt32("lastRows") ?? 0,
            payload.FindText("retrievedColumnsSelectionMode") == "ALL" || payload.FindItems("retrievedColumns").Count == 0 ? null : payload.Columns("retrievedColumns"),
            payload.FindFlag("duplicateCount"),
            payload.FindFlag("rowNumber"),
            payload.FindFlag("rank"),
            payload.FindFlag("denseRank"),
            OutputNames.Read(payload));
    }

    private protected override void Infer(TopNSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.PreFilter, settings.ComputedColumns);
        DerivedColumn[] ranked = [.. settings.Keys.Select(columns.Take), .. settings.Orders.Select(order => columns.Take(order.Column))];
        DerivedColumn[] retrieved = settings.Retrieved is { } chosen ? [.. chosen.Select(columns.Take)] : [.. columns.Columns];
        foreach (OutputBuilder output in context.MainOutputs)
        {
            if (settings.Retrieved is null)
                output.NeedsColumnsOf(input);
            foreach (DerivedColumn column in retrieved)
                output.Add(column.Named(settings.Names.Of(column.Name)));

            foreach ((bool isOn, string name) in new[]
            {
                (settings.DuplicateCount, "_duplicate_count"), (settings.RowNumber, "_row_number"), (settings.Rank, "_rank"), (settings.DenseRank, "_dense_rank"),
            })
            {
                if (isOn)
                    output.Add(DerivedColumns.From(settings.Names.Of(name), StorageType.BigInt, "rank", ranked));
            }
        }
    }
}
