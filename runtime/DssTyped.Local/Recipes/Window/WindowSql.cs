using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Window;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes.Window;

/// <summary>Runs a <c>window</c> recipe.</summary>
internal sealed class WindowSql : RecipeSql<WindowSettings>
{
    private const string InDss = "Change the window in DSS, pin the recipe's output, or build it on a DSS server.";

    public override string DssType => "window";

    public override SupportNote Note => new(
        Support.Differs,
        "As SQL databases run it for DSS: an ordered window without limits reaches up to the current row, unless the recipe has DSS's old behaviour switched on; then over the whole partition. Rows that are equal in the order keep the order of the input. concat distinct joins values in ascending order. Custom aggregates run if DuckDB understands their SQL; $window in them stands for the window.");

    protected override Refusal? Refuse(WindowSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        recipe.Payload.FindItems("windows").Select(RefuseLimits).FirstOrDefault(refusal => refusal is not null)
        ?? (recipe.Payload.FindItems("globalAggregations").Count > 0 ? new Refusal("The recipe computes aggregates of all rows, whose form is not known", InDss) : null)
        ?? settings.Values.OfType<WindowAggregate>().Select(value => RefuseAggregate(value.Aggregate)).FirstOrDefault(refusal => refusal is not null)
        ?? settings.Windows.Select(window => RefuseWindow(window, settings)).FirstOrDefault(refusal => refusal is not null)
        ?? RecipeStages.Refuse([settings.PreFilter, settings.PostFilter], settings.ComputedColumns);

    protected override IEnumerable<OutputSelect> Translate(WindowSettings settings, TranslationContext context)
    {
        Stage rows = RecipeStages.Before(context.MainInputs[0], settings.PreFilter, settings.ComputedColumns, context, isNumbered: true);
        IEnumerable<StageColumn> retrieved = settings.Retrieved is { } chosen ? chosen.Select(rows.Column) : rows.Columns;
        WindowOver[] windows = [.. settings.Windows.Select(window => new WindowOver(window, rows, settings.LegacyUnboundedFrame))];
        StageColumn[] columns =
        [
            .. retrieved,
            .. windows.SelectMany(window => settings.Values.Select(value => WindowValueSql.Of(value, rows, window, context, name => TypeOf(settings.Names.Of(window.Definition.NameOf(name)), context)) is var column
                ? column with { Name = window.Definition.NameOf(column.Name) }
                : null!)),
            .. windows.SelectMany(window => Ranks(settings, window)),
        ];

        Stage all = Stage.Select(columns, $"({rows.Sql})", rows.Number).FilterThenName(settings.PostFilter, settings.Names, context);
        string[] warnings = settings.Windows.Any(window => window is { Orders.Count: > 0, Frame: null }) && !settings.LegacyUnboundedFrame && settings.Values.OfType<WindowAggregate>().Any()
            ? ["An ordered window without limits reaches up to the current row here, as in SQL; DSS's own engine may take the whole partition."]
            : [];
        return context.MainOutputs.Select(output => all.To(output, all.Number, warnings));
    }

    private static IEnumerable<StageColumn> Ranks(WindowSettings settings, WindowOver window)
    {
        StageColumn Rank(string name, StorageType type, string function, bool isStable) =>
            new(window.Definition.NameOf(name), type, $"{function} OVER ({(isStable ? window.Stable : window.Peers)})");

        if (settings.RowNumber)
            yield return Rank("rownumber", StorageType.BigInt, "row_number()", isStable: true);
        if (settings.Rank)
            yield return Rank("rank", StorageType.BigInt, "rank()", isStable: false);
        if (settings.DenseRank)
            yield return Rank("denserank", StorageType.BigInt, "dense_rank()", isStable: false);
        if (settings.CumulativeDistribution)
            yield return Rank("cumedist", StorageType.Double, "cume_dist()", isStable: false);
        foreach (int quantiles in settings.Quantiles)
        {
            string count = quantiles.ToString(CultureInfo.InvariantCulture);
            yield return Rank("ntile" + count, StorageType.BigInt, $"ntile({count})", isStable: true);
        }
    }

    // Only the output's schema tells the type of a custom aggregate.
    private static StorageType TypeOf(string column, TranslationContext context) =>
        context.MainOutputs.Select(output => output.Schema.Find(column)?.Type).FirstOrDefault(type => type is not (null or StorageType.Unknown)) ?? StorageType.String;

    private static Refusal? RefuseAggregate(AggregateColumn aggregate) =>
        aggregate is CustomAggregate custom && SqlExpression.Check(custom.Expression) is { } problem
            ? new Refusal($"The custom aggregate '{custom.Name}' can't run in DuckDB: {problem}", InDss)
            : null;

    // What the editor writes for a range has both switches on; whether its bounds count without them is not published, nor what a bound below 0 is.
    private static Refusal? RefuseLimits(JsonValue window)
    {
        string mode = window.Text("windowLimitMode", "ROWS");
        if (!window.FindFlag("enableLimits"))
            return null;
        if (mode is not ("ROWS" or "RANGE"))
            return new Refusal($"A window is limited by {mode}, which is not known to the local engine", InDss);

        return mode == "RANGE" && (!window.FindFlag("limitPreceding") || !window.FindFlag("limitFollowing") || window.FindDouble("windowLowerBound") < 0 || window.FindDouble("windowUpperBound") < 0)
            ? new Refusal("A window is limited by a range of values of which one side is switched off or below 0, and what DSS makes of it is not known", "Switch both sides on, with bounds from 0 on, in DSS.")
            : null;
    }

    private static Refusal? RefuseWindow(WindowDefinition window, WindowSettings settings)
    {
        if (window.Frame is { IsRange: true } && window.Orders.Count != 1)
            return new Refusal("A window is limited by a range of values, which needs exactly one order column", "Choose one order column in DSS.");
        if (window.Orders.Count == 0 && settings.Values.Any(value => value is WindowOffset or WindowAggregate { Aggregate: ColumnAggregate { Function: Aggregation.First or Aggregation.Last } }))
            return new Refusal("A window takes first, last, earlier or later rows without an order, so which they are is not defined", "Choose an order column in DSS.");
        if (settings.Quantiles.Any(quantiles => quantiles <= 0))
            return new Refusal("A window distributes rows over less than one quantile", InDss);

        return null;
    }
}
