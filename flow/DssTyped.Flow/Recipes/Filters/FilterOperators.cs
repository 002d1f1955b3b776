namespace DssTyped.Flow.Recipes.Filters;

/// <summary>DSS's spellings of filter operators: a sign and, in brackets, what it compares with.</summary>
internal static class FilterOperators
{
    private static readonly Dictionary<string, FilterOperator> Signs = new(StringComparer.Ordinal)
    {
        ["=="] = FilterOperator.Equal,
        ["!="] = FilterOperator.NotEqual,
        [">"] = FilterOperator.Greater,
        [">="] = FilterOperator.GreaterOrEqual,
        ["<"] = FilterOperator.Less,
        ["<="] = FilterOperator.LessOrEqual,
        ["><"] = FilterOperator.Between,
        ["in"] = FilterOperator.In,
        ["not in"] = FilterOperator.NotIn,
        ["contains"] = FilterOperator.Contains,
        ["not contains"] = FilterOperator.NotContains,
        ["starts with"] = FilterOperator.StartsWith,
        ["ends with"] = FilterOperator.EndsWith,
        ["regex"] = FilterOperator.Regex,
        ["is empty"] = FilterOperator.IsEmpty,
        ["empty"] = FilterOperator.IsEmpty,
        ["not empty"] = FilterOperator.NotEmpty,
        ["is not empty"] = FilterOperator.NotEmpty,
        ["empty string"] = FilterOperator.IsEmpty,
        ["not empty string"] = FilterOperator.NotEmpty,
        ["true"] = FilterOperator.IsTrue,
        ["false"] = FilterOperator.IsFalse,
    };

    private static readonly Dictionary<string, FilterOperand> Operands = new(StringComparer.Ordinal)
    {
        ["string"] = FilterOperand.Text,
        ["number"] = FilterOperand.Number,
        ["date"] = FilterOperand.Date,
        ["column"] = FilterOperand.Column,
        ["NaNcolumn"] = FilterOperand.TextColumn,
        ["array"] = FilterOperand.Array,
        ["geo"] = FilterOperand.Geo,
    };

    public static (FilterOperator Operator, FilterOperand Operand) Parse(string spelling)
    {
        int open = spelling.IndexOf('[');
        // "<  [number]" is written with two blanks, "<= [number]" with one.
        string sign = (open < 0 ? spelling : spelling.Substring(0, open)).Trim();
        int close = open < 0 ? -1 : spelling.IndexOf(']', open);
        if (open >= 0 && close < 0)
            return (FilterOperator.Unknown, FilterOperand.None);

        string suffix = close < 0 ? "" : spelling.Substring(close + 1).Trim();
        if (!Signs.TryGetValue(sign, out FilterOperator found) || suffix is not ("" or "i"))
            return (FilterOperator.Unknown, FilterOperand.None);

        FilterOperand operand = FilterOperand.None;
        if (open >= 0 && !Operands.TryGetValue(spelling.Substring(open + 1, close - open - 1).Trim(), out operand))
            return (FilterOperator.Unknown, FilterOperand.None);

        // Text operators are written without brackets.
        if (open < 0 && found is FilterOperator.Contains or FilterOperator.NotContains or FilterOperator.StartsWith or FilterOperator.EndsWith or FilterOperator.Regex)
            operand = operand == FilterOperand.None ? FilterOperand.Text : operand;
        else if (open < 0 && found is not (FilterOperator.IsEmpty or FilterOperator.NotEmpty or FilterOperator.IsTrue or FilterOperator.IsFalse))
            return (FilterOperator.Unknown, FilterOperand.None);

        if (suffix == "i")
            return found == FilterOperator.Equal && operand == FilterOperand.Text ? (FilterOperator.EqualIgnoringCase, operand) : (FilterOperator.Unknown, FilterOperand.None);

        return (found, operand);
    }
}
