using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Joins by comparing every row with every row.</summary>
internal static class NaiveJoin
{
    public static NaiveRows[] Run(NaiveRows[] sources, JsonNode payload, IReadOnlyList<(string Role, string Name)> outputs)
    {
        NaiveRows[] tables = [.. payload["virtualInputs"]!.AsArray().Select(table => NaiveComputed.Apply(NaiveFilter.Apply(sources[(int)table!["index"]!], table["preFilter"]), table["computedColumns"]))];

        // A combination of rows: for each table the index of its row, or -1.
        List<int[]> combinations = [.. Enumerable.Range(0, tables[0].Rows.Count).Select(row => Start(tables.Length, 0, row))];
        foreach (JsonNode? join in payload["joins"]!.AsArray())
            combinations = Join(tables, combinations, join!);

        return [.. outputs.Select(output => output.Role switch
        {
            "unmatchedRight" => Unmatched(tables, payload, right: true),
            "unmatchedLeft" => Unmatched(tables, payload, right: false),
            _ => NaiveComputed.Apply(Matched(tables, payload, combinations), payload["computedColumns"]),
        })];
    }

    private static int[] Start(int count, int table, int row)
    {
        int[] combination = new int[count];
        Array.Fill(combination, -1);
        combination[table] = row;
        return combination;
    }

    private static List<int[]> Join(NaiveRows[] tables, List<int[]> left, JsonNode join)
    {
        int added = (int)join["table2"]!;
        string type = (string)join["type"]!;
        var matched = new HashSet<int>();
        var result = new List<int[]>();
        foreach (int[] combination in left)
        {
            List<int[]> found = [];
            for (int row = 0; row < tables[added].Rows.Count; row++)
            {
                int[] both = [.. combination];
                both[added] = row;
                if (type != "CROSS" && !Meets(tables, both, join))
                    continue;
                found.Add(both);
                matched.Add(row);
            }

            if (join["on"]!.AsArray().FirstOrDefault(condition => ((string)condition!["type"]!).StartsWith("K_NEAREST", StringComparison.Ordinal)) is { } nearest)
                found = Nearest(tables, found, added, nearest);
            if (type == "ADVANCED")
                found = Limit(tables, found, added, join["rightLimit"]);
            bool outer = type is "LEFT" or "FULL" || (type == "ADVANCED" && NaiveFilter.Flag(join, "outerJoinOnTheLeft"));
            if (type is "LEFT_ANTI" or "LEFT_SEMI")
                result.AddRange(found.Count == 0 == (type == "LEFT_ANTI") ? [combination] : []);
            else
                result.AddRange(found.Count == 0 && outer ? [combination] : found);
        }

        if (type is "RIGHT" or "FULL")
            result.AddRange(Enumerable.Range(0, tables[added].Rows.Count).Where(row => !matched.Contains(row)).Select(row => Start(tables.Length, added, row)));
        if (type is "RIGHT_ANTI" or "RIGHT_SEMI")
            result = [.. Enumerable.Range(0, tables[added].Rows.Count).Where(row => matched.Contains(row) == (type == "RIGHT_SEMI")).Select(row => Start(tables.Length, added, row))];
        return result;
    }

    private static List<int[]> Limit(NaiveRows[] tables, List<int[]> found, int added, JsonNode? limit)
    {
        if (!NaiveFilter.Flag(limit, "enabled"))
            return found;

        int column = tables[added].At((string)limit!["decisionColumn"]!["name"]!);
        Comparison<int> by = (a, b) => NaiveRows.Compare(tables[added].Rows[found[a][added]][column], tables[added].Rows[found[b][added]][column]);
        Comparison<int> nullsLast = (a, b) => (tables[added].Rows[found[a][added]][column] is null).CompareTo(tables[added].Rows[found[b][added]][column] is null);
        List<int> order = (string)limit["type"]! switch
        {
            "KEEP_LARGEST" => NaiveRows.Sorted(Enumerable.Range(0, found.Count), (a, b) => by(b, a)),
            "KEEP_SMALLEST" => NaiveRows.Sorted(Enumerable.Range(0, found.Count), nullsLast, by),
            "KEEP_LAST" => [.. Enumerable.Range(0, found.Count).Reverse()],
            _ => [.. Enumerable.Range(0, found.Count)],
        };
        HashSet<int> kept = [.. order.Take((int)limit["maxMatches"]!)];
        return [.. found.Where((_, index) => kept.Contains(index))];
    }

    private static bool Meets(NaiveRows[] tables, int[] rows, JsonNode join)
    {
        IEnumerable<bool> results = join["on"]!.AsArray().Select(condition => One(tables, rows, condition!));
        return (string?)join["conditionsMode"] == "OR" ? results.Any(result => result) : results.All(result => result);
    }

    private static bool One(NaiveRows[] tables, int[] rows, JsonNode condition)
    {
        object? a = Value(tables, rows, condition["column1"]!);
        object? b = Value(tables, rows, condition["column2"]!);
        if (a is null || b is null)
            return false;

        if (condition["fuzzyMatchDesc"] is { } fuzzy)
            return NaiveDistance.Of((string)fuzzy["distanceType"]!, (string)a, (string)b) <= (double)fuzzy["threshold"]!;
        if (NaiveFilter.Flag(condition, "normalizeText"))
            (a, b) = (NaiveRows.Lower(WithoutMarks((string)a)), NaiveRows.Lower(WithoutMarks((string)b)));
        if (NaiveFilter.Flag(condition, "caseInsensitive"))
            (a, b) = (NaiveRows.Lower((string)a), NaiveRows.Lower((string)b));
        // A text is compared with a number as the number that it spells.
        if (a is string left && b is not string && (a = NaiveValues.OfCell(left) is var number and not string ? number : null) is null)
            return false;

        int order = NaiveRows.Compare(a, b);
        return (string)condition["type"]! switch
        {
            "EQ" => order == 0,
            "NE" => order != 0,
            "LT" => order < 0,
            "LTE" => order <= 0,
            "GT" => order > 0,
            "GTE" => order >= 0,
            "WITHIN_RANGE" => Difference(a, b, condition) is var difference && difference >= (int)condition["windowFrom"]! && difference <= (int)condition["windowTo"]!,
            "K_NEAREST" => IsNear(a, b, condition) && !(order == 0 && NaiveFilter.Flag(condition, "strict")),
            "K_NEAREST_INFERIOR" => IsNear(a, b, condition) && (NaiveFilter.Flag(condition, "strict") ? order > 0 : order >= 0),
            "CONTAINS" => ((string)a).Contains((string)b, StringComparison.Ordinal),
            "STARTS_WITH" => ((string)a).StartsWith((string)b, StringComparison.Ordinal),
            var other => throw new InvalidOperationException(other),
        };
    }

    // Zero sets no limit.
    private static bool IsNear(object a, object b, JsonNode condition) => (int)condition["maxDistance"]! == 0 || Math.Abs(Difference(a, b, condition)) <= (int)condition["maxDistance"]!;

    // In whole numbers as long as both are: doubles can't tell large ones apart.
    private static decimal Difference(object a, object b, JsonNode condition) => (a, b) switch
    {
        (long x, long y) => (decimal)x - y,
        (DateTime x, DateTime y) => (x - y).Ticks / (decimal)TimeSpan.FromHours((string)condition["dateDiffUnit"]! switch { "HOUR" => 1, "DAY" => 24, _ => 168 }).Ticks,
        _ => Bounded(Convert.ToDouble(a, CultureInfo.InvariantCulture) - Convert.ToDouble(b, CultureInfo.InvariantCulture)),
    };

    // NaN is larger than any number.
    private static decimal Bounded(double difference) => double.IsNaN(difference) || difference > 1e28 ? decimal.MaxValue : difference < -1e28 ? decimal.MinValue : (decimal)difference;

    private static List<int[]> Nearest(NaiveRows[] tables, List<int[]> found, int added, JsonNode condition)
    {
        decimal Distance(int[] rows) => Math.Abs(Difference(Value(tables, rows, condition["column1"]!)!, Value(tables, rows, condition["column2"]!)!, condition));
        HashSet<int[]> kept = [.. found.OrderBy(Distance).ThenBy(rows => rows[added]).Take((int)condition["maxMatches"]!)];
        return [.. found.Where(kept.Contains)];
    }

    private static string WithoutMarks(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC);

    private static object? Value(NaiveRows[] tables, int[] rows, JsonNode column)
    {
        int table = (int)column["table"]!;
        return rows[table] < 0 ? null : tables[table].Rows[rows[table]][tables[table].At((string)column["name"]!)];
    }

    private static NaiveRows Matched(NaiveRows[] tables, JsonNode payload, List<int[]> combinations)
    {
        string? only = payload["joins"]!.AsArray().Select(join => (string)join!["type"]!).FirstOrDefault(type => type.EndsWith("_ANTI", StringComparison.Ordinal) || type.EndsWith("_SEMI", StringComparison.Ordinal));
        List<(int Table, int Column, string Name)> selected = Selected(tables, payload, only is null ? null : only.StartsWith("LEFT", StringComparison.Ordinal) ? 0 : 1);

        // Left rows first, in their order; rows of the right without a match come last.
        IEnumerable<int[]> sorted = combinations.OrderBy(rows => rows, Comparer<int[]>.Create((a, b) =>
        {
            for (int table = 0; table < a.Length; table++)
            {
                int order = (a[table] < 0 ? int.MaxValue : a[table]).CompareTo(b[table] < 0 ? int.MaxValue : b[table]);
                if (order != 0)
                    return order;
            }

            return 0;
        }));
        return new NaiveRows(
            [.. selected.Select(column => (column.Name, tables[column.Table].Columns[column.Column].Type))],
            [.. sorted.Select(rows => selected.Select(column => rows[column.Table] < 0 ? null : tables[column.Table].Rows[rows[column.Table]][column.Column]).ToArray())]);
    }

    private static List<(int Table, int Column, string Name)> Selected(NaiveRows[] tables, JsonNode payload, int? only)
    {
        string Named(int table, string name) => (string?)payload["virtualInputs"]![table]!["prefix"] is { Length: > 0 } prefix ? $"{prefix}_{name}" : name;
        string Mode(int table) => (string?)payload["virtualInputs"]![table]!["outputColumnsSelectionMode"] ?? "MANUAL";
        (int Table, int Column, string Name)[] chosen = [.. payload["selectedColumns"]!.AsArray().Where(column => only is null || (int)column!["table"]! == only).Select(column =>
            ((int)column!["table"]!, tables[(int)column["table"]!].At((string)column["name"]!), (string?)column["alias"] ?? Named((int)column["table"]!, (string)column["name"]!)))];
        if (Enumerable.Range(0, tables.Length).All(table => Mode(table) == "MANUAL"))
            return [.. chosen];

        var selected = new List<(int Table, int Column, string Name)>();
        foreach (int table in Enumerable.Range(0, tables.Length).Where(table => only is null || table == only))
        {
            (int, int, string Name)[] all = [.. tables[table].Columns.Select((column, index) => (table, index, Named(table, column.Name)))];
            selected.AddRange(Mode(table) switch
            {
                "MANUAL" => chosen.Where(column => column.Table == table),
                "ALL" => all,
                _ => [.. all.Where(column => !selected.Exists(other => other.Name == column.Name))],
            });
        }

        return selected;
    }

    private static NaiveRows Unmatched(NaiveRows[] tables, JsonNode payload, bool right)
    {
        JsonNode join = payload["joins"]![0]!;
        int kept = right ? 1 : 0;
        IEnumerable<object?[]> rows = tables[kept].Rows.Where((_, row) =>
        {
            int[] both = Start(tables.Length, kept, row);
            return !Enumerable.Range(0, tables[1 - kept].Rows.Count).Any(other =>
            {
                both[1 - kept] = other;
                return Meets(tables, both, join);
            });
        });
        return tables[kept] with { Rows = [.. rows] };
    }
}
