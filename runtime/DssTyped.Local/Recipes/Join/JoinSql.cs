using System.Globalization;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Join;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes.Join;

/// <summary>Runs a <c>join</c> recipe, or a <c>fuzzyjoin</c> whose distances DuckDB computes.</summary>
internal sealed class JoinSql(string dssType, SupportNote note) : RecipeSql<JoinSettings>
{
    private const string InDss = "Change the join in DSS, pin the recipe's output, or build it on a DSS server.";

    public override string DssType => dssType;

    public override SupportNote Note => note;

    protected override Refusal? Refuse(JoinSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        settings.Joins.Select(step => Refuse(step, settings)).FirstOrDefault(refusal => refusal is not null)
        ?? (recipe.Payload.FindFlag("debugMode") ? new Refusal("The fuzzy join is in debug mode, in which DSS writes every pair of rows", "Switch off the debug mode in DSS.") : null)
        ?? (recipe.Payload.FindItems("joins").Any(step => step.FindText("type") == "ADVANCED" && step.Find("rightLimit") is { } limit && limit.FindFlag("enabled") && limit.FindFlag("strict"))
            ? new Refusal("The join limits matches strictly, and what that changes is not published", "Switch that off in DSS.")
            : null)
        ?? (settings.AddsMetaColumn ? new Refusal("The fuzzy join adds a column that describes each match, whose form is not known", "Switch off the meta column in DSS.") : null)
        ?? (recipe.Outputs.Any(output => output.Role is "unmatchedLeft" or "unmatchedRight") && settings.Joins.Count > 1
            ? new Refusal("The recipe joins more than two tables and writes rows without a match, and which join's they are is not known", InDss)
            : null)
        ?? RecipeStages.Refuse(
            settings.Tables.Select(table => table.PreFilter).Append(settings.PostFilter),
            settings.Tables.SelectMany(table => table.ComputedColumns).Concat(settings.ComputedColumns));

    protected override IEnumerable<OutputSelect> Translate(JoinSettings settings, TranslationContext context)
    {
        Stage[] tables = [.. settings.Tables.Select((table, index) => table.Index >= 0 && table.Index < context.MainInputs.Count
            ? RecipeStages.Before(context.MainInputs[table.Index], table.PreFilter, table.ComputedColumns, context, isNumbered: true, $"${index.ToString(CultureInfo.InvariantCulture)}_")
            : throw new RecipeFailedException($"The recipe joins input {table.Index}, but has only {context.MainInputs.Count}. Open and save it in DSS."))];
        if (tables.Length == 0)
            throw new RecipeFailedException("The recipe joins nothing. Open and save it in DSS.");

        var conditions = new JoinConditions(tables, settings.AutoCasts);
        var joined = new JoinedRows(tables, conditions, settings.Joins.Count == 0 ? 0 : settings.Joins[0].Left);
        foreach (JoinStep step in settings.Joins)
            joined.Add(step);

        foreach (OutputTarget output in context.Outputs.Where(output => output.Dataset is not null))
        {
            yield return output.Role switch
            {
                "unmatchedLeft" => Unmatched(settings.Joins[0], tables[settings.Joins[0].Left], tables[settings.Joins[0].Right], conditions, output),
                "unmatchedRight" => Unmatched(settings.Joins[0], tables[settings.Joins[0].Right], tables[settings.Joins[0].Left], conditions, output),
                _ => Matched(settings, context, tables, joined, output, conditions.Warnings),
            };
        }
    }

    private static OutputSelect Matched(JoinSettings settings, TranslationContext context, Stage[] tables, JoinedRows joined, OutputTarget output, IReadOnlyList<string> warnings)
    {
        IEnumerable<StageColumn> columns = JoinColumns.Of(settings, table => tables[table].Columns.Select(column => column.Name))
            .Select(column => column.Table >= 0 && column.Table < tables.Length
                ? tables[column.Table].Column(column.Column) with { Name = column.Name }
                : throw new RecipeFailedException($"The recipe selects column '{column.Name}' of a table that it does not join. Open and save it in DSS."));

        Stage rows = Stage.Select(columns, $"({joined.Sql})", $"row_number() OVER (ORDER BY {joined.Order})")
            .Compute(settings.ComputedColumns, context)
            .Filter(settings.PostFilter, context);
        return rows.To(output, rows.Number, warnings);
    }

    private static OutputSelect Unmatched(JoinStep step, Stage kept, Stage other, JoinConditions conditions, OutputTarget output) =>
        kept.Over(JoinedRows.Only(matched: false, kept.Sql, other.Sql, conditions.Of(step))).To(output, kept.Number);

    private static Refusal? Refuse(JoinStep step, JoinSettings settings)
    {
        if (step.Kind == JoinKind.Unknown)
            return new Refusal($"Join type {step.KindName} is not known to the local engine", InDss);
        if (step.Left < 0 || step.Left >= settings.Tables.Count || step.Right < 0 || step.Right >= settings.Tables.Count || step.Left == step.Right)
            return new Refusal("A join names a table that the recipe does not have", "Open and save the recipe in DSS.");
        if (step.Kind == JoinKind.Cross)
            return null;
        if (step.ConditionsMode is not ("AND" or "OR"))
            return new Refusal($"The conditions of a join are given as {step.ConditionsMode}", InDss);
        if (step.Conditions.Count == 0)
            return new Refusal("A join has no condition", "Give it one in DSS, or make it a cross join.");
        if (step.Conditions.Count(condition => condition.Match is JoinMatch.Nearest or JoinMatch.NearestBefore) is var nearest && nearest > 0
            && (nearest > 1 || step.ConditionsMode == "OR" || step.Kind is not (JoinKind.Inner or JoinKind.Left)))
        {
            return new Refusal("A join on nearest matches is combined with other conditions or a join type in a way that is not known", InDss);
        }

        if (step.Limit is { Choice: not ("KEEP_LARGEST" or "KEEP_SMALLEST" or "KEEP_FIRST" or "KEEP_LAST") } limit)
            return new Refusal($"The join keeps matches by {limit.Choice}, which is not known", InDss);

        if (step.Limit is { Choice: "KEEP_LARGEST" or "KEEP_SMALLEST", DecisionColumn: null })
            return new Refusal("The join keeps the matches with the largest or smallest values of a column, but none is chosen", "Choose the column in DSS.");

        return step.Conditions.Select(Refuse).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? Refuse(JoinCondition condition)
    {
        if (condition.Left is null || condition.Right is null)
            return new Refusal("A join condition names no column", "Choose both columns in DSS.");
        if (condition.Match == JoinMatch.Unknown)
            return new Refusal($"Join condition {condition.MatchName} on '{condition.Left.Name}' is not known to the local engine", InDss);
        if (condition.Fuzzy is not { } fuzzy)
            return null;
        if (fuzzy.OtherNormalizations.Where(name => name != "sortAlphabetically").ToArray() is { Length: > 0 } unknown)
            return new Refusal($"The fuzzy join on '{condition.Left.Name}' prepares texts by {string.Join(", ", unknown)}, which this engine does not", InDss);

        // Jaccard and cosine are shares already.
        bool known = fuzzy.Distance is "EXACT" or "EUCLIDEAN" ? fuzzy.RelativeTo is "" or "NONE"
            : TextDistance.IsKnown(fuzzy.Distance) && (fuzzy.RelativeTo is "" or "NONE" || (fuzzy.RelativeTo is "LEFT" or "RIGHT" && fuzzy.Distance is not ("JACCARD" or "COSINE")));
        return known
            ? null
            : new Refusal($"The fuzzy join on '{condition.Left.Name}' uses distance {fuzzy.Distance}{(fuzzy.RelativeTo is "" or "NONE" ? "" : " relative to a length")}, which this engine does not compute as DSS does", InDss);
    }
}
