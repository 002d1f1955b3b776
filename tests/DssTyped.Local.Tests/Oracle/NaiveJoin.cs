using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Joins by comparing every row with every row.</summary>
internal static class NaiveJoin
{
    public static NaiveRows[] Run(NaiveRows[] sources, JsonNode payload, IReadOnlyList<(string Role, string Name)> outputs)
    {
        NaiveRows[] tables = [.. payload["virtualInputs"]!.AsArray().Select(table => NaiveFilter.Apply(sources[(int)table!["index"]!], table["preFilter"]))];

        // A combination of rows: for each table the index of its row, or -1.
        List<int[]> combinations = [.. Enumerable.Range(0, tables[0].Rows.Count).Select(row => Start(tables.Length, 0, row))];
        foreach (JsonNode? join in payload["joins"]!.AsArray())
            combinations = Join(tables, combinations, join!);

        return [.. outputs.Select(output => output.Role switch
        {
            "unmatchedRight" => Unmatched(tables, payload, right: true),
            "unmatchedLeft" => Unmatched(tables, payload, right: false),
            _ => Matched(tables, payload, combinations),
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

            if (type == "ADVANCED")
                found = Limit(tables, found, added, join["rightLimit"]);
            bool outer = type is "LEFT" or "FULL" || (type == "ADVANCED" && NaiveFilter.Flag(join, "outerJoinOnTheLeft"));
            if (type == "LEFT_ANTI")
                result.AddRange(found.Count == 0 ? [combination] : []);
            else
                result.AddRange(found.Count == 0 && outer ? [combination] : found);
        }

        if (type is "RIGHT" or "FULL")
            result.AddRange(Enumerable.Range(0, tables[added].Rows.Count).Where(row => !matched.Contains(row)).Select(row => Start(tables.Length, added, row)));
        if (type == "RIGHT_ANTI")
            result = [.. Enumerable.Range(0, tables[added].Rows.Count).Where(row => !matched.Contains(row)).Select(row => Start(tables.Length, added, row))];
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
        if (NaiveFilter.Flag(condition, "caseInsensitive"))
            (a, b) = (((string)a).ToLowerInvariant(), ((string)b).ToLowerInvariant());
        int order = NaiveRows.Compare(a, b);
        return (string)condition["type"]! switch
        {
            "EQ" => order == 0,
            "NE" => order != 0,
            "LT" => order < 0,
            "LTE" => order <= 0,
            "GT" => order > 0,
            "GTE" => order >= 0,
            "WITHIN_RANGE" => (long)a - (long)b is var difference && difference >= (int)condition["windowFrom"]! && difference <= (int)condition["windowTo"]!,
            "CONTAINS" => ((string)a).Contains((string)b, StringComparison.Ordinal),
            "STARTS_WITH" => ((string)a).StartsWith((string)b, StringComparison.Ordinal),
            var other => throw new InvalidOperationException(other),
        };
    }

    private static object? Value(NaiveRows[] tables, int[] rows, JsonNode column)
    {
        int table = (int)column["table"]!;
        return rows[table] < 0 ? null : tables[table].Rows[rows[table]][tables[table].At((string)column["name"]!)];
    }

    private static NaiveRows Matched(NaiveRows[] tables, JsonNode payload, List<int[]> combinations)
    {
        (int Table, int Column, string Name)[] selected = [.. payload["selectedColumns"]!.AsArray().Select(column =>
        {
            int table = (int)column!["table"]!;
            string name = (string)column["name"]!;
            string? prefix = (string?)payload["virtualInputs"]![table]!["prefix"];
            return (table, tables[table].At(name), (string?)column["alias"] ?? (string.IsNullOrEmpty(prefix) ? name : $"{prefix}_{name}"));
        })];

        string? only = payload["joins"]!.AsArray().Select(join => (string)join!["type"]!).FirstOrDefault(type => type.EndsWith("_ANTI", StringComparison.Ordinal));
        if (only is not null)
            selected = [.. selected.Where(column => column.Table == (only == "LEFT_ANTI" ? 0 : 1))];

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
