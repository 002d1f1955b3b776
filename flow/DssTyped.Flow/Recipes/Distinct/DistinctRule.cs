using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Distinct;

/// <summary>Columns of a DSS <c>distinct</c> recipe's output: the keys in payload order, then the row count if asked for.</summary>
internal sealed class DistinctRule : RecipeRule<DistinctSettings>
{
    public override string DssType => "distinct";

    public override RecipeNote Note => new("Distinct", Certainty.Exact, "Chosen keys or all columns; optional row count.");

    public override DistinctSettings Read(RecipeDefinition recipe)
    {
        var payload = recipe.Payload;
        return new DistinctSettings(
            FilterSettings.Read(payload.Find("preFilter")),
            ComputedColumn.ReadAll(payload),
            payload.Columns("keys"),
            payload.FindFlag("globalCount"),
            OutputNames.Read(payload),
            FilterSettings.Read(payload.Find("postFilter")));
    }

    private protected override void Infer(DistinctSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.PreFilter, settings.ComputedColumns);
        IEnumerable<DerivedColumn> keys = settings.Keys.Count == 0 ? columns.Columns : settings.Keys.Select(columns.Take);
        DerivedColumn[] written = [.. keys.Select(key => key.Named(settings.Names.Of(key.Name)))];
        foreach (OutputBuilder output in context.MainOutputs)
        {
            if (settings.Keys.Count == 0)
                output.NeedsColumnsOf(input);
            foreach (DerivedColumn column in written)
                output.Add(column);

            // The renamings apply to the count too, not only to the keys.
            if (settings.CountsRows)
                output.Add(new DerivedColumn(settings.Names.Of("count"), StorageType.BigInt, []));
            FilterChecks.Check(settings.PostFilter, ColumnSet.Of(context, output, columns.IsKnown, settings.Names), context);
        }
    }
}
