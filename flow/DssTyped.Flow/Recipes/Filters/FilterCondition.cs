using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Filters;

/// <summary>One condition of a filter. Only what its operator uses is read: DSS leaves the values of earlier choices in the other fields.</summary>
/// <param name="Column">The column it is about; null for a group of conditions.</param>
/// <param name="Operator">What it asks.</param>
/// <param name="Operand">What it compares with.</param>
/// <param name="Spelling">The operator as DSS spells it.</param>
public sealed record FilterCondition(ColumnRef? Column, FilterOperator Operator, FilterOperand Operand, string Spelling)
{
    /// <summary>The text to compare with.</summary>
    public string Text { get; init; } = "";

    /// <summary>The number to compare with, as the payload spells it; the lower bound of <see cref="FilterOperator.Between"/>.</summary>
    public string Number { get; init; } = "0";

    /// <summary>The upper bound of <see cref="FilterOperator.Between"/> on numbers.</summary>
    public string Number2 { get; init; } = "0";

    /// <summary>The items of <see cref="FilterOperator.In"/> and <see cref="FilterOperator.NotIn"/>: texts or spelled numbers.</summary>
    public EquatableArray<string> Items { get; init; } = [];

    /// <summary>The column to compare with.</summary>
    public ColumnRef? Other { get; init; }

    /// <summary>The date to compare with, <c>yyyy-MM-dd</c>; the lower bound of <see cref="FilterOperator.Between"/>.</summary>
    public string Date { get; init; } = "";

    /// <summary>The time of <see cref="Date"/>, <c>HH:mm</c>.</summary>
    public string Time { get; init; } = "";

    /// <summary>The upper bound of <see cref="FilterOperator.Between"/> on dates.</summary>
    public string Date2 { get; init; } = "";

    /// <summary>The time of <see cref="Date2"/>.</summary>
    public string Time2 { get; init; } = "";

    /// <summary>The unit to which dates are cut before comparing: <c>seconds</c>, <c>days</c> ...</summary>
    public string Unit { get; init; } = "";

    /// <summary>The conditions of a group; null for a plain condition.</summary>
    public FilterSettings? Group { get; init; }

    internal static FilterCondition Read(JsonValue json)
    {
        if (json.Find("subCondition") is { IsObject: true } group)
            return new FilterCondition(null, FilterOperator.Unknown, FilterOperand.None, "") { Group = ReadGroup(group) };

        string spelling = json.Text("operator");
        (FilterOperator asked, FilterOperand operand) = FilterOperators.Parse(spelling);
        var condition = new FilterCondition(json.Column("input"), asked, operand, spelling);
        return operand switch
        {
            _ when asked is FilterOperator.In or FilterOperator.NotIn => condition with { Items = ReadItems(json, operand) },
            FilterOperand.Text or FilterOperand.Array => condition with { Text = json.Text("string") },
            FilterOperand.Number => condition with { Number = json.Text("num", "0"), Number2 = json.Text("num2", "0") },
            FilterOperand.Date => condition with
            {
                Date = json.Text("date"), Time = json.Text("time"), Date2 = json.Text("date2"), Time2 = json.Text("time2"), Unit = json.Text("unit"),
            },
            FilterOperand.Column or FilterOperand.TextColumn => condition with { Other = json.Column("col") },
            _ => condition,
        };
    }

    private static FilterSettings ReadGroup(JsonValue group) => new(
        group.FindText("mode") == "||" ? FilterMode.Any : FilterMode.All,
        group.FindItems("conditions").Where(item => item.IsObject).Select(Read).ToEquatableArray(),
        "",
        default,
        Distinct: false);

    private static EquatableArray<string> ReadItems(JsonValue json, FilterOperand operand) =>
        json.FindItems("items")
            .Select(item => item.IsObject ? item.FindText(operand == FilterOperand.Number ? "num" : "string") : item.Text)
            .Where(item => item is not null).Select(item => item!).ToEquatableArray();
}
