using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Grouping;

/// <summary>Columns of a DSS <c>grouping</c> recipe's output: keys, aggregates, the row count.</summary>
internal sealed class GroupingRule : RecipeRule<GroupingSettings>
{
    public override string DssType => "grouping";

    public override RecipeNote Note => new("Group", Certainty.Exact, "The keys, each column's aggregates in DSS's order, the row count; sums of integers are bigint.");

    public override GroupingSettings Read(RecipeDefinition recipe)
    {
        var payload = recipe.Payload;
        return new GroupingSettings(
            FilterSettings.Read(payload.Find("preFilter")),
            ComputedColumn.ReadAll(payload),
            payload.Columns("keys"),
            AggregateColumn.ReadAll(payload.FindItems("values")),
            payload.FindFlag("globalCount"),
            OutputNames.Read(payload),
            payload.FindFlag("enlargeYourBits", otherwise: true),
            FilterSettings.Read(payload.Find("postFilter")));
    }

    private protected override void Infer(GroupingSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.PreFilter, settings.ComputedColumns);
        DerivedColumn[] written =
        [
            .. settings.Keys.Select(key => columns.Take(key).Named(settings.Names.Of(key.Name))),
            .. settings.Aggregates.Select(aggregate => AggregateInference.Derive(aggregate, columns, context, settings.EnlargesSums).Named(settings.Names.Of(aggregate.DefaultName))),
            .. settings.CountsRows ? [new DerivedColumn(settings.Names.Of("count"), StorageType.BigInt, [])] : Array.Empty<DerivedColumn>(),
        ];

        foreach (OutputBuilder output in context.MainOutputs)
        {
            foreach (DerivedColumn column in written)
                output.Add(column);
            FilterChecks.Check(settings.PostFilter, ColumnSet.Of(context, output, columns.IsKnown, settings.Names), context);
        }
    }
}
