using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Join;

/// <summary>One join of two tables.</summary>
/// <param name="Left">The index of the left table.</param>
/// <param name="Right">The index of the right table, which this step brings in.</param>
/// <param name="Kind">The kind of join.</param>
/// <param name="KindName">DSS's spelling of the kind.</param>
/// <param name="ConditionsMode">DSS's word for how conditions combine: <c>AND</c>, <c>OR</c>, <c>NATURAL</c> or <c>CUSTOM</c>.</param>
/// <param name="CustomCondition">The SQL condition of mode <c>CUSTOM</c>.</param>
/// <param name="Conditions">The conditions.</param>
/// <param name="Limit">How many matches are kept for each left row in an advanced join; null for all.</param>
public sealed record JoinStep(
    int Left,
    int Right,
    JoinKind Kind,
    string KindName,
    string ConditionsMode,
    string CustomCondition,
    EquatableArray<JoinCondition> Conditions,
    MatchLimit? Limit)
{
    /// <summary>Where the index of the left table stands in the snapshot.</summary>
    public JsonSpan LeftSpan { get; init; }

    /// <summary>Where the index of the right table stands in the snapshot.</summary>
    public JsonSpan RightSpan { get; init; }

    internal static JoinStep Read(JsonValue json)
    {
        string kindName = json.Text("type", "LEFT");
        bool isAdvanced = kindName == "ADVANCED";
        bool outer = json.FindFlag("outerJoinOnTheLeft", otherwise: true);
        JsonValue? limit = json.Find("rightLimit");
        return new JoinStep(
            json.FindInt32("table1") ?? 0,
            json.FindInt32("table2") ?? 1,
            isAdvanced ? (outer ? JoinKind.Left : JoinKind.Inner) : KindOf(kindName),
            kindName,
            json.Text("conditionsMode", "AND"),
            json.Text("customSQLCondition"),
            json.FindItems("on").Where(item => item.IsObject).Select(JoinCondition.Read).ToEquatableArray(),
            // The limit is a setting of advanced joins only; others may carry a leftover.
            isAdvanced && limit is not null && limit.FindFlag("enabled") ? MatchLimit.Read(limit) : null) { LeftSpan = (json.Find("table1") ?? json).Span, RightSpan = (json.Find("table2") ?? json).Span };
    }

    private static JoinKind KindOf(string name) => name switch
    {
        "INNER" => JoinKind.Inner,
        "LEFT" => JoinKind.Left,
        "RIGHT" => JoinKind.Right,
        "FULL" => JoinKind.Full,
        "CROSS" => JoinKind.Cross,
        "LEFT_ANTI" => JoinKind.LeftAnti,
        "RIGHT_ANTI" => JoinKind.RightAnti,
        "LEFT_SEMI" => JoinKind.LeftSemi,
        "RIGHT_SEMI" => JoinKind.RightSemi,
        _ => JoinKind.Unknown,
    };
}

/// <summary>The kinds of join.</summary>
public enum JoinKind
{
    /// <summary>One this version does not know.</summary>
    Unknown,

    /// <summary>Rows that match.</summary>
    Inner,

    /// <summary>All left rows.</summary>
    Left,

    /// <summary>All right rows.</summary>
    Right,

    /// <summary>All rows of both.</summary>
    Full,

    /// <summary>Every left row with every right row.</summary>
    Cross,

    /// <summary>Left rows without a match.</summary>
    LeftAnti,

    /// <summary>Right rows without a match.</summary>
    RightAnti,

    /// <summary>Left rows with a match, once each.</summary>
    LeftSemi,

    /// <summary>Right rows with a match, once each.</summary>
    RightSemi,
}

/// <summary>How many matches of each left row an advanced join keeps.</summary>
/// <param name="Matches">The number of matches.</param>
/// <param name="Choice">DSS's word for which: <c>KEEP_LARGEST</c>, <c>KEEP_SMALLEST</c>, <c>KEEP_FIRST</c>, <c>KEEP_LAST</c>.</param>
/// <param name="DecisionColumn">The column that decides; null if none is set.</param>
public sealed record MatchLimit(int Matches, string Choice, ColumnRef? DecisionColumn)
{
    internal static MatchLimit Read(JsonValue json) => new(json.FindInt32("maxMatches") ?? 1, json.Text("type", "KEEP_LARGEST"), json.Column("decisionColumn"));
}
