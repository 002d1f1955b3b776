using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Join;

/// <summary>One condition of a join.</summary>
/// <param name="Match">How the columns are compared.</param>
/// <param name="MatchName">DSS's spelling of it.</param>
/// <param name="LeftTable">The index of the first column's table.</param>
/// <param name="Left">The first column.</param>
/// <param name="RightTable">The index of the second column's table.</param>
/// <param name="Right">The second column.</param>
public sealed record JoinCondition(JoinMatch Match, string MatchName, int LeftTable, ColumnRef? Left, int RightTable, ColumnRef? Right)
{
    /// <summary>Whether upper and lower case are the same.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Whether texts are compared without accents and signs.</summary>
    public bool NormalizesText { get; init; }

    /// <summary>The greatest distance of a nearest match; 0 for any.</summary>
    public double MaxDistance { get; init; }

    /// <summary>How many nearest matches are kept.</summary>
    public int MaxMatches { get; init; }

    /// <summary>Whether equal values do not count as near.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The unit of distances between dates.</summary>
    public string DateUnit { get; init; } = "DAY";

    /// <summary>The lower bound of <see cref="JoinMatch.WithinRange"/>.</summary>
    public double RangeFrom { get; init; }

    /// <summary>The upper bound of <see cref="JoinMatch.WithinRange"/>.</summary>
    public double RangeTo { get; init; }

    /// <summary>How alike the columns of a fuzzy join must be; null in other joins.</summary>
    public FuzzyMatch? Fuzzy { get; init; }

    internal static JoinCondition Read(JsonValue json)
    {
        JsonValue left = json.Find("column1") ?? JsonValue.Object();
        JsonValue right = json.Find("column2") ?? JsonValue.Object();
        string name = json.Text("type", "EQ");
        return new JoinCondition(MatchOf(name), name, left.FindInt32("table") ?? 0, left.Column("name"), right.FindInt32("table") ?? 1, right.Column("name"))
        {
            IgnoresCase = json.FindFlag("caseInsensitive"),
            NormalizesText = json.FindFlag("normalizeText"),
            MaxDistance = json.FindDouble("maxDistance") ?? 0,
            MaxMatches = json.FindInt32("maxMatches") ?? 1,
            IsStrict = json.FindFlag("strict"),
            DateUnit = json.Text("dateDiffUnit", "DAY"),
            RangeFrom = json.FindDouble("windowFrom") ?? 0,
            RangeTo = json.FindDouble("windowTo") ?? 0,
            Fuzzy = json.Find("fuzzyMatchDesc") is { } fuzzy ? FuzzyMatch.Read(fuzzy, json.Find("normaliseDesc") ?? JsonValue.Object()) : null,
        };
    }

    private static JoinMatch MatchOf(string name) => name switch
    {
        "EQ" => JoinMatch.Equal,
        "NE" => JoinMatch.NotEqual,
        "LT" => JoinMatch.Less,
        "LTE" => JoinMatch.LessOrEqual,
        "GT" => JoinMatch.Greater,
        "GTE" => JoinMatch.GreaterOrEqual,
        "WITHIN_RANGE" => JoinMatch.WithinRange,
        "K_NEAREST" => JoinMatch.Nearest,
        "K_NEAREST_INFERIOR" => JoinMatch.NearestBefore,
        "CONTAINS" => JoinMatch.Contains,
        "STARTS_WITH" => JoinMatch.StartsWith,
        _ => JoinMatch.Unknown,
    };
}

/// <summary>How a join compares two columns.</summary>
public enum JoinMatch
{
    /// <summary>A way this version does not know.</summary>
    Unknown,

    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Not equal.</summary>
    NotEqual,

    /// <summary>The first is less.</summary>
    Less,

    /// <summary>The first is less or equal.</summary>
    LessOrEqual,

    /// <summary>The first is greater.</summary>
    Greater,

    /// <summary>The first is greater or equal.</summary>
    GreaterOrEqual,

    /// <summary>The difference is in a range.</summary>
    WithinRange,

    /// <summary>Among the nearest.</summary>
    Nearest,

    /// <summary>Among the nearest that are not greater.</summary>
    NearestBefore,

    /// <summary>The first contains the second.</summary>
    Contains,

    /// <summary>The first starts with the second.</summary>
    StartsWith,
}
