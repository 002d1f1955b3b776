using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Whether a cell's text is, holds or matches one of some texts.</summary>
internal sealed record ValueTest(IReadOnlyList<string> Values, MatchMode Matching, NormalizationMode Normalization, bool Exclude, bool EmptyToo)
{
    public static ValueTest Read(JsonValue settings) => new(
        [.. settings.FindItems("values").Select(value => value.Text)],
        Matches.ReadMatching(settings.FindText("matchingMode")),
        Matches.ReadNormalization(settings.FindText("normalizationMode")),
        settings.FindFlag("exclude"),
        settings.FindFlag("processNullOrEmptyValues"));
}

/// <summary>Whether a cell's number lies in a range, bounds included.</summary>
internal sealed record RangeTest(double? Least, double? Most, bool IncludeEmpty)
{
    public static RangeTest Read(JsonValue settings) => new(settings.FindDouble("min"), settings.FindDouble("max"), settings.FindFlag("includeEmptyValues"));
}

/// <summary>Whether a cell's instant lies in a range, near the present, or has a part.</summary>
internal sealed record DateTest(string FilterType, string From, string To, string Part, DateWindow? Near, IReadOnlyList<string> Values, string Zone, bool IncludeEmpty)
{
    public static DateTest Read(JsonValue settings) => new(
        settings.FindText("filterType") ?? "RANGE",
        settings.FindText("min") ?? "",
        settings.FindText("max") ?? "",
        settings.FindText("part") ?? "YEAR",
        DateWindow.Read(settings),
        [.. settings.FindItems("values").Select(value => value.Text)],
        settings.FindText("timezone_id") ?? "UTC",
        settings.FindFlag("includeEmptyValues"));
}

/// <summary>A window around the present, in whole units: some before the current one, some after it, perhaps the current one.</summary>
internal sealed record DateWindow(int Last, int Next, bool HasCurrent, bool EndsNow)
{
    // Older versions of DSS write a word and two numbers, newer ones an object; null is a form that is not known.
    public static DateWindow? Read(JsonValue settings) => settings.Find("option") switch
    {
        { IsObject: true } option => new DateWindow(
            option.FindInt32("last") ?? 0, option.FindInt32("next") ?? 0, option.FindFlag("containsCurrentDatePart"), option.FindFlag("isUntilNow")),
        null or { Text: "THIS" } => new DateWindow(0, 0, HasCurrent: true, EndsNow: false),
        { Text: "LAST" } => new DateWindow(settings.FindInt32("relativeMin") ?? 0, 0, HasCurrent: false, EndsNow: false),
        { Text: "NEXT" } => new DateWindow(0, settings.FindInt32("relativeMax") ?? 0, HasCurrent: false, EndsNow: false),
        { Text: "TO" } => new DateWindow(0, 0, HasCurrent: true, EndsNow: true),
        _ => null,
    };
}
