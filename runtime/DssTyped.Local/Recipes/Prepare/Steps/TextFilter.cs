using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Local.Formula;
using DssTyped.Local.Recipes.Filters;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

using FilterCondition = DssTyped.Flow.Recipes.Filters.FilterCondition;
using FilterOperator = DssTyped.Flow.Recipes.Filters.FilterOperator;

/// <summary>DSS's filter objects on rows of text.</summary>
internal static class TextFilter
{
    /// <summary>Why a filter can't run on text; null if it can.</summary>
    public static string? Refuse(FilterSettings filter)
    {
        if (filter.Mode == FilterMode.Sql)
            return "a condition in SQL can't be evaluated on a row; write it as a formula";
        return filter.Mode == FilterMode.Formula
            ? FormulaSteps.Refuse(filter.Expression)
            : filter.Conditions.Select(ConditionSql.Refuse).FirstOrDefault(refusal => refusal is not null)?.Reason;
    }

    /// <summary>The filter as a test of rows.</summary>
    public static Func<string?[], bool> Compile(FilterSettings filter, PrepareTable table)
    {
        if (filter.KeepsAll)
            return _ => true;
        if (filter.Mode == FilterMode.Formula)
            return FormulaSteps.Compile(filter.Expression, table).IsTrue;

        Func<string?[], bool>[] tests = [.. filter.Conditions.Select(condition => condition.Group is { } group ? Compile(group, table) : One(condition, table))];
        return filter.Mode == FilterMode.Any ? row => Array.Exists(tests, test => test(row)) : row => Array.TrueForAll(tests, test => test(row));
    }

    private static Func<string?[], bool> One(FilterCondition condition, PrepareTable table)
    {
        int slot = table.Slot(condition.Column?.Name ?? "");
        int other = condition.Other is { } column ? table.Slot(column.Name) : -1;
        Func<string?, string?, bool> test = Test(condition);
        return row => test(slot < 0 ? null : row[slot], other < 0 ? null : row[other]);
    }

    private static Func<string?, string?, bool> Test(FilterCondition condition)
    {
        switch (condition.Operator)
        {
            case FilterOperator.IsEmpty:
                return (cell, _) => string.IsNullOrEmpty(cell);
            case FilterOperator.NotEmpty:
                return (cell, _) => !string.IsNullOrEmpty(cell);
            case FilterOperator.IsTrue:
                return (cell, _) => string.Equals(cell, "true", StringComparison.OrdinalIgnoreCase);
            case FilterOperator.IsFalse:
                return (cell, _) => string.Equals(cell, "false", StringComparison.OrdinalIgnoreCase);
            case FilterOperator.Regex:
                Regex pattern = FilterPattern.Parse(condition.Text)!;
                return (cell, _) => cell is { Length: > 0 } && pattern.IsMatch(cell);
            case FilterOperator.In or FilterOperator.NotIn:
                bool wanted = condition.Operator == FilterOperator.In;
                if (condition.Operand != FilterOperand.Number)
                {
                    // An empty item stands for the empty cell, as a text that is empty does.
                    var texts = condition.Items.ToHashSet(StringComparer.Ordinal);
                    return (cell, _) => texts.Contains(cell ?? "") == wanted;
                }

                FormulaValue[] numbers = [.. condition.Items.Where(item => item.Length > 0).Select(FormulaValue.OfCell)];
                return (cell, _) => (!string.IsNullOrEmpty(cell) && Array.Exists(numbers, number => FormulaOperators.AreEqual(cell, number))) == wanted;
        }

        return condition.Operand switch
        {
            // What is no number is different from any number, an empty cell too.
            FilterOperand.Number => (cell, _) => JavaNumbers.Parse(cell) is { } number
                ? Compare(condition.Operator, number, JavaNumbers.Parse(condition.Number), JavaNumbers.Parse(condition.Number2))
                : condition.Operator == FilterOperator.NotEqual,
            FilterOperand.Date => DateTest(condition),
            FilterOperand.Column => (cell, other) => string.IsNullOrEmpty(cell) || string.IsNullOrEmpty(other)
                ? condition.Operator == FilterOperator.NotEqual && string.IsNullOrEmpty(cell) != string.IsNullOrEmpty(other)
                : CompareColumns(condition.Operator, FormulaValue.OfCell(cell), FormulaValue.OfCell(other)),
            FilterOperand.TextColumn => (cell, other) => TextTest(condition.Operator, cell ?? "", other ?? ""),
            _ => (cell, _) => TextTest(condition.Operator, cell ?? "", condition.Text),
        };
    }

    private static bool TextTest(FilterOperator op, string cell, string text) => op switch
    {
        FilterOperator.Equal => cell == text,
        FilterOperator.EqualIgnoringCase => cell.Equals(text, StringComparison.OrdinalIgnoreCase),
        FilterOperator.NotEqual => cell != text,
        FilterOperator.Contains => cell.Length > 0 && cell.Contains(text, StringComparison.Ordinal),
        FilterOperator.NotContains => cell.Length == 0 || !cell.Contains(text, StringComparison.Ordinal),
        FilterOperator.StartsWith => cell.Length > 0 && cell.StartsWith(text, StringComparison.Ordinal),
        FilterOperator.EndsWith => cell.Length > 0 && cell.EndsWith(text, StringComparison.Ordinal),
        FilterOperator.Greater => string.CompareOrdinal(cell, text) > 0,
        FilterOperator.GreaterOrEqual => string.CompareOrdinal(cell, text) >= 0,
        FilterOperator.Less => string.CompareOrdinal(cell, text) < 0,
        FilterOperator.LessOrEqual => string.CompareOrdinal(cell, text) <= 0,
        _ => false,
    };

    private static bool Compare<T>(FilterOperator op, T value, T? first, T? second)
        where T : struct, IComparable<T> => first is { } bound && op switch
        {
            FilterOperator.Equal => value.CompareTo(bound) == 0,
            FilterOperator.NotEqual => value.CompareTo(bound) != 0,
            FilterOperator.Greater => value.CompareTo(bound) > 0,
            FilterOperator.GreaterOrEqual => value.CompareTo(bound) >= 0,
            FilterOperator.Less => value.CompareTo(bound) < 0,
            FilterOperator.LessOrEqual => value.CompareTo(bound) <= 0,
            FilterOperator.Between => value.CompareTo(bound) >= 0 && second is { } most && value.CompareTo(most) <= 0,
            _ => false,
        };

    private static bool CompareColumns(FilterOperator op, FormulaValue first, FormulaValue second) => op switch
    {
        FilterOperator.Equal => FormulaOperators.AreEqual(first, second),
        FilterOperator.NotEqual => !FormulaOperators.AreEqual(first, second),
        _ => FormulaOperators.Compare(first, second) is { } order && Compare(op, order, 0, 0),
    };

    private static Func<string?, string?, bool> DateTest(FilterCondition condition)
    {
        DateTime? first = Instant(condition.Date, condition.Time), second = Instant(condition.Date2, condition.Time2);
        return (cell, _) => DssDates.Parse(cell) is { } date ? Compare(condition.Operator, date, first, second) : condition.Operator == FilterOperator.NotEqual;
    }

    private static DateTime? Instant(string date, string time) => DssDates.Parse(time.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{date}T{time}") : date);
}
