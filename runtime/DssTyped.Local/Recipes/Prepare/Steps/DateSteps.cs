using System.Globalization;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps on instants.</summary>
internal static class DateSteps
{
    public static string? RefuseZone(string zone) => DateUnits.Zone(zone) is null ? $"the time zone '{zone}' is not one that can be named here" : null;

    public static string? RefuseUnit(string unit) => DateUnits.Parse(unit) is null ? $"the unit of time '{unit}' is not known" : null;

    public static string? RefusePatterns(IEnumerable<string> patterns) =>
        patterns.Select(pattern => new JavaDatePattern(pattern)).FirstOrDefault(pattern => pattern.Problem is not null) is { } bad ? $"'{bad.Pattern}' is no date pattern: {bad.Problem}" : null;

    public static void Parse(DateParser step, PrepareTable table)
    {
        IReadOnlyList<PrepareColumn> inputs = step.Scope.In(table.Columns);
        int[] from = [.. inputs.Select(table.Slot)];
        step.Apply(table.Columns);
        int[] to = step.Output.Length > 0 && inputs.Count == 1 ? [table.Slot(step.Output)] : from;
        TimeZoneInfo zone = DateUnits.Zone(step.Zone)!;
        JavaDatePattern[] patterns = [.. step.Formats.Select(format => new JavaDatePattern(format, CultureOf(step.Language)))];
        for (int i = 0; i < from.Length; i++)
        {
            // Seen in an output of DSS, 88 of 88 cells: text that is read as a date loses the blanks around it, also where it stays beside the date.
            if (to[i] != from[i])
                table.Map(from[i], from[i], cell => cell?.Trim(' '));

            table.Map(from[i], to[i], cell => cell is not null && Read(cell, patterns, zone) is { } date ? Write(date, step.Target, zone) : null);
        }
    }

    public static void ParseUnix(UNIXTimestampParser step, PrepareTable table) => OnColumn(step, step.Input, step.Output, table, cell =>
        JavaNumbers.Parse(cell) is { } number && Math.Abs(number) < 1e15 && DateUnits.Add(DateTime.UnixEpoch, (long)(step.Milliseconds ? number : Math.Floor(number * 1000)), DateUnit.Millisecond) is { } date
            ? DssDates.Text(date)
            : null);

    public static void Format(DateFormatter step, PrepareTable table)
    {
        var pattern = new JavaDatePattern(step.Format, CultureOf(step.Language));
        TimeZoneInfo zone = DateUnits.Zone(step.Zone)!;
        OnColumn(step, step.Input, step.Output, table, cell => DssDates.Parse(cell) is { } date ? pattern.Format(date, zone) : null);
    }

    public static void Truncate(DateTruncate step, PrepareTable table)
    {
        DateUnit unit = DateUnits.Parse(step.Part)!.Value;
        TimeZoneInfo zone = DateUnits.Zone(step.Zone)!;
        OnColumn(step, step.Input, step.Output, table, cell =>
            DssDates.Parse(cell) is { } date && DateUnits.ToUtc(DateUnits.Truncate(DateUnits.ToLocal(date, zone), unit), zone) is { } cut ? DssDates.Text(cut) : null);
    }

    public static void Increment(DateIncrement step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        int by = step.IncrementBy == "STATIC" ? -1 : table.Slot(step.ValueColumn);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        int to = table.Slot(step.Output.Length > 0 ? step.Output : step.Input);
        DateUnit unit = DateUnits.Parse(step.Part)!.Value;
        table.Each(row =>
        {
            double? count = step.IncrementBy == "STATIC" ? step.Increment : by < 0 ? null : JavaNumbers.Parse(row[by]);
            row[to] = DssDates.Parse(row[from]) is { } date && count is { } number && DateUnits.Add(date, (long)number, unit) is { } moved ? DssDates.Text(moved) : null;
        });
    }

    public static void Difference(DateDifference step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        int other = step.CompareTo == "COLUMN" ? table.Slot(step.Other) : -1;
        step.Apply(table.Columns);
        if (from < 0)
            return;

        int to = table.Slot(step.Output);
        DateUnit unit = DateUnits.Parse(step.Unit)!.Value;
        DateTime? reference = step.CompareTo == "NOW" ? table.Run.Formulas.Time.GetUtcNow().UtcDateTime : DssDates.Parse(step.ReferenceDate);
        table.Each(row =>
        {
            DateTime? second = other >= 0 ? DssDates.Parse(row[other]) : step.CompareTo == "COLUMN" ? null : reference;
            row[to] = DssDates.Parse(row[from]) is { } first && second is { } date
                ? (step.Reverse ? DateUnits.Between(date, first, unit) : DateUnits.Between(first, date, unit)).ToString(CultureInfo.InvariantCulture)
                : null;
        });
    }

    public static void Extract(DateComponentsExtractor step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        (string Part, int To)[] outputs = [.. step.Outputs.Select(output => (output.Part, table.Slot(output.Output)))];
        TimeZoneInfo zone = DateUnits.Zone(step.Zone)!;
        table.Each(row =>
        {
            DateTime? utc = DssDates.Parse(row[from]);
            foreach ((string part, int to) in outputs)
                row[to] = utc is { } date ? PartOf(part, date, DateUnits.ToLocal(date, zone)).ToString(CultureInfo.InvariantCulture) : null;
        });
    }

    /// <summary>A component of an instant.</summary>
    public static long PartOf(string part, DateTime utc, DateTime local) => part switch
    {
        "year" => local.Year,
        "month" => local.Month,
        "day" => local.Day,
        "dayOfWeek" => (((int)local.DayOfWeek + 6) % 7) + 1,
        "weekOfYear" => ISOWeek.GetWeekOfYear(local),
        "weekYear" => ISOWeek.GetYear(local),
        "hour" => local.Hour,
        "minutes" => local.Minute,
        "seconds" => local.Second,
        "milliseconds" => local.Millisecond,
        _ => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond,
    };

    private static DateTime? Read(string cell, JavaDatePattern[] patterns, TimeZoneInfo zone)
    {
        foreach (JavaDatePattern pattern in patterns)
        {
            if (pattern.Parse(cell, zone) is { } date)
                return date;
        }

        return patterns.Length == 0 ? DssDates.Parse(cell) : null;
    }

    private static string Write(DateTime date, StorageType target, TimeZoneInfo zone) => target switch
    {
        StorageType.DateOnly => DateUnits.ToLocal(date, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        StorageType.DateTimeNoTz => DateUnits.ToLocal(date, zone).ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => DssDates.Text(date),
    };

    private static CultureInfo CultureOf(string language)
    {
        if (language is "auto" or "" || language.StartsWith("en", StringComparison.Ordinal))
            return CultureInfo.InvariantCulture;

        try
        {
            return CultureInfo.GetCultureInfo(language.Replace('_', '-'), predefinedOnly: false);
        }
        catch (CultureNotFoundException failure)
        {
            throw new RecipeFailedException($"The language '{language}' of a date step is not known on this machine; choose English in DSS, or install its culture data.", failure);
        }
    }

    private static void OnColumn(Processor step, string input, string output, PrepareTable table, Func<string?, string?> change)
    {
        int from = table.Slot(input);
        step.Apply(table.Columns);
        if (from >= 0)
            table.Map(from, table.Slot(output.Length > 0 ? output : input), change);
    }
}
