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
internal sealed record DateTest(
    string FilterType, string From, string To, string Part, string Option, int RelativeFrom, int RelativeTo, IReadOnlyList<string> Values, string Zone)
{
    public static DateTest Read(JsonValue settings) => new(
        settings.FindText("filterType") ?? "RANGE",
        settings.FindText("min") ?? "",
        settings.FindText("max") ?? "",
        settings.FindText("part") ?? "YEAR",
        settings.FindText("option") ?? "THIS",
        settings.FindInt32("relativeMin") ?? 0,
        settings.FindInt32("relativeMax") ?? 0,
        [.. settings.FindItems("values").Select(value => value.Text)],
        settings.FindText("timezone_id") ?? "UTC");
}
