using System.Globalization;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Sampling;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Sampling;

/// <summary>Runs a <c>sampling</c> (sample/filter) recipe.</summary>
internal sealed class SamplingSql : RecipeSql<SamplingSettings>
{
    private static readonly SamplingMethod[] ByValues =
        [SamplingMethod.BalancedNumber, SamplingMethod.BalancedRatio, SamplingMethod.StratifiedNumber, SamplingMethod.StratifiedRatio, SamplingMethod.ColumnValues];

    private static readonly SamplingMethod[] Counted =
        [SamplingMethod.Head, SamplingMethod.Tail, SamplingMethod.RandomNumber, SamplingMethod.ColumnOrdered, SamplingMethod.BalancedNumber, SamplingMethod.StratifiedNumber, SamplingMethod.ColumnValues];

    public override string DssType => "sampling";

    public override SupportNote Note => new(
        Support.Differs,
        "Filters, first and last rows and first rows by a column are exact. Random samples, stratified, rebalanced or by the values of a column among them, have the right size and are repeatable, but hold other rows than DSS's. Rebalancing never takes a row twice.");

    public override bool IsByChance(RecipeDefinition recipe) => Read(recipe).Method is var method && (method is SamplingMethod.RandomNumber or SamplingMethod.RandomRatio || ByValues.Contains(method));

    protected override Refusal? Refuse(SamplingSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        settings.Method == SamplingMethod.Other
            ? new Refusal($"Sampling method {settings.MethodName} is not known to the local engine", "Choose a fixed number or share of rows in DSS, or pin the recipe's output.")
            : settings.Column is null && (settings.Method == SamplingMethod.ColumnOrdered || ByValues.Contains(settings.Method))
                ? new Refusal("The sample is by a column, but none is chosen", "Choose it in DSS.")
                : SelectionRefusal.Of(recipe.Params.Find("selection")) ?? RecipeStages.Refuse([settings.Filter], []);

    protected override IEnumerable<OutputSelect> Translate(SamplingSettings settings, TranslationContext context)
    {
        bool isPlain = settings.Method == SamplingMethod.Full && settings.Orders.Count == 0;
        Stage rows = RecipeStages.Before(context.MainInputs[0], settings.Filter, [], context, isNumbered: !isPlain || settings.Filter.Distinct);
        string? order = rows.IsNumbered ? string.Join(", ", settings.Orders.Select(key => ValueSql.Order(rows.Column(key.Column).Sql, key.Descending)).Append(rows.Number)) : null;
        string limit = Math.Max(0, settings.MaxRecords).ToString(CultureInfo.InvariantCulture);
        (Stage sample, IReadOnlyList<string> warnings) = settings.Method switch
        {
            _ when Counted.Contains(settings.Method) && settings.MaxRecords < 0 => (rows, []),
            SamplingMethod.Head => (rows.First(order!, limit), []),
            SamplingMethod.Tail => (rows.First($"{rows.Number} DESC", limit), []),
            SamplingMethod.ColumnOrdered => (rows.First($"{ByColumn(settings, rows)}, {rows.Number}", limit), []),
            SamplingMethod.RandomNumber => (rows.First(Chance(settings, rows), limit), Random),
            SamplingMethod.RandomRatio => (Keep(rows, $"row_number() OVER (ORDER BY {Chance(settings, rows)}) <= round({SqlText.Literal(settings.TargetRatio)} * count(*) OVER ())"), Random),
            _ when ByValues.Contains(settings.Method) => (rows.Where(WithinValues(settings, rows)), Random),
            _ => (rows, []),
        };
        return context.MainOutputs.Select(output => sample.To(output, order, warnings));
    }

    private static IReadOnlyList<string> Random => ["The rows of the random sample are not those that DSS would choose; their number is."];

    // How many rows of a value are taken, or which values are, decided within one statement.
    private static string WithinValues(SamplingSettings settings, Stage rows)
    {
        StageColumn column = rows.Column(settings.Column!);
        string total = "count(*) OVER ()";
        string wanted = settings.Method is SamplingMethod.BalancedRatio or SamplingMethod.StratifiedRatio
            ? $"{SqlText.Literal(settings.TargetRatio)} * {total}"
            : Math.Max(0, settings.MaxRecords).ToString(CultureInfo.InvariantCulture);
        string place = $"row_number() OVER (PARTITION BY {column.Sql} ORDER BY {Chance(settings, rows)})";
        return settings.Method switch
        {
            SamplingMethod.BalancedNumber or SamplingMethod.BalancedRatio => $"true QUALIFY {place} <= round(({wanted}) / (SELECT count(*) FROM (SELECT DISTINCT {column.Sql} FROM ({rows.Sql}))))",
            SamplingMethod.StratifiedNumber or SamplingMethod.StratifiedRatio => $"true QUALIFY {place} <= round(({wanted}) * count(*) OVER (PARTITION BY {column.Sql}) / {total})",
            _ => $"EXISTS (SELECT 1 FROM (SELECT value, sum(number) OVER (ORDER BY hash(value, {Seed(settings)}), value) - number AS before FROM (SELECT {column.Sql} AS value, count(*) AS number FROM ({rows.Sql}) GROUP BY 1)) WHERE before < {wanted} AND value IS NOT DISTINCT FROM {column.Sql})",
        };
    }

    private static Stage Keep(Stage rows, string condition) => rows.Where($"true QUALIFY {condition}");

    private static string ByColumn(SamplingSettings settings, Stage rows) =>
        settings.Column is { } column
            ? ValueSql.Order(rows.Column(column).Sql, !settings.Ascending)
            : throw new RecipeFailedException("The sample is ordered by a column, but none is chosen. Choose it in DSS.");

    // Repeatable for a seed, and independent of the rows' contents.
    private static string Chance(SamplingSettings settings, Stage rows) =>
        $"hash({rows.Number}, {Seed(settings)}), {rows.Number}";

    private static string Seed(SamplingSettings settings) => (settings.Seed ?? 0).ToString(CultureInfo.InvariantCulture);
}
