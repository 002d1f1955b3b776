using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Split;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes.Filters;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Split;

/// <summary>Runs a <c>split</c> recipe: one SELECT per output over the same decision.</summary>
internal sealed class SplitSql : RecipeSql<SplitSettings>
{
    private const string InDss = "Split by filters, values or one random share in DSS, pin the recipe's outputs, or build it on a DSS server.";

    public override string DssType => "split";

    public override SupportNote Note => new(
        Support.Differs,
        "By filters, ranges, values, and at random with one share and a seed: exact, to the row. By centile: rows that are equal in the order keep the order of the input. At random with more shares: every share has its size, the rows may be others than DSS's. By a hash of columns: refused.");

    protected override Refusal? Refuse(SplitSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        RefuseHow(settings.How)
        ?? RefuseSwitches(settings.How, recipe.Payload)
        ?? RecipeStages.Refuse(settings.How is SplitByFilters filters ? filters.Filters.Select(split => split.Filter).Prepend(settings.PreFilter) : [settings.PreFilter], settings.ComputedColumns);

    protected override IEnumerable<OutputSelect> Translate(SplitSettings settings, TranslationContext context)
    {
        Relation input = context.MainInputs[0];
        bool needsOrder = settings.How is SplitByChance or SplitByCentile;
        Stage rows = RecipeStages.Before(input, settings.PreFilter, settings.ComputedColumns, context, needsOrder || settings.PreFilter.Distinct);
        IReadOnlyList<string> warnings = WarningsOf(settings.How);

        string decided = $"SELECT *, {Decide(settings, rows, context)} AS \"$to\" FROM ({rows.Sql})";
        var written = settings.WritesComputedColumns ? rows.Columns : [.. rows.Columns.Where(column => input.Schema.Find(column.Name) is not null)];
        foreach (OutputTarget output in context.MainOutputs)
        {
            Stage part = Stage.Select(written, $"({decided}) WHERE \"$to\" = {Text(output.Index)}", rows.IsNumbered ? rows.Number : null);
            yield return part.To(output, rows.IsNumbered ? part.Number : null, warnings);
        }
    }

    public override bool IsByChance(RecipeDefinition recipe) => Read(recipe).How is SplitByChance chance && (chance.Seed is null || !IsOneShare(chance));

    // One share, or two that make a whole: what DSS does is then known to the row.
    private static bool IsOneShare(SplitByChance chance) => chance.Shares.Count == 1 || (chance.Shares.Count == 2 && Math.Abs(chance.Shares.Sum(share => share.Share) - 100) < 1e-9);

    private static Refusal? RefuseHow(SplitBy how) => how switch
    {
        SplitByUnknown unknown => new Refusal(unknown.Mode.Length == 0 ? "The split was never set up" : $"Split mode {unknown.Mode} is not known to the local engine", InDss),
        SplitByHash => new Refusal("The split is by a hash of columns, and how DSS computes it is not known", InDss),
        SplitByValues { Column: null } => new Refusal("The split is by the values of a column, but none is chosen", "Choose the column in DSS."),
        SplitByCentile { Orders.Count: 0 } => new Refusal("The split is by centile, but no order is chosen", "Choose the order in DSS."),
        _ => null,
    };

    private static Refusal? RefuseSwitches(SplitBy how, JsonValue payload) => how switch
    {
        SplitByCentile when payload.FindFlag("centileShuffle") => new Refusal("The split by centile shuffles rows that are equal in the order, and how is not known", InDss),
        SplitByCentile when payload.FindFlag("centileTDigest") => new Refusal("The split by centile takes approximate centiles, whose computation is not known", InDss),
        SplitByFilters { IsRange: true } ranges when !payload.FindFlag("rangeSetTime", otherwise: true) && ranges.Filters.SelectMany(split => split.Filter.Conditions).Any(HasTime) =>
            new Refusal("A range of the split has a time of day though times are switched off, and whether it counts is not known", "Switch times on in DSS, or set them to 00:00."),
        _ => null,
    };

    private static bool HasTime(Flow.Recipes.Filters.FilterCondition condition) => condition.Time is not ("" or "00:00") || condition.Time2 is not ("" or "00:00");

    private static string Decide(SplitSettings settings, Stage rows, TranslationContext context)
    {
        string otherwise = Text(settings.DefaultOutput);
        return settings.How switch
        {
            SplitByFilters filters => Cases(filters.Filters.Select(split => (FilterSql.Condition(split.Filter, rows, context) ?? "true", split.Output)), otherwise),
            SplitByValues values => Cases(values.Values.Select(split => (IsValue(rows.Column(values.Column!), split), split.Output)), otherwise),
            SplitByChance chance => ByChance(chance, rows, otherwise),
            SplitByCentile centile => ByCentile(centile, rows, otherwise),
            _ => throw new RecipeFailedException($"The split can't be carried out. {InDss}"),
        };
    }

    // The first that fits decides.
    private static string Cases(IEnumerable<(string Condition, int Output)> cases, string otherwise)
    {
        string whens = string.Concat(cases.Select(split => $" WHEN {split.Condition} THEN {Text(split.Output)}"));
        return whens.Length == 0 ? otherwise : $"CASE{whens} ELSE {otherwise} END";
    }

    private static string IsValue(StageColumn column, ValueSplit split)
    {
        if (string.IsNullOrEmpty(split.Value))
            return $"{column.Sql} IS NULL";

        string text = ValueSql.Text(column);
        string same = split.CaseSensitive ? $"{text} = {SqlText.Literal(split.Value)}" : $"lower({text}) = lower({SqlText.Literal(split.Value)})";
        // A number may be spelled in other ways than its column writes it: 1 and 1.0.
        return Flow.Schemas.StorageTypes.IsNumeric(column.Type) && ConditionSql.IsNumber(split.Value)
            ? $"{column.Sql} = {ConditionSql.NumberLiteral(split.Value, column.Type)}"
            : same;
    }

    private static string ByChance(SplitByChance chance, Stage rows, string otherwise)
    {
        string shares = SqlText.Literal(string.Join(' ', chance.Shares.Select(share => share.Share.ToString("R", CultureInfo.InvariantCulture))));
        return Cases(
            chance.Shares.Select((share, index) => (
                $"get_bit((SELECT dss_random_split({Text(chance.Seed ?? 0)}::BIGINT, {shares}, count(*), {Text(index)}::BIGINT)::BIT FROM ({rows.Sql})), (row_number() OVER (ORDER BY {rows.Number}) - 1)::INTEGER) = 1",
                share.Output)),
            otherwise);
    }

    private static IReadOnlyList<string> WarningsOf(SplitBy how) => how switch
    {
        SplitByChance { Seed: null } => ["The random split has no seed: DSS splits otherwise each time, this engine always as with seed 0."],
        SplitByChance chance when !IsOneShare(chance) => ["The random split has several shares: each has the size it has in DSS, but may hold other rows."],
        _ => [],
    };

    private static string ByCentile(SplitByCentile centile, Stage rows, string otherwise)
    {
        string order = string.Join(", ", centile.Orders.Select(key => ValueSql.Order(rows.Column(key.Column).Sql, key.Descending)).Append(rows.Number));
        string place = $"row_number() OVER (ORDER BY {order})";
        double upTo = 0;
        var cases = new List<(string, int)>();
        foreach (ShareSplit share in centile.Shares)
        {
            upTo += share.Share;
            cases.Add(($"{place} <= round({SqlText.Literal(upTo)} * count(*) OVER () / 100)", share.Output));
        }

        return Cases(cases, otherwise);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
