using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>A slow, plain interpreter of payloads, written from what DSS does and not from the engine's SQL. It reads the payload itself.</summary>
internal static class NaiveRecipes
{
    public static IReadOnlyDictionary<string, Table> Run(RecipeCase test)
    {
        if (test.Type is "sql_query" or "sql_script")
            return SqliteScript.Run(test);

        JsonNode payload = JsonNode.Parse(test.Payload)!;
        if (test.Type == "shaker")
            return new Dictionary<string, Table> { ["O0"] = NaivePrepare.Run(test.Inputs["I0"], payload) };

        JsonNode settings = JsonNode.Parse(test.Params)!;
        NaiveRows[] inputs = [.. test.Inputs.Values.Select(NaiveRows.Of)];
        if (test.Type is not ("join" or "fuzzyjoin" or "vstack" or "sampling" or "update" or "upsert"))
            inputs[0] = NaiveComputed.Apply(NaiveFilter.Apply(inputs[0], payload["preFilter"]), payload["computedColumns"]);

        NaiveRows[] outputs = test.Type switch
        {
            "sync" => [inputs[0]],
            "grouping" => [Grouping(inputs[0], payload)],
            "distinct" => [Distinct(inputs[0], payload)],
            "sort" => [Sort(inputs[0], payload)],
            "topn" => TopN(inputs[0], payload),
            "sampling" => [Sampling(inputs[0], payload, settings)],
            "split" => Split(inputs[0], payload, test.Outputs.Count),
            "vstack" => [NaiveStack.Run(inputs, payload)],
            "join" or "fuzzyjoin" => NaiveJoin.Run(inputs, payload, test.Outputs),
            "window" => [NaiveWindow.Run(inputs[0], payload)],
            "pivot" => [NaivePivot.Run(inputs[0], payload, JsonNode.Parse(test.StoredSchemas["O0"])!)],
            "update" or "upsert" => [Upsert(NaiveFilter.Apply(inputs[0], payload["filter"]), test.Earlier.TryGetValue("O0", out Table? earlier) ? NaiveRows.Of(earlier) : null, payload)],
            _ => throw new InvalidOperationException(test.Type),
        };
        if (test.Type is "grouping" or "distinct" or "vstack" or "join" or "window" or "pivot")
            outputs[0] = NaiveFilter.Apply(outputs[0], payload["postFilter"]);

        return test.Outputs.Select((output, index) => (output.Name, outputs[Math.Min(index, outputs.Length - 1)].ToTable())).ToDictionary(pair => pair.Name, pair => pair.Item2);
    }

    public static string Renamed(JsonNode payload, string name) => (string?)payload["outputColumnNameOverrides"]?[name] ?? name;

    public static string Name(JsonNode? node) => node is JsonObject item ? (string?)item["column"] ?? (string)item["name"]! : (string)node!;

    public static Comparison<int> By(NaiveRows rows, int column, bool descending) =>
        (a, b) => NaiveRows.Compare(rows.Rows[a][column], rows.Rows[b][column]) * (descending ? -1 : 1);

    public static Comparison<int>[] Orders(NaiveRows rows, JsonNode? orders) =>
        orders is JsonArray list ? [.. list.Select(order => By(rows, rows.At(Name(order)), NaiveFilter.Flag(order, "desc")))] : [];

    /// <summary>The rows of each group, groups in order of their keys.</summary>
    public static List<List<int>> Groups(NaiveRows rows, int[] keys)
    {
        Comparison<int>[] order = [.. keys.Select(key => By(rows, key, descending: false))];
        var groups = new List<List<int>>();
        foreach (int row in NaiveRows.Sorted(Enumerable.Range(0, rows.Rows.Count), order))
        {
            if (groups.Count > 0 && order.All(key => key(groups[^1][0], row) == 0))
                groups[^1].Add(row);
            else
                groups.Add([row]);
        }

        return groups;
    }

    private static NaiveRows Grouping(NaiveRows rows, JsonNode payload)
    {
        int[] keys = [.. payload["keys"]!.AsArray().Select(key => rows.At(Name(key)))];
        List<List<int>> groups = keys.Length == 0 ? [[.. Enumerable.Range(0, rows.Rows.Count)]] : Groups(rows, keys);
        List<(string, string)> columns = [.. keys.Select(key => (Renamed(payload, rows.Columns[key].Name), rows.Columns[key].Type))];
        var makers = new List<Func<List<int>, object?>>();
        foreach (int key in keys)
            makers.Add(group => rows.Rows[group[0]][key]);

        foreach (JsonNode? value in payload["values"]!.AsArray())
        {
            int column = rows.At((string)value!["column"]!);
            foreach ((string flag, string suffix) in NaiveAggregates.Grouping.Where(aggregate => NaiveFilter.Flag(value, aggregate.Flag)))
            {
                columns.Add((Renamed(payload, $"{rows.Columns[column].Name}_{suffix}"), NaiveAggregates.TypeOf(suffix, rows.Columns[column].Type, NaiveFilter.Flag(payload, "enlargeYourBits"))));
                makers.Add(group => NaiveAggregates.Of(suffix, rows, column, group,
                    (string?)value["orderColumn"] is { } order ? NaiveRows.Sorted(group, By(rows, rows.At(order), descending: false)) : group, value, NaiveFilter.Flag(payload, "enlargeYourBits")));
            }
        }

        if (NaiveFilter.Flag(payload, "globalCount"))
        {
            columns.Add((Renamed(payload, "count"), "bigint"));
            makers.Add(group => (long)group.Count);
        }

        // A group keeps the order of the input.
        return new NaiveRows(columns, [.. groups.Select(group => { group.Sort(); return makers.Select(make => make(group)).ToArray(); })]);
    }

    private static NaiveRows Distinct(NaiveRows rows, JsonNode payload)
    {
        int[] keys = payload["keys"] is JsonArray { Count: > 0 } chosen ? [.. chosen.Select(key => rows.At(Name(key)))] : [.. Enumerable.Range(0, rows.Columns.Count)];
        bool counts = NaiveFilter.Flag(payload, "globalCount");
        List<(string, string)> columns = [.. keys.Select(key => (Renamed(payload, rows.Columns[key].Name), rows.Columns[key].Type))];
        if (counts)
            columns.Add((Renamed(payload, "count"), "bigint"));

        return new NaiveRows(columns, [.. Groups(rows, keys).Select(group => keys.Select(key => rows.Rows[group[0]][key]).Concat(counts ? [(long)group.Count] : []).ToArray())]);
    }

    private static NaiveRows Sort(NaiveRows rows, JsonNode payload)
    {
        Comparison<int>[] orders = Orders(rows, payload["orders"]);
        List<int> sorted = NaiveRows.Sorted(Enumerable.Range(0, rows.Rows.Count), orders);
        return Ranked(rows, [.. Enumerable.Range(0, rows.Columns.Count)], [sorted], orders, payload, sorted);
    }

    private static NaiveRows[] TopN(NaiveRows rows, JsonNode payload)
    {
        int[] keys = [.. payload["keys"]!.AsArray().Select(key => rows.At(Name(key)))];
        Comparison<int>[] orders = Orders(rows, payload["orders"]);
        List<List<int>> groups = [.. (keys.Length == 0 ? [[.. Enumerable.Range(0, rows.Rows.Count)]] : Groups(rows, keys)).Select(group => { group.Sort(); return NaiveRows.Sorted(group, orders); })];
        int first = (int)payload["firstRows"]!;
        int last = (int)payload["lastRows"]!;
        HashSet<int> chosen = [.. groups.SelectMany(group => group.Where((_, place) => place < first || place >= group.Count - last))];
        int[] columns = (string?)payload["retrievedColumnsSelectionMode"] == "EXPLICIT" ? [.. payload["retrievedColumns"]!.AsArray().Select(name => rows.At((string)name!))] : [.. Enumerable.Range(0, rows.Columns.Count)];
        List<int> all = [.. groups.SelectMany(group => group)];
        return [Ranked(rows, columns, groups, orders, payload, [.. all.Where(chosen.Contains)]), Ranked(rows, columns, groups, orders, payload, [.. all.Where(row => !chosen.Contains(row))])];
    }

    private static NaiveRows Ranked(NaiveRows rows, int[] columns, List<List<int>> groups, Comparison<int>[] orders, JsonNode payload, List<int> written)
    {
        List<(string, string)> names = [.. columns.Select(column => (Renamed(payload, rows.Columns[column].Name), rows.Columns[column].Type))];
        var added = new List<Func<List<int>, int, long>>();
        foreach ((string flag, string name, Func<List<int>, int, long> make) in new (string, string, Func<List<int>, int, long>)[]
        {
            ("duplicateCount", "_duplicate_count", (group, _) => group.Count),
            ("rowNumber", "_row_number", (_, place) => place + 1),
            ("rank", "_rank", (group, place) => 1 + group.FindIndex(other => Same(orders, other, group[place]))),
            ("denseRank", "_dense_rank", (group, place) => 1 + Enumerable.Range(1, place).Count(at => !Same(orders, group[at - 1], group[at]))),
        })
        {
            if (!NaiveFilter.Flag(payload, flag))
                continue;
            names.Add((Renamed(payload, name), "bigint"));
            added.Add(make);
        }

        var result = new List<object?[]>();
        foreach (int row in written)
        {
            List<int> group = groups.Single(candidate => candidate.Contains(row));
            result.Add([.. columns.Select(column => rows.Rows[row][column]), .. added.Select(make => (object?)make(group, group.IndexOf(row)))]);
        }

        return new NaiveRows(names, result);
    }

    public static bool Same(Comparison<int>[] orders, int a, int b) => orders.All(order => order(a, b) == 0);

    private static NaiveRows Sampling(NaiveRows rows, JsonNode payload, JsonNode settings)
    {
        NaiveRows filtered = NaiveFilter.Apply(rows, payload);
        JsonNode selection = settings["selection"]!;
        if (NaiveFilter.Flag(selection["ordering"], "enabled"))
        {
            Comparison<int>[] orders = [.. selection["ordering"]!["rules"]!.AsArray().Select(rule => By(filtered, filtered.At(Name(rule)), !NaiveFilter.Flag(rule, "asc")))];
            filtered = filtered with { Rows = [.. NaiveRows.Sorted(Enumerable.Range(0, filtered.Rows.Count), orders).Select(row => filtered.Rows[row])] };
        }

        int most = (int)selection["maxRecords"]!;
        return filtered with
        {
            Rows = (string)selection["samplingMethod"]! switch
            {
                "HEAD_SEQUENTIAL" => [.. filtered.Rows.Take(most)],
                "TAIL_SEQUENTIAL" => [.. filtered.Rows.TakeLast(most)],
                // The first by the column, but in the order of the input.
                "COLUMN_ORDERED" => [.. NaiveRows.Sorted(Enumerable.Range(0, filtered.Rows.Count), By(filtered, filtered.At(Name(selection)), !NaiveFilter.Flag(selection, "ascending"))).Take(most).Order().Select(row => filtered.Rows[row])],
                _ => filtered.Rows,
            },
        };
    }

    private static NaiveRows[] Split(NaiveRows rows, JsonNode payload, int outputs)
    {
        int otherwise = (int?)payload["defaultOutputIndex"] ?? -1;
        IReadOnlyList<int> to = (string?)payload["mode"] switch
        {
            "FILTERS" or "RANGE" => [.. rows.Rows.Select(row => payload[(string?)payload["mode"] == "RANGE" ? "rangeSplits" : "filterSplits"]!.AsArray().FirstOrDefault(split => NaiveFilter.Keeps(rows, row, split!["filter"])) is { } found ? (int)found["outputIndex"]! : otherwise)],
            "VALUES" => [.. rows.Rows.Select(row => ByValue(rows, row, payload) ?? otherwise)],
            "RANDOM" => ByChance(rows.Rows.Count, payload, otherwise),
            "CENTILE" => ByCentile(rows, payload, otherwise),
            _ => throw new InvalidOperationException(),
        };
        int written = NaiveFilter.Flag(payload, "writeComputedColumnsInOutput") ? rows.Columns.Count : rows.Columns.Count - (payload["computedColumns"]?.AsArray().Count ?? 0);
        return [.. Enumerable.Range(0, outputs).Select(output => new NaiveRows(rows.Columns[..written], [.. rows.Rows.Where((_, row) => to[row] == output).Select(row => row[..written])]))];
    }

    private static int? ByValue(NaiveRows rows, object?[] row, JsonNode payload)
    {
        int column = rows.At((string)payload["column"]!);
        string? text = NaiveRows.Text(row[column], rows.Columns[column].Type);
        JsonNode? found = payload["valueSplits"]!.AsArray().FirstOrDefault(split =>
        {
            string? value = split!["value"] is JsonValue given ? given.ToString() : null;
            if (string.IsNullOrEmpty(value))
                return text is null;
            if (NaiveRows.IsNumber(rows.Columns[column].Type))
                return row[column] is not null && NaiveRows.Compare(row[column], NaiveRows.IsWhole(rows.Columns[column].Type) ? NaiveValues.OfCell(value) : NaiveRows.Parse(value, "double")) == 0;
            return text is not null && (NaiveFilter.Flag(split, "caseSensitive") ? text == value : NaiveRows.Lower(text) == NaiveRows.Lower(value));
        });
        return (int?)found?["outputIndex"];
    }

    // Java's Random with 48 bits, drawn once per row.
    private static List<int> ByChance(int count, JsonNode payload, int otherwise)
    {
        JsonArray shares = payload["randomSplits"]!.AsArray();
        int[] left = Sizes(shares, count);
        ulong state = ((ulong)(long)payload["seed"]! ^ 0x5DEECE66DUL) % (1UL << 48);
        var to = new List<int>();
        for (int row = 0; row < count; row++)
        {
            state = ((state * 0x5DEECE66DUL) + 11) % (1UL << 48);
            float chance = (state / (1UL << 24)) / 16777216f;
            int chosen = Enumerable.Range(0, left.Length).FirstOrDefault(share => chance * (count - row) < left.Take(share + 1).Sum(), -1);
            if (chosen >= 0)
                left[chosen]--;
            to.Add(chosen >= 0 ? (int)shares[chosen]!["outputIndex"]! : otherwise);
        }

        return to;
    }

    private static List<int> ByCentile(NaiveRows rows, JsonNode payload, int otherwise)
    {
        JsonArray shares = payload["centileSplits"]!.AsArray();
        List<int> sorted = NaiveRows.Sorted(Enumerable.Range(0, rows.Rows.Count), Orders(rows, payload["centileOrders"]));
        var ends = Sizes(shares, rows.Rows.Count).Aggregate(new List<int>(), (list, size) => [.. list, (list.Count == 0 ? 0 : list[^1]) + size]);
        return [.. Enumerable.Range(0, rows.Rows.Count).Select(row => ends.FindIndex(end => sorted.IndexOf(row) < end) is >= 0 and var share ? (int)shares[share]!["outputIndex"]! : otherwise)];
    }

    // How many rows each share gets: its end less its start, both rounded.
    private static int[] Sizes(JsonArray shares, int count)
    {
        int End(int share) => (int)Math.Round(shares.Take(share).Sum(item => (int)item!["share"]!) * count / 100.0, MidpointRounding.AwayFromZero);
        return [.. Enumerable.Range(0, shares.Count).Select(share => End(share + 1) - End(share))];
    }

    private static NaiveRows Upsert(NaiveRows given, NaiveRows? earlier, JsonNode payload)
    {
        bool adds = NaiveFilter.Flag(payload, "addMissingRows");
        if (earlier is null)
            return given with { Rows = adds ? given.Rows : [] };

        bool Has(NaiveRows rows, string name) => rows.Columns.Exists(column => column.Name == name);
        List<(string Name, string Type)> columns =
        [
            .. earlier.Columns.Where(column => !NaiveFilter.Flag(payload, "deleteMissingCols") || Has(given, column.Name)),
            .. given.Columns.Where(column => NaiveFilter.Flag(payload, "addMissingCols") && !Has(earlier, column.Name)),
        ];
        object?[] Row(object?[]? mine, object?[]? old) => [.. columns.Select(column => mine is not null && Has(given, column.Name) ? mine[given.At(column.Name)] : old is not null && Has(earlier, column.Name) ? old[earlier.At(column.Name)] : null)];
        string[] keys = [.. payload["uniqueKey"]!.AsArray().Select(key => (string)key!)];
        string?[] KeyOf(NaiveRows rows, object?[] row) => [.. keys.Select(key => NaiveRows.Text(row[rows.At(key)], rows.Columns[rows.At(key)].Type))];
        object?[]? Match(NaiveRows rows, string?[] key) => rows.Rows.Find(row => KeyOf(rows, row).SequenceEqual(key));
        return new NaiveRows(columns,
        [
            .. earlier.Rows.Select(old => (Old: old, Mine: Match(given, KeyOf(earlier, old)))).Where(pair => pair.Mine is not null || !NaiveFilter.Flag(payload, "deleteMissingRows")).Select(pair => Row(pair.Mine, pair.Old)),
            .. given.Rows.Where(mine => adds && Match(earlier, KeyOf(given, mine)) is null).Select(mine => Row(mine, null)),
        ]);
    }
}
