using System.Globalization;
using DssTyped.Flow.Recipes.Join;

namespace DssTyped.Local.Recipes.Join;

/// <summary>The tables joined so far, as one SELECT with the columns and row numbers of all of them.</summary>
internal sealed class JoinedRows
{
    private readonly Stage[] _tables;
    private readonly JoinConditions _conditions;
    private readonly List<int> _joined;

    public JoinedRows(Stage[] tables, JoinConditions conditions, int first)
    {
        _tables = tables;
        _conditions = conditions;
        _joined = [first];
        Sql = tables[first].Sql;
    }

    /// <summary>A SELECT statement.</summary>
    public string Sql { get; private set; }

    /// <summary>The order of the output: that of the first table, then of the next; rows without it come last.</summary>
    public string Order => string.Join(", ", _joined.Select(table => $"{_tables[table].Number} ASC NULLS LAST"));

    /// <summary>Joins one more table.</summary>
    public void Add(JoinStep step)
    {
        (int added, bool isMirrored) = _joined.Contains(step.Left) ? (step.Right, false) : (step.Left, true);
        if (_joined.Contains(added) || (isMirrored && !_joined.Contains(step.Right)))
            throw new RecipeFailedException("The joins do not form a chain that brings in one table after the other. Open and save the recipe in DSS.");

        JoinKind kind = isMirrored ? Mirror(step.Kind) : step.Kind;
        string other = _tables[added].Sql;
        string condition = step.Kind == JoinKind.Cross ? "true" : _conditions.Of(step);
        switch (kind)
        {
            case JoinKind.LeftAnti or JoinKind.LeftSemi:
                Sql = Only(kind == JoinKind.LeftSemi, Sql, other, condition);
                return;
            case JoinKind.RightAnti or JoinKind.RightSemi:
                Sql = Only(kind == JoinKind.RightSemi, other, Sql, condition);
                _joined.Clear();
                _joined.Add(added);
                return;
        }

        string? best = Best(step, added);
        Sql = best is null
            ? $"SELECT * FROM ({Sql}) {Word(kind)} JOIN ({other}){(kind == JoinKind.Cross ? "" : $" ON {condition}")}"
            : Limited(kind, added, $"SELECT * FROM ({Sql}) JOIN ({other}) ON {condition}", best);
        _joined.Add(added);
    }

    /// <summary>The rows that have a match among others, or those that have none.</summary>
    public static string Only(bool matched, string rows, string others, string condition) => $"SELECT * FROM ({rows}) {(matched ? "SEMI" : "ANTI")} JOIN ({others}) ON {condition}";

    // Each left row keeps its best matches only; a left join then brings back the rows that have none.
    private string Limited(JoinKind kind, int added, string matches, string best)
    {
        string limited = $"{matches} QUALIFY {best}";
        if (kind == JoinKind.Inner)
            return limited;

        string[] numbers = [.. _joined.Select(table => _tables[table].Number)];
        IEnumerable<string> columns = _tables[added].Columns.Select(column => column.Sql).Append(_tables[added].Number);
        IEnumerable<string> keys = numbers.Select((number, index) => $"{number} AS {Key(index)}");
        string on = string.Join(" AND ", numbers.Select((number, index) => $"{number} IS NOT DISTINCT FROM {Key(index)}"));
        return $"SELECT * EXCLUDE ({string.Join(", ", numbers.Select((_, index) => Key(index)))}) FROM ({Sql}) LEFT JOIN (SELECT {string.Join(", ", columns.Concat(keys))} FROM ({limited})) ON {on}";
    }

    private string? Best(JoinStep step, int added)
    {
        Stage other = _tables[added];
        string partition = string.Join(", ", _joined.Select(table => _tables[table].Number));
        if (step.Conditions.FirstOrDefault(condition => condition.Match is JoinMatch.Nearest or JoinMatch.NearestBefore) is { } nearest)
            return Rank(partition, $"{_conditions.Distance(nearest)}, {other.Number}", Math.Max(1, nearest.MaxMatches));
        if (step.Limit is not { } limit)
            return null;

        string? decision = limit.DecisionColumn is { } column ? other.Column(column).Sql : null;
        string order = limit.Choice switch
        {
            "KEEP_LARGEST" => $"{ValueSql.Order(decision!, descending: true)}, {other.Number}",
            "KEEP_SMALLEST" => $"{decision} ASC NULLS LAST, {other.Number}",
            "KEEP_LAST" => $"{other.Number} DESC",
            _ => other.Number,
        };
        return Rank(partition, order, Math.Max(1, limit.Matches));
    }

    private static string Rank(string partition, string order, int matches) =>
        $"row_number() OVER (PARTITION BY {partition} ORDER BY {order}) <= {matches.ToString(CultureInfo.InvariantCulture)}";

    private static string Key(int index) => $"\"$k{index.ToString(CultureInfo.InvariantCulture)}\"";

    private static string Word(JoinKind kind) => kind switch
    {
        JoinKind.Inner => "INNER",
        JoinKind.Left => "LEFT",
        JoinKind.Right => "RIGHT",
        JoinKind.Full => "FULL",
        JoinKind.Cross => "CROSS",
        _ => throw new RecipeFailedException($"Join type {kind} is not known to the local engine."),
    };

    private static JoinKind Mirror(JoinKind kind) => kind switch
    {
        JoinKind.Left => JoinKind.Right,
        JoinKind.Right => JoinKind.Left,
        JoinKind.LeftAnti => JoinKind.RightAnti,
        JoinKind.RightAnti => JoinKind.LeftAnti,
        JoinKind.LeftSemi => JoinKind.RightSemi,
        JoinKind.RightSemi => JoinKind.LeftSemi,
        _ => kind,
    };
}
