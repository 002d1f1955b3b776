using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Pivots, for the modalities that are stored with the output or for those in the data.</summary>
internal static class NaivePivot
{
    public static NaiveRows Run(NaiveRows rows, JsonNode payload, JsonNode stored)
    {
        JsonNode[] elements = [.. payload["pivots"]!.AsArray().Select(element => element!)];
        JsonNode[] others = [.. payload["otherColumns"]!.AsArray().Select(entry => entry!)];
        int[] keys = [.. Identifiers(rows, payload, elements, others).Select(rows.At)];
        List<(string, string)> columns = [.. keys.Select(key => rows.Columns[key])];
        var makers = new List<Func<List<int>, object?>>();
        for (int at = 0; at < elements.Length; at++)
        {
            JsonNode element = elements[at];
            int[] pivots = [.. element["keyColumns"]!.AsArray().Select(name => rows.At((string)name!))];
            IEnumerable<(string?[] Values, string Name)> modalities = (string?)payload["schemaComputation"] == "ALWAYS"
                ? Found(rows, pivots, element, NaiveFilter.Flag(payload, "sortModalities")).Select(values => (values, string.Join('_', values)))
                : stored["metadata"]!["pivotElementsModalities"]![at]!["pivotedModalities"]!.AsArray().Select(modality => (modality!["keyValues"]!.AsArray().Select(value => (string?)value is { Length: > 0 } text ? text : null).ToArray(), (string)modality["name"]!));
            foreach ((string?[] values, string name) in modalities)
            {
                List<int> Of(List<int> group) => [.. group.Where(row => pivots.Select(pivot => Cell(rows, row, pivot)).SequenceEqual(values))];
                foreach (JsonNode? entry in element["valueColumns"]!.AsArray())
                    Add(rows, entry!, name + "_", Of, columns, makers);

                if (!NaiveFilter.Flag(element, "globalCount"))
                    continue;
                columns.Add((name + "_count", "bigint"));
                makers.Add(group => (long)Of(group).Count);
            }
        }

        foreach (JsonNode other in others)
            Add(rows, other, "", group => group, columns, makers);

        List<List<int>> groups = keys.Length == 0 ? [[.. Enumerable.Range(0, rows.Rows.Count)]] : NaiveRecipes.Groups(rows, keys);
        return new NaiveRows(columns, [.. groups.Select(group => { group.Sort(); return keys.Select(key => rows.Rows[group[0]][key]).Concat(makers.Select(make => make(group))).ToArray(); })]);
    }

    private static void Add(NaiveRows rows, JsonNode entry, string prefix, Func<List<int>, List<int>> of, List<(string, string)> columns, List<Func<List<int>, object?>> makers)
    {
        int column = rows.At((string)entry["column"]!);
        foreach ((string _, string suffix) in NaiveAggregates.Grouping.Where(aggregate => NaiveFilter.Flag(entry, aggregate.Flag)))
        {
            columns.Add(($"{prefix}{rows.Columns[column].Name}_{suffix}", NaiveAggregates.TypeOf(suffix, rows.Columns[column].Type, enlarge: false)));
            makers.Add(group => of(group) is var members ? NaiveAggregates.Of(suffix, rows, column, members, members, entry, enlarge: false) : null);
        }
    }

    // All columns that nothing else is done with, unless they are chosen.
    private static IEnumerable<string> Identifiers(NaiveRows rows, JsonNode payload, JsonNode[] elements, JsonNode[] others)
    {
        string[] used = [.. elements.SelectMany(element => element["keyColumns"]!.AsArray().Select(name => (string)name!).Concat(Used(element["valueColumns"]!.AsArray()))), .. Used(others)];
        return (string)payload["identifierColumnsSelection"]! switch
        {
            "EXPLICIT" => payload["explicitIdentifiers"]!.AsArray().Select(name => (string)name!),
            "NONE" => [],
            _ => rows.Columns.Select(column => column.Name).Except(used),
        };
    }

    private static IEnumerable<string> Used(IEnumerable<JsonNode?> entries) =>
        entries.Where(entry => NaiveAggregates.Grouping.Any(aggregate => NaiveFilter.Flag(entry, aggregate.Flag))).Select(entry => (string)entry!["column"]!);

    private static IEnumerable<string?[]> Found(NaiveRows rows, int[] pivots, JsonNode element, bool sorts)
    {
        string limit = (string)element["valueLimit"]!;
        if (limit == "EXPLICIT")
            return element["explicitValues"]!.AsArray().Select(values => values!.AsArray().Select(value => (string?)value).ToArray());

        Comparer<string?[]> byValue = Comparer<string?[]>.Create((a, b) => a.Zip(b).Select(pair => NaiveRows.CompareTexts(pair.First!, pair.Second!)).FirstOrDefault(order => order != 0));
        IEnumerable<string?[]> found = Enumerable.Range(0, rows.Rows.Count).Select(row => pivots.Select(pivot => Cell(rows, row, pivot)).ToArray()).Where(values => values.All(value => value is not null))
            .GroupBy(values => string.Join('\u0001', values))
            .Where(same => limit != "AT_LEAST_N_OCCURRENCES" || same.Count() >= (int)element["minOccLimit"]!)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.First(), byValue).Select(same => same.First())
            .Take(limit == "TOP_N" ? (int)element["topnLimit"]! : int.MaxValue);
        return sorts ? found.Order(byValue) : found;
    }

    private static string? Cell(NaiveRows rows, int row, int column) => NaiveRows.Text(rows.Rows[row][column], rows.Columns[column].Type);
}
