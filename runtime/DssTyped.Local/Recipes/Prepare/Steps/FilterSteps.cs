using System.Globalization;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps that keep, drop or flag rows, or clear cells, by a test of cells.</summary>
internal static class FilterSteps
{
    public static string? Refuse(ValueTest test) =>
        test.Matching == MatchMode.Pattern ? test.Values.Select(value => TextMatcher.RefuseRegex(value, test.Normalization)).FirstOrDefault(problem => problem is not null) : null;

    public static string? Refuse(DateTest test) => DateSteps.RefuseZone(test.Zone)
        ?? (test.FilterType is "RANGE" or "RELATIVE" or "PART" ? null : $"the filter type '{test.FilterType}' is not known")
        ?? (test.FilterType == "RANGE" || PartOf(test.Part, DateTime.UnixEpoch) is not null ? null : $"the part '{test.Part}' of a date is not known")
        ?? (test.FilterType == "RELATIVE" ? RefuseWindow(test) : null);

    private static string? RefuseWindow(DateTest test) => test.Near is not { } near ? "the form of its window around the present is not known"
        : test.Part == "INDIVIDUAL" ? "a window around the present has no unit"
        : near is { EndsNow: true, HasCurrent: false } ? "what a window that ends now is without the current unit is not known"
        : near is { Last: <= 0, Next: <= 0, HasCurrent: false } ? "its window around the present is empty"
        : null;

    public static void Value(FilterOnValue step, PrepareTable table) => Filter(step.Scope, step.Action, TextMatcher.Test(step.Test), table);

    public static void Range(FilterOnNumericalRange step, PrepareTable table) => Filter(step.Scope, step.Action, TestOf(step.Test), table);

    public static void Date(FilterOnDate step, PrepareTable table) => Filter(step.Scope, step.Action, TestOf(step.Test, table), table);

    public static void Meaning(FilterOnBadType step, PrepareTable table) => Filter(step.Scope, step.Action, cell => !Meanings.IsValid(step.Meaning, cell, step.EmptyIsInvalid), table);

    public static void FlagValue(FlagOnValue step, PrepareTable table) => Flag(step, TextMatcher.Test(step.Test), table);

    public static void FlagRange(FlagOnNumericalRange step, PrepareTable table) => Flag(step, TestOf(step.Test), table);

    public static void FlagDate(FlagOnDate step, PrepareTable table) => Flag(step, TestOf(step.Test, table), table);

    public static void FlagMeaning(FlagOnBadType step, PrepareTable table) => Flag(step, cell => !Meanings.IsValid(step.Meaning, cell, step.EmptyIsInvalid), table);

    public static void Empty(RemoveRowsOnEmpty step, PrepareTable table)
    {
        int[] slots = table.Slots(step.Scope);
        table.Where(row => Array.Exists(slots, slot => string.IsNullOrEmpty(row[slot])) == step.Keep);
    }

    public static void SplitInvalid(SplitInvalidCells step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        int to = table.Slot(step.InvalidOutput);
        table.Each(row =>
        {
            bool valid = Meanings.IsValid(step.Meaning, row[from], step.EmptyIsInvalid);
            row[to] = valid ? null : row[from];
            row[from] = valid ? row[from] : null;
        });
    }

    /// <summary>Adds a filter on cells. Without a column that exists, nothing happens.</summary>
    public static void Filter(ColumnScope scope, RowAction action, Func<string?, bool> test, PrepareTable table)
    {
        int[] slots = table.Slots(scope);
        if (slots.Length == 0)
            return;

        if (action.Kind is RowActionKind.ClearCell or RowActionKind.ClearOtherCells)
        {
            bool clears = action.Kind == RowActionKind.ClearCell;
            foreach (int slot in slots)
                table.Map(slot, cell => test(cell) == clears ? null : cell);

            return;
        }

        bool keeps = action.Kind == RowActionKind.KeepRow;
        table.Where(row => Holds(slots, action, test, row) == keeps);
    }

    private static void Flag(FlagProcessor step, Func<string?, bool> test, PrepareTable table)
    {
        int[] slots = table.Slots(step.Scope);
        step.Apply(table.Columns);
        int to = table.Slot(step.Action.FlagColumn);
        table.Each(row => row[to] = slots.Length > 0 && Holds(slots, step.Action, test, row) ? "1" : null);
    }

    private static bool Holds(int[] slots, RowAction action, Func<string?, bool> test, string?[] row) =>
        action.AllColumns ? Array.TrueForAll(slots, slot => test(row[slot])) : Array.Exists(slots, slot => test(row[slot]));

    private static Func<string?, bool> TestOf(RangeTest test) => cell =>
        string.IsNullOrEmpty(cell) ? test.IncludeEmpty : JavaNumbers.Parse(cell) is { } number && !(number < test.Least) && !(number > test.Most);

    private static Func<string?, bool> TestOf(DateTest test, PrepareTable table)
    {
        Func<DateTime, bool> holds = InstantTest(test, table);
        return cell => string.IsNullOrEmpty(cell) ? test.IncludeEmpty : DssDates.Parse(cell) is { } date && holds(date);
    }

    private static Func<DateTime, bool> InstantTest(DateTest test, PrepareTable table)
    {
        TimeZoneInfo zone = DateUnits.Zone(test.Zone)!;
        if (test.FilterType == "RANGE")
        {
            DateTime? from = Bound(test.From, zone), to = Bound(test.To, zone);
            return date => !(date < from) && !(date > to);
        }

        if (test.FilterType == "PART")
            return date => test.Values.Contains(PartOf(test.Part, DateUnits.ToLocal(date, zone)));

        DateTime now = DateUnits.ToLocal(table.Run.Formulas.Time.GetUtcNow().UtcDateTime, zone);
        return date => IsNear(test.Near!, UnitOf(test.Part), DateUnits.ToLocal(date, zone), now);
    }

    private static DateTime? Bound(string text, TimeZoneInfo zone) =>
        DssDates.Parse(text) is not { } bound ? null : text.EndsWith('Z') ? bound : DateUnits.ToUtc(bound, zone);

    private static DateUnit UnitOf(string part) => part switch
    {
        "YEAR" => DateUnit.Year,
        "QUARTER_OF_YEAR" => DateUnit.Quarter,
        "MONTH_OF_YEAR" => DateUnit.Month,
        "WEEK_OF_YEAR" => DateUnit.Week,
        "DAY_OF_MONTH" or "DAY_OF_WEEK" => DateUnit.Day,
        _ => DateUnit.Hour,
    };

    // Whole units before and after the current one, and the current one itself.
    private static bool IsNear(DateWindow near, DateUnit unit, DateTime date, DateTime now)
    {
        DateTime start = DateUnits.Truncate(now, unit);
        DateTime? next = DateUnits.Add(start, 1, unit);
        if (date < start)
            return date >= DateUnits.Add(start, -near.Last, unit);

        return date < next ? near.HasCurrent && (!near.EndsNow || date <= now) : date < DateUnits.Add(start, near.Next + 1, unit);
    }

    private static string? PartOf(string part, DateTime date) => part switch
    {
        "YEAR" => Text(date.Year),
        "QUARTER_OF_YEAR" => Text(((date.Month - 1) / 3) + 1),
        "MONTH_OF_YEAR" => Text(date.Month),
        "WEEK_OF_YEAR" => Text(ISOWeek.GetWeekOfYear(date)),
        "DAY_OF_MONTH" => Text(date.Day),
        "DAY_OF_WEEK" => Text((((int)date.DayOfWeek + 6) % 7) + 1),
        "HOUR_OF_DAY" => Text(date.Hour),
        "INDIVIDUAL" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
