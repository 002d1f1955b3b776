using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Filters;

/// <summary>A filter as DSS's visual recipes have it.</summary>
/// <param name="Mode">How the filter is given.</param>
/// <param name="Conditions">The conditions of <see cref="FilterMode.All"/> and <see cref="FilterMode.Any"/>.</param>
/// <param name="Expression">The formula or SQL of the two other modes.</param>
/// <param name="ExpressionSpan">Where the expression stands in the snapshot.</param>
/// <param name="Distinct">Whether equal rows are reduced to one after filtering.</param>
public sealed record FilterSettings(FilterMode Mode, EquatableArray<FilterCondition> Conditions, string Expression, JsonSpan ExpressionSpan, bool Distinct)
{
    /// <summary>The filter that keeps all rows.</summary>
    public static FilterSettings None { get; } = new(FilterMode.All, [], "", default, false);

    /// <summary>Whether every row passes; equal rows may still be reduced to one.</summary>
    public bool KeepsAll => Mode is FilterMode.All or FilterMode.Any ? Conditions.Count == 0 : Expression.Trim().Length == 0;

    /// <summary>Reads a filter object. One that is missing or not enabled keeps all rows.</summary>
    public static FilterSettings Read(JsonValue? filter)
    {
        if (filter is not { IsObject: true } || !filter.FindFlag("enabled"))
            return None;

        JsonValue ui = filter.Find("uiData") ?? JsonValue.Object();
        // What the mode does not ask for is a leftover of an earlier edit and must not count.
        FilterMode mode = ModeOf(ui, filter);
        bool usesExpression = mode is FilterMode.Formula or FilterMode.Sql;
        return new FilterSettings(
            mode,
            usesExpression ? [] : ui.FindItems("conditions").Where(item => item.IsObject).Select(FilterCondition.Read).ToEquatableArray(),
            usesExpression ? filter.Text("expression") : "",
            usesExpression ? filter.Find("expression")?.Span ?? default : default,
            filter.FindFlag("distinct"));
    }

    private static FilterMode ModeOf(JsonValue ui, JsonValue filter) => ui.FindText("mode") switch
    {
        "||" => FilterMode.Any,
        "CUSTOM" => FilterMode.Formula,
        "SQL" => FilterMode.Sql,
        // Filters made through the API may have nothing but an expression.
        null when ui.Find("conditions") is null && filter.Text("expression").Length > 0 => filter.FindText("language") == "SQL" ? FilterMode.Sql : FilterMode.Formula,
        _ => FilterMode.All,
    };
}
