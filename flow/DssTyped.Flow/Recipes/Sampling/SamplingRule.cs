using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Sampling;

/// <summary>Columns of a DSS <c>sampling</c> recipe's output: the input's.</summary>
internal sealed class SamplingRule : RecipeRule<SamplingSettings>
{
    public override string DssType => "sampling";

    public override RecipeNote Note => new("Sample / Filter", Certainty.Exact, "The input's columns.");

    public override SamplingSettings Read(RecipeDefinition recipe)
    {
        JsonValue selection = recipe.Params.Find("selection") ?? JsonValue.Object();
        string method = selection.Text("samplingMethod", "FULL");
        JsonValue? ordering = selection.Find("ordering");
        return new SamplingSettings(
            FilterSettings.Read(recipe.Payload),
            MethodOf(method),
            method,
            selection.FindText("maxRecords") is { } text && long.TryParse(text, out long records) ? records : -1,
            selection.FindDouble("targetRatio") ?? 1,
            selection.FindText("seed") is { } seed && long.TryParse(seed, out long value) ? value : null,
            selection.Column("column"),
            selection.FindFlag("ascending", otherwise: true),
            ordering is not null && ordering.FindFlag("enabled") ? Orders(ordering) : []);
    }

    private protected override void Infer(SamplingSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.Filter);
        if (settings.Method is SamplingMethod.ColumnOrdered or SamplingMethod.ColumnValues or SamplingMethod.BalancedNumber or SamplingMethod.BalancedRatio or SamplingMethod.StratifiedNumber or SamplingMethod.StratifiedRatio)
            columns.Check(settings.Column);
        foreach (SortKey order in settings.Orders)
            columns.Check(order.Column);

        foreach (OutputBuilder output in context.MainOutputs)
        {
            output.NeedsColumnsOf(input);
            foreach (DerivedColumn column in columns.Columns)
                output.Add(column);
        }
    }

    private static EquatableArray<SortKey> Orders(JsonValue ordering) =>
        ordering.FindItems("rules").Select(rule => rule.Column("column") is { } column ? new SortKey(column, !rule.FindFlag("asc", otherwise: true)) : null)
            .Where(key => key is not null).Select(key => key!).ToEquatableArray();

    private static SamplingMethod MethodOf(string name) => name switch
    {
        "FULL" => SamplingMethod.Full,
        "HEAD_SEQUENTIAL" => SamplingMethod.Head,
        "TAIL_SEQUENTIAL" => SamplingMethod.Tail,
        "RANDOM_FIXED_NB" or "RANDOM_FIXED_NB_EXACT" => SamplingMethod.RandomNumber,
        "RANDOM_FIXED_RATIO" or "RANDOM_FIXED_RATIO_EXACT" => SamplingMethod.RandomRatio,
        "COLUMN_ORDERED" => SamplingMethod.ColumnOrdered,
        "CLASS_REBALANCE_TARGET_NB_APPROX" => SamplingMethod.BalancedNumber,
        "CLASS_REBALANCE_TARGET_RATIO_APPROX" => SamplingMethod.BalancedRatio,
        "STRATIFIED_TARGET_NB_EXACT" => SamplingMethod.StratifiedNumber,
        "STRATIFIED_TARGET_RATIO_EXACT" => SamplingMethod.StratifiedRatio,
        "COLUMN_BASED" => SamplingMethod.ColumnValues,
        _ => SamplingMethod.Other,
    };
}
