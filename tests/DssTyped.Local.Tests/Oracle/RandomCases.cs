using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>Makes random recipes over random small tables, the same for the same seed.</summary>
internal sealed class RandomCases(int seed)
{
    // Their sums would differ with the order of adding.
    private static readonly string[] s_adding = ["grouping", "window", "pivot"];

    private readonly Random _random = new(seed);
    private RandomTables _tables = null!;
    private RandomFilters _filters = null!;

    public static string[] Types => ["sync", "grouping", "distinct", "sort", "topn", "sampling", "split", "vstack", "join", "window", "pivot", "upsert", "shaker", "fuzzyjoin", "sql_query", "sql_script"];

    public RecipeCase Make(string type)
    {
        // Databases differ in what they make of rare values.
        _tables = new RandomTables(_random, isWide: type is not ("sql_query" or "sql_script") && _random.Chance(0.4), s_adding.Contains(type));
        _filters = new RandomFilters(_random, _tables);
        return type switch
        {
            "sync" => RecipeCase.Of(type, "{}", _tables.Rows(_tables.Columns(), 8)),
            "grouping" => Grouping(),
            "distinct" => Distinct(),
            "sort" => Sort(),
            "topn" => TopN(),
            "sampling" => Sampling(),
            "split" => Split(),
            "vstack" => VStack(),
            "join" => new RandomJoins(_random, _tables, _filters).Join(),
            "window" => Window(),
            "pivot" => new RandomPivots(_random, _tables, _filters).Pivot(),
            "upsert" => Upsert(),
            "shaker" => Prepare(),
            "fuzzyjoin" => new RandomJoins(_random, _tables, _filters).FuzzyJoin(),
            "sql_query" or "sql_script" => new RandomSql(_random).Make(type, columns => _tables.Rows(columns, 8)),
            _ => throw new InvalidOperationException(type),
        };
    }

    internal static JsonArray Names(IEnumerable<(string Name, string Type)> columns) => new([.. columns.Select(column => (JsonNode)column.Name)]);

    private static JsonArray Keys(IEnumerable<(string Name, string Type)> columns) => new([.. columns.Select(column => new JsonObject { ["column"] = column.Name, ["type"] = column.Type })]);

    private JsonArray Orders(IReadOnlyList<(string Name, string Type)> columns, int least = 1) =>
        new([.. _random.Some(columns, least, 3).Select(column => new JsonObject { ["column"] = column.Name, ["desc"] = _random.Chance() })]);

    // The columns that a filter after the recipe is sure to find.
    private static List<(string, string)> Renamed(IEnumerable<(string Name, string Type)> columns, JsonObject names) =>
        [.. columns.Select(column => ((string?)names[column.Name] ?? column.Name, column.Type))];

    private RecipeCase Grouping()
    {
        var own = _tables.Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = _filters.Computed(columns);
        List<(string Name, string Type)> keys = _random.Some(columns, 0, 3);
        List<(string Name, string Type)> valued = _random.Some(columns, 1, 3);
        var values = valued.Select(column => _random.Flags(
            new JsonObject { ["column"] = column.Name, ["orderColumn"] = _random.Pick(columns).Name, ["firstLastNotNull"] = _random.Chance(), ["concatSeparator"] = _random.Pick(["|", ",", ", ", "", "'", "a"]) },
            NaiveAggregates.Grouping.Select(flag => flag.Flag), column.Type));
        bool counts = keys.Count == 0 || _random.Chance(0.8);
        JsonObject names = _random.Renamings([.. keys.Select(key => key.Name), "count", .. valued.Select(column => column.Name + "_max")]);
        var payload = new JsonObject
        {
            ["preFilter"] = _filters.Filter(own), ["computedColumns"] = computed, ["keys"] = Keys(keys), ["values"] = new JsonArray([.. values]), ["globalCount"] = counts,
            ["outputColumnNameOverrides"] = names, ["enlargeYourBits"] = _random.Chance(0.8),
        };
        payload["postFilter"] = _filters.Filter(Renamed(counts ? [.. keys, ("count", "bigint")] : keys, names));
        return RecipeCase.Of("grouping", payload.ToJsonString(), _tables.Rows(own, 12));
    }

    private RecipeCase Distinct()
    {
        var own = _tables.Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = _filters.Computed(columns);
        List<(string Name, string Type)> keys = _random.Some(columns, 0, 3);
        bool counts = _random.Chance();
        JsonObject names = _random.Renamings([.. columns.Select(column => column.Name), "count"]);
        List<(string, string)> written = Renamed([.. keys.Count == 0 ? columns : keys, .. counts ? [("count", "bigint")] : Array.Empty<(string, string)>()], names);
        var payload = new JsonObject
        {
            ["preFilter"] = _filters.Filter(own), ["computedColumns"] = computed, ["keys"] = _random.Chance() ? Keys(keys) : Names(keys), ["globalCount"] = counts, ["outputColumnNameOverrides"] = names, ["postFilter"] = _filters.Filter(written, 0.3),
        };
        return RecipeCase.Of("distinct", payload.ToJsonString(), _tables.Rows(own, 10));
    }

    private RecipeCase Sort()
    {
        var own = _tables.Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = _filters.Computed(columns);
        var payload = new JsonObject
        {
            ["preFilter"] = _filters.Filter(own), ["computedColumns"] = computed, ["orders"] = Orders(columns, 0), ["rowNumber"] = _random.Chance(), ["rank"] = _random.Chance(), ["denseRank"] = _random.Chance(),
            ["outputColumnNameOverrides"] = _random.Renamings(["_rank", "_row_number", "_dense_rank", columns[0].Name]),
        };
        return RecipeCase.Of("sort", payload.ToJsonString(), _tables.Rows(own, 10));
    }

    private RecipeCase TopN()
    {
        var own = _tables.Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = _filters.Computed(columns);
        List<(string Name, string Type)> keys = _random.Some(columns, 0, 2);
        var payload = new JsonObject
        {
            ["preFilter"] = _filters.Filter(own), ["computedColumns"] = computed, ["keys"] = _random.Chance() ? Names(keys) : Keys(keys), ["orders"] = Orders(columns), ["firstRows"] = _random.Next(0, 4), ["lastRows"] = _random.Next(0, 3),
            ["retrievedColumnsSelectionMode"] = _random.Chance() ? "ALL" : "EXPLICIT", ["retrievedColumns"] = Names(_random.Some(columns, 1, 3)),
            ["duplicateCount"] = _random.Chance(), ["rowNumber"] = _random.Chance(), ["rank"] = _random.Chance(), ["denseRank"] = _random.Chance(), ["outputColumnNameOverrides"] = _random.Renamings(["_rank", "_duplicate_count", columns[0].Name]),
        };
        RecipeCase test = RecipeCase.Of("topn", payload.ToJsonString(), _tables.Rows(own, 12));
        return _random.Chance(0.3) ? test.WithOutputs("O0", "O1") : test;
    }

    private RecipeCase Sampling()
    {
        var columns = _tables.Columns();
        string method = _random.Pick(["FULL", "HEAD_SEQUENTIAL", "TAIL_SEQUENTIAL", "COLUMN_ORDERED"]);
        var rules = new JsonArray([.. _random.Some(columns, 1, 2).Select(column => new JsonObject { ["column"] = column.Name, ["asc"] = _random.Chance() })]);
        var selection = new JsonObject
        {
            ["samplingMethod"] = method, ["maxRecords"] = _random.Next(0, 6), ["column"] = _random.Pick(columns).Name, ["ascending"] = _random.Chance(),
            ["ordering"] = new JsonObject { ["enabled"] = method is "FULL" or "HEAD_SEQUENTIAL" && _random.Chance(0.4), ["rules"] = rules },
        };
        return RecipeCase.Of("sampling", _filters.Filter(columns, 0.9).ToJsonString(), _tables.Rows(columns, 10)) with { Params = new JsonObject { ["selection"] = selection }.ToJsonString() };
    }

    private RecipeCase Split()
    {
        var own = _tables.Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = _filters.Computed(columns);
        string mode = _random.Pick(["FILTERS", "VALUES", "RANDOM", "RANGE", "CENTILE"]);
        int outputs = _random.Next(2, 4);
        int[] shares = [_random.Next(0, 101), _random.Next(0, 101), 100];
        (string name, string type) = _random.Pick(columns);
        var payload = new JsonObject
        {
            ["mode"] = mode, ["preFilter"] = _filters.Filter(own), ["computedColumns"] = computed, ["writeComputedColumnsInOutput"] = _random.Chance(), ["defaultOutputIndex"] = _random.Next(-1, outputs), ["column"] = name, ["seed"] = _random.Next(),
            ["filterSplits"] = new JsonArray([.. Enumerable.Range(0, outputs).Select(output => new JsonObject { ["filter"] = _filters.Filter(columns, 0.9), ["outputIndex"] = output })]),
            ["valueSplits"] = new JsonArray([.. Enumerable.Range(0, 3).Select(output => new JsonObject { ["value"] = _tables.Cell(type), ["outputIndex"] = output % outputs, ["caseSensitive"] = _random.Chance() })]),
            ["rangeSplits"] = new JsonArray([.. Enumerable.Range(0, 2).Select(output => new JsonObject { ["filter"] = _filters.Filter(columns, 0.9), ["outputIndex"] = output })]),
            ["randomSplits"] = Shares(shares, _random.Next(1, 4), outputs), ["centileSplits"] = Shares(shares, _random.Next(1, 4), outputs), ["centileOrders"] = Orders(columns),
        };
        return RecipeCase.Of("split", payload.ToJsonString(), _tables.Rows(own, mode is "RANDOM" or "CENTILE" ? 40 : 10)).WithOutputs([.. Enumerable.Range(0, outputs).Select(output => $"O{output}")]);
    }

    // Shares of a hundred: where the cuts between outputs are.
    private static JsonArray Shares(int[] cuts, int count, int outputs)
    {
        int[] sorted = [0, .. cuts.Take(count).Order()];
        return new([.. Enumerable.Range(0, count).Select(output => new JsonObject { ["share"] = sorted[output + 1] - sorted[output], ["outputIndex"] = output % outputs })]);
    }

    private RecipeCase Upsert()
    {
        var columns = _tables.Columns().Prepend(("key", "bigint")).ToList();
        var own = _random.Some(columns[1..], 1, 4).Prepend(columns[0]).ToList();
        var payload = new JsonObject
        {
            ["uniqueKey"] = _random.Chance(0.3) ? new JsonArray { "key", own[1].Item1 } : ["key"], ["addMissingRows"] = _random.Chance(0.7), ["deleteMissingRows"] = _random.Chance(0.3), ["addMissingCols"] = _random.Chance(0.7),
            ["deleteMissingCols"] = _random.Chance(0.3), ["filter"] = _filters.Filter(columns),
        };
        RecipeCase test = RecipeCase.Of(_random.Chance() ? "upsert" : "update", payload.ToJsonString(), Keyed(_tables.Rows(columns, 8)));
        if (_random.Chance(0.2))
            return test;

        var stored = new JsonObject { ["columns"] = new JsonArray([.. own.Select(column => new JsonObject { ["name"] = column.Item1, ["type"] = column.Item2 })]) };
        return test with { Earlier = new Dictionary<string, Table> { ["O0"] = Keyed(_tables.Rows(own, 8)) }, StoredSchemas = new Dictionary<string, string> { ["O0"] = stored.ToJsonString() } };
    }

    // No key is a key too.
    private Table Keyed(Table table)
    {
        string?[] keys = [.. Enumerable.Range(0, 14).Select(key => key == 13 ? null : key.ToString(CultureInfo.InvariantCulture)).OrderBy(_ => _random.Next())];
        return table with { Rows = [.. table.Rows.Select((row, index) => (string?[])[keys[index], .. row[1..]])] };
    }

    private RecipeCase VStack()
    {
        Table[] inputs = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ =>
            _tables.Rows([.. _tables.Columns(), ("everywhere", "bigint"), ("mixed", _random.Pick(["string", "int", "bigint", "double", "float", "boolean", "date", "dateonly", "datetimenotz"]))], 5))];
        string mode = _random.Pick(["UNION", "INTERSECT", "CUSTOM", "REMAP", "FROM_DATASET", "FROM_INDEX"]);
        List<(string Name, string Type)> selected = _tables.Known(mode.StartsWith("FROM", StringComparison.Ordinal) && _random.Chance() ? 0 : 1, 4);
        var virtualInputs = Enumerable.Range(0, _random.Next(1, 4)).Select(_ =>
        {
            int index = _random.Next(inputs.Length);
            var matches = new JsonArray([.. selected.Select(column =>
                _random.Chance(0.1) ? _random.Pick(inputs[index].Columns).Name : inputs[index].Columns.Any(other => other.Name == column.Name) && _random.Chance(0.8) ? (JsonNode?)column.Name : null)]);
            return new JsonObject { ["index"] = index, ["originLabel"] = _random.Pick([$"from {index}", "it's", ""]), ["columnsMatch"] = matches, ["preFilter"] = _filters.Filter(inputs[index].Columns) };
        }).ToArray();
        bool origin = _random.Chance();
        var payload = new JsonObject
        {
            ["mode"] = mode, ["virtualInputs"] = new JsonArray(virtualInputs), ["selectedColumns"] = Names(selected), ["addOriginColumn"] = origin, ["originColumnName"] = "origin", ["copySchemaFromDatasetWithName"] = $"I{_random.Next(inputs.Length)}",
        };
        if (origin)
            payload["postFilter"] = _filters.Filter([("origin", "string")], 0.2);
        return RecipeCase.Of("vstack", payload.ToJsonString(), inputs);
    }

    private RecipeCase Window()
    {
        var own = _tables.Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = _filters.Computed(columns);
        bool ordered = _random.Chance(0.85);
        var windows = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 3)).Select(number => OneWindow(number, columns, ordered))]);
        var values = _random.Some(columns, 1, 3).Select(column =>
        {
            // Without an order there is no first and no next.
            JsonObject value = _random.Flags(
                new JsonObject { ["column"] = column.Name, ["firstLastNotNull"] = _random.Chance(), ["lagValues"] = _random.Pick(["1", "1,2", "0", "-1, 3"]), ["leadValues"] = _random.Pick(["1", "2"]), ["dateDiffUnit"] = _random.Pick(["DAY", "HOUR", "WEEK"]), ["value"] = _random.Chance() },
                NaiveAggregates.Window.Select(flag => flag.Flag).Where(flag => ordered || flag is not ("first" or "last")), column.Type);
            value["lag"] = ordered && _random.Chance(0.3);
            value["lead"] = ordered && _random.Chance(0.3);
            value["lagDiff"] = ordered && CanDiffer(column.Type) && _random.Chance(0.3);
            value["leadDiff"] = ordered && CanDiffer(column.Type) && _random.Chance(0.2);
            return value;
        });
        var payload = new JsonObject
        {
            ["preFilter"] = _filters.Filter(own), ["computedColumns"] = computed, ["windows"] = windows, ["values"] = new JsonArray([.. values]), ["retrievedColumnsSelectionMode"] = _random.Chance() ? "ALL" : "EXPLICIT",
            ["rowNumber"] = true, ["rank"] = _random.Chance(), ["denseRank"] = _random.Chance(), ["cumeDist"] = _random.Chance(), ["ntile"] = _random.Chance(), ["ntileValues"] = _random.Chance() ? "3" : "2,4",
            ["legacyUnboundedWindowStreamBehavior"] = _random.Chance(0.2), ["outputColumnNameOverrides"] = _random.Renamings([columns[0].Name, "rank"]), ["postFilter"] = _filters.Filter([("rownumber", "bigint")], 0.2),
        };
        return RecipeCase.Of("window", payload.ToJsonString(), _tables.Rows(own, 10));
    }

    private JsonObject OneWindow(int number, List<(string Name, string Type)> columns, bool ordered)
    {
        (string Name, string Type)[] measured = [.. columns.Where(column => CanDiffer(column.Type))];
        bool isRange = ordered && measured.Length > 0 && _random.Chance(0.25);
        return new JsonObject
        {
            ["prefix"] = number == 0 ? null : "w2", ["enablePartitioning"] = _random.Chance(0.7), ["partitioningColumns"] = Names(_random.Some(columns, 1, 2)),
            ["enableOrdering"] = ordered, ["orders"] = isRange ? new JsonArray { new JsonObject { ["column"] = _random.Pick(measured).Name, ["desc"] = _random.Chance() } } : Orders(columns),
            ["enableLimits"] = isRange || _random.Chance(0.4), ["limitPreceding"] = _random.Chance(0.7) || isRange, ["precedingRows"] = _random.Next(-1, 3), ["limitFollowing"] = _random.Chance(0.7) || isRange, ["followingRows"] = _random.Next(0, 3),
            ["windowLimitMode"] = isRange ? "RANGE" : "ROWS", ["windowLowerBound"] = _random.Next(0, 3), ["windowUpperBound"] = _random.Next(0, 3), ["windowDateRangeUnit"] = _random.Pick(["DAY", "HOUR", "WEEK", "MONTH", "YEAR"]),
        };
    }

    private static bool CanDiffer(string type) => NaiveRows.IsNumber(type) || type is "date" or "dateonly" or "datetimenotz";

    private RecipeCase Prepare()
    {
        (string Name, string Type)[] columns = [("text", "string"), ("t", "string"), ("n", "string"), ("when", "string"), ("d only", "string")];
        bool isWide = _random.Chance(0.4);
        string? Cell(string name) => _random.Chance(0.2) ? null : name switch
        {
            "n" => _random.Pick<string>(isWide ? ["1", "-2", "9007199254740993", "9223372036854775807", "-0", "-0.0", "0.1", "1e20", "1e-7", "NaN", "Infinity", " 1", "+5", "1."] : ["1", "-2", "2.5", "3.0", "007", "1e3", "x"]),
            "when" or "d only" => _random.Pick<string>(isWide
                ? ["1969-12-31", "1969-12-31T23:59:59.999Z", "0050-06-15", "9999-12-31T23:59:59.999Z", "1900-02-28", "2024-02-29T23:59:59.001Z"]
                : ["2024-01-31", "2024-02-29T13:30:00.000Z", "2023-12-31T23:59:59.999Z", "31/12/2023", "2024-01-01T00:00:00.000Z"]),
            _ => _random.Pick<string>(isWide ? [" ", "\u00A0", "e\u0301", "😀", "a😀b", "a\nb", "\"", "ab,", ",", "ŉ"] : ["a", "A", "b", "ab", "É", "1", "x,y", "x,,y", " a b ", "true"]),
        };
        var rows = Enumerable.Range(0, _random.Next(0, 7)).Select(_ => columns.Select(column => Cell(column.Name)).ToArray());
        return RecipeCase.Of("shaker", new JsonObject { ["steps"] = new RandomSteps(_random).Make([.. columns.Select(column => column.Name)]) }.ToJsonString(), new Table(columns, [.. rows]));
    }
}
