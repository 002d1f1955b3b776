using DssTyped.Flow;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Local.Recipes.Filters;

namespace DssTyped.Local.Recipes;

/// <summary>The stages that all visual recipes share: filter, computed columns, the kind's own action, filter.</summary>
internal static class RecipeStages
{
    /// <summary>An input after its filter and computed columns.</summary>
    public static Stage Before(Relation input, FilterSettings filter, EquatableArray<ComputedColumn> computed, TranslationContext context, bool isNumbered, string prefix = "$") =>
        Stage.Of(input, isNumbered, prefix).Filter(filter, context).Compute(computed, context);

    /// <summary>The rows that a filter keeps.</summary>
    public static Stage Filter(this Stage stage, FilterSettings filter, TranslationContext context)
    {
        Stage filtered = stage.Where(FilterSql.Condition(filter, stage, context));
        return filter.Distinct ? filtered.Distinct() : filtered;
    }

    /// <summary>The rows that a filter after the action keeps, with the names that a user gave to columns. The filter comes first in DSS, so it knows columns by the names they had; others are taken as new names.</summary>
    public static Stage FilterThenName(this Stage stage, FilterSettings filter, OutputNames names, TranslationContext context)
    {
        Stage named = stage.Named(names);
        Stage filtered = named.Where(FilterSql.Condition(filter, stage.AlsoKnownAs(named.Columns), context));
        return filter.Distinct ? filtered.Distinct() : filtered;
    }

    /// <summary>The rows with computed columns.</summary>
    public static Stage Compute(this Stage stage, EquatableArray<ComputedColumn> computed, TranslationContext context) =>
        computed.Aggregate(stage, (rows, column) => rows.With(column.Name, column.Type, ExpressionSql.Of(column, rows, context)));

    /// <summary>Why filters or computed columns can't run here; null if they can.</summary>
    public static Refusal? Refuse(IEnumerable<FilterSettings> filters, IEnumerable<ComputedColumn> computed) =>
        filters.Select(FilterSql.Refuse).FirstOrDefault(refusal => refusal is not null)
        ?? computed.Select(ExpressionSql.Refuse).FirstOrDefault(refusal => refusal is not null);
}
