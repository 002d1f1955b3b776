using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>Makes random recipes over random small tables, the same for the same seed. Values are few, so that ties, groups and matches are many.</summary>
internal sealed class RandomCases(int seed)
{
    private static readonly string?[] Texts = [null, null, "a", "A", "b", "B", "ab", "é", "E", "a b", "1", "ß"];
    private static readonly (string Name, string Type)[] Pool =
    [
        ("k", "string"), ("K", "string"), ("text", "string"), ("n", "bigint"), ("i", "int"), ("x", "double"), ("flag", "boolean"), ("day", "date"), ("d only", "dateonly"), ("s\"q", "string"),
    ];

    // What is rare in data and easily got wrong. Recipes that add up values are without: their sums would differ in the last digits.
    private static readonly string[] WideTexts = [" a", "a ", "NULL", "NaN", "e\u0301", "😀", "a\nb", "a\tb", "\"", "'", "%", "_", "-0", "1.0", "true", "ǅ"];
    private static readonly string[] WideWholes = ["9007199254740993", "9007199254740992", "9223372036854775807", "-9223372036854775808"];
    private static readonly double[] WideDoubles = [0.1, 1e20, -1e20, 1e-7, 123456789.125, 9007199254740992, double.MaxValue, double.Epsilon];
    private static readonly DateTime[] WideDates = [new(1969, 12, 31, 23, 59, 59, 999), new(1900, 1, 1), new(50, 6, 15), new(2024, 2, 29, 23, 59, 59, 1), new(9950, 12, 31, 23, 59, 59, 999)];
    private static readonly string[] Adding = ["grouping", "window", "pivot", "split", "fuzzyjoin", "sql_query", "sql_script"];

    private readonly Random _random = new(seed);
    private bool _isWide;

    public static string[] Types => ["sync", "grouping", "distinct", "sort", "topn", "sampling", "split", "vstack", "join", "window", "pivot", "upsert", "shaker", "fuzzyjoin", "sql_query", "sql_script"];

    public RecipeCase Make(string type)
    {
        _isWide = !Adding.Contains(type) && Chance(0.4);
        return Any(type);
    }

    private RecipeCase Any(string type) => type switch
    {
        "sync" => RecipeCase.Of(type, "{}", Rows(Columns(), 8)),
        "grouping" => Grouping(),
        "distinct" => Distinct(),
        "sort" => Sort(),
        "topn" => TopN(),
        "sampling" => Sampling(),
        "split" => Split(),
        "vstack" => VStack(),
        "join" => Join(),
        "window" => Window(),
        "pivot" => Pivot(),
        "upsert" => Upsert(),
        "shaker" => Prepare(),
        "fuzzyjoin" => FuzzyJoin(),
        "sql_query" or "sql_script" => new RandomSql(_random).Make(type, columns => Rows(columns, 8)),
        _ => throw new InvalidOperationException(type),
    };

    private bool Chance(double share = 0.5) => _random.NextDouble() < share;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private List<T> Some<T>(IReadOnlyList<T> items, int least, int most)
    {
        int count = Math.Min(items.Count, _random.Next(least, most + 1));
        return [.. items.OrderBy(_ => _random.Next()).Take(count)];
    }

    private List<(string Name, string Type)> Columns(int least = 3, int most = 6) => Some(Pool, least, most);

    private Table Rows(IReadOnlyList<(string Name, string Type)> columns, int most) =>
        new(columns, [.. Enumerable.Range(0, _random.Next(0, most + 1)).Select(_ => columns.Select(column => Cell(column.Type)).ToArray())]);

    private string? Cell(string type) => Chance(0.15) ? null : _isWide && Chance(0.3) ? Wide(type) : type switch
    {
        "bigint" or "int" => _random.Next(-2, 4).ToString(CultureInfo.InvariantCulture),
        "double" => NaiveRows.Text(_random.Next(-6, 10) * 0.25, "double"),
        "boolean" => Chance() ? "true" : "false",
        "date" => NaiveRows.Text(new DateTime(2024, 1, _random.Next(1, 4), Chance() ? 0 : 13, 30, 0, DateTimeKind.Utc), "date"),
        "dateonly" => $"2024-0{_random.Next(1, 4)}-29",
        _ => Pick(Texts),
    };

    private string Wide(string type) => type switch
    {
        "bigint" => Pick(WideWholes),
        "int" => Pick(["2147483647", "-2147483648"]),
        "double" => NaiveRows.Text(Pick(WideDoubles), type)!,
        "boolean" => "true",
        "date" => NaiveRows.Text(DateTime.SpecifyKind(Pick(WideDates), DateTimeKind.Utc), type)!,
        "dateonly" => Pick(["1969-12-31", "0050-06-15", "9950-12-31", "2024-02-29"]),
        _ => Pick(WideTexts),
    };

    private JsonObject Filter(IReadOnlyList<(string Name, string Type)> columns, double share = 0.4)
    {
        if (!Chance(share))
            return Chance() ? [] : new JsonObject { ["enabled"] = false, ["uiData"] = new JsonObject { ["mode"] = "&&", ["conditions"] = new JsonArray { Condition(columns) } } };

        var filter = new JsonObject { ["enabled"] = true, ["distinct"] = Chance(0.2), ["expression"] = "leftover > 1", ["uiData"] = Conditions(columns, depth: 1) };
        if (Chance(0.2))
        {
            filter["uiData"]!["mode"] = "CUSTOM";
            filter["expression"] = new RandomFormulas(_random, Plain(columns)).Condition();
        }

        return filter;
    }

    /// <summary>Columns that a recipe computes; they join the others for what comes after.</summary>
    private JsonArray Computed(List<(string Name, string Type)> columns)
    {
        var computed = new JsonArray();
        for (int count = Chance(0.6) ? 0 : _random.Next(1, 3); count > 0; count--)
        {
            string type = Pick(["string", "bigint", "double", "boolean", "date"]);
            string formula = new RandomFormulas(_random, Plain(columns)).Any();
            computed.Add(new JsonObject { ["mode"] = "GREL", ["name"] = $"computed {count}", ["type"] = type, ["expr"] = type == "date" ? $"asDate({formula})" : formula });
            columns.Add(($"computed {count}", type));
        }

        return computed;
    }

    // Names with quotes would have to be escaped in a formula.
    private static string[] Plain(IEnumerable<(string Name, string Type)> columns) => [.. columns.Select(column => column.Name).Where(name => !name.Contains('"'))];

    private JsonObject Conditions(IReadOnlyList<(string Name, string Type)> columns, int depth) => new()
    {
        ["mode"] = Chance(0.3) ? "||" : "&&",
        ["conditions"] = new JsonArray([.. Enumerable.Range(0, _random.Next(0, 3)).Select(_ =>
            depth > 0 && Chance(0.15) ? new JsonObject { ["subCondition"] = Conditions(columns, depth - 1) } : Condition(columns))]),
    };

    private JsonObject Condition(IReadOnlyList<(string Name, string Type)> columns)
    {
        (string name, string type) = Pick(columns);
        var condition = new JsonObject { ["input"] = name, ["string"] = (_isWide && Chance(0.3) ? Pick(WideTexts) : Pick(Texts)) ?? "", ["num"] = _random.Next(-1, 3), ["num2"] = _random.Next(0, 4), ["date"] = $"2024-01-0{_random.Next(1, 4)}", ["time"] = Chance() ? "00:00" : "13:30", ["date2"] = "2024-01-03", ["time2"] = "00:00", ["col"] = columns[0].Name };
        if (Chance(0.1))
            condition["num"] = 0.25;
        condition["items"] = new JsonArray([.. Enumerable.Range(0, _random.Next(0, 3)).Select(_ => new JsonObject { ["string"] = Pick(Texts) ?? "", ["num"] = _random.Next(-1, 3) })]);
        (string Name, string Type)[] alike = [.. columns.Where(column => column.Type == type)];
        string[] any = ["is empty", "not empty"];
        string[] own = NaiveRows.IsNumber(type)
            ? ["== [number]", "!= [number]", ">  [number]", "<  [number]", ">= [number]", "<= [number]", ">< [number]", "in [number]", "not in [number]", "== [column]", "!= [column]", "<  [column]", ">= [column]"]
            : type == "boolean" ? ["true", "false", "== [column]"]
            : type == "string" ? ["== [string]", "!= [string]", "== [string]i", "contains", "starts with", "ends with", "in [string]", "not in [string]", "empty string", "not empty string", "== [NaNcolumn]", "!= [NaNcolumn]", "== [column]"]
            : type == "date" ? ["== [date]", "!= [date]", ">= [date]", "<  [date]", "<= [date]", "> [date]", ">< [date]", "<  [column]"]
            : [">= [date]", "<  [date]"];
        if (type == "dateonly")
            condition["time"] = "00:00";
        string asked = Pick([.. any, .. own, .. own]);
        condition["operator"] = asked;
        condition["col"] = Pick(alike).Name;
        return condition;
    }

    private JsonArray Names(IEnumerable<(string Name, string Type)> columns) => new([.. columns.Select(column => (JsonNode)column.Name)]);

    private JsonArray Keys(IEnumerable<(string Name, string Type)> columns) => new([.. columns.Select(column => new JsonObject { ["column"] = column.Name, ["type"] = column.Type })]);

    private JsonArray Orders(IReadOnlyList<(string Name, string Type)> columns, int least = 1) =>
        new([.. Some(columns, least, 2).Select(column => new JsonObject { ["column"] = column.Name, ["desc"] = Chance() })]);

    private JsonObject Flags(JsonObject entry, IEnumerable<string> flags, string type)
    {
        string[] numeric = ["avg", "median", "sum", "sum2", "stddev"];
        foreach (string flag in flags)
            entry[flag] = Chance(0.35) && (NaiveRows.IsNumber(type) || !numeric.Contains(flag));
        return entry;
    }

    private RecipeCase Grouping()
    {
        var own = Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = Computed(columns);
        var keys = Some(columns, 0, 2);
        var values = Some(columns, 1, 3).Select(column => Flags(new JsonObject { ["column"] = column.Name, ["orderColumn"] = Pick(columns).Name, ["firstLastNotNull"] = Chance(), ["concatSeparator"] = "|" }, NaiveAggregates.Grouping.Select(flag => flag.Flag), column.Type));
        var payload = new JsonObject { ["preFilter"] = Filter(own), ["computedColumns"] = computed, ["keys"] = Keys(keys), ["values"] = new JsonArray([.. values]), ["globalCount"] = true, ["outputColumnNameOverrides"] = new JsonObject { ["count"] = "how many" } };
        payload["postFilter"] = Filter([("how many", "bigint"), .. keys]);
        return RecipeCase.Of("grouping", payload.ToJsonString(), Rows(own, 12));
    }

    private RecipeCase Distinct()
    {
        var own = Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = Computed(columns);
        var keys = Some(columns, 0, 3);
        var payload = new JsonObject { ["preFilter"] = Filter(own), ["computedColumns"] = computed, ["keys"] = Keys(keys), ["globalCount"] = Chance(), ["outputColumnNameOverrides"] = new JsonObject { [columns[0].Name] = "first of all" } };
        return RecipeCase.Of("distinct", payload.ToJsonString(), Rows(own, 10));
    }

    private RecipeCase Sort()
    {
        var own = Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = Computed(columns);
        var payload = new JsonObject { ["preFilter"] = Filter(own), ["computedColumns"] = computed, ["orders"] = Orders(columns, 0), ["rowNumber"] = Chance(), ["rank"] = Chance(), ["denseRank"] = Chance(), ["outputColumnNameOverrides"] = new JsonObject { ["_rank"] = "place" } };
        return RecipeCase.Of("sort", payload.ToJsonString(), Rows(own, 10));
    }

    private RecipeCase TopN()
    {
        var own = Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = Computed(columns);
        var payload = new JsonObject
        {
            ["preFilter"] = Filter(own), ["computedColumns"] = computed, ["keys"] = Names(Some(columns, 0, 2)), ["orders"] = Orders(columns), ["firstRows"] = _random.Next(0, 3), ["lastRows"] = _random.Next(0, 3),
            ["retrievedColumnsSelectionMode"] = Chance() ? "ALL" : "EXPLICIT", ["retrievedColumns"] = Names(Some(columns, 1, 3)),
            ["duplicateCount"] = Chance(), ["rowNumber"] = Chance(), ["rank"] = Chance(), ["denseRank"] = Chance(), ["outputColumnNameOverrides"] = new JsonObject(),
        };
        RecipeCase test = RecipeCase.Of("topn", payload.ToJsonString(), Rows(own, 12));
        return Chance(0.3) ? test.WithOutputs("O0", "O1") : test;
    }

    private RecipeCase Sampling()
    {
        var columns = Columns();
        string method = Pick(["FULL", "HEAD_SEQUENTIAL", "TAIL_SEQUENTIAL", "COLUMN_ORDERED"]);
        var rules = new JsonArray([.. Some(columns, 1, 2).Select(column => new JsonObject { ["column"] = column.Name, ["asc"] = Chance() })]);
        var selection = new JsonObject
        {
            ["samplingMethod"] = method, ["maxRecords"] = _random.Next(0, 6), ["column"] = Pick(columns).Name, ["ascending"] = Chance(),
            ["ordering"] = new JsonObject { ["enabled"] = method is "FULL" or "HEAD_SEQUENTIAL" && Chance(0.4), ["rules"] = rules },
        };
        return RecipeCase.Of("sampling", Filter(columns, 0.9).ToJsonString(), Rows(columns, 10)) with { Params = new JsonObject { ["selection"] = selection }.ToJsonString() };
    }

    private RecipeCase Split()
    {
        var own = Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = Computed(columns);
        string mode = Pick(["FILTERS", "VALUES", "RANDOM", "RANGE", "CENTILE"]);
        int[] shares = [_random.Next(0, 101), _random.Next(0, 101), 100];
        (string name, string type) = Pick([.. columns.Where(column => column.Type is "string" or "bigint" or "int" or "double" or "boolean").DefaultIfEmpty(columns[0])]);
        var payload = new JsonObject
        {
            ["mode"] = mode, ["preFilter"] = Filter(own), ["computedColumns"] = computed, ["writeComputedColumnsInOutput"] = Chance(), ["defaultOutputIndex"] = _random.Next(-1, 2), ["column"] = name, ["seed"] = _random.Next(),
            ["filterSplits"] = new JsonArray([.. Enumerable.Range(0, 2).Select(output => new JsonObject { ["filter"] = Filter(columns, 0.9), ["outputIndex"] = output })]),
            ["valueSplits"] = new JsonArray([.. Enumerable.Range(0, 3).Select(output => new JsonObject { ["value"] = Cell(type), ["outputIndex"] = output % 2, ["caseSensitive"] = Chance() })]),
            ["rangeSplits"] = new JsonArray([.. Enumerable.Range(0, 2).Select(output => new JsonObject { ["filter"] = Filter(columns, 0.9), ["outputIndex"] = output })]),
            ["randomSplits"] = Shares(shares, _random.Next(1, 4)), ["centileSplits"] = Shares(shares, _random.Next(1, 4)), ["centileOrders"] = Orders(columns),
        };
        return RecipeCase.Of("split", payload.ToJsonString(), Rows(own, mode is "RANDOM" or "CENTILE" ? 40 : 10)).WithOutputs("O0", "O1");
    }

    // Shares of a hundred: where the cuts between outputs are.
    private static JsonArray Shares(int[] cuts, int count)
    {
        int[] sorted = [0, .. cuts.Take(count).Order()];
        return new([.. Enumerable.Range(0, count).Select(output => new JsonObject { ["share"] = sorted[output + 1] - sorted[output], ["outputIndex"] = output % 2 })]);
    }

    private RecipeCase Upsert()
    {
        var columns = Columns().Prepend(("key", "bigint")).ToList();
        var own = Some(columns[1..], 1, 4).Prepend(columns[0]).ToList();
        var payload = new JsonObject
        {
            ["uniqueKey"] = new JsonArray { "key" }, ["addMissingRows"] = Chance(0.7), ["deleteMissingRows"] = Chance(0.3), ["addMissingCols"] = Chance(0.7), ["deleteMissingCols"] = Chance(0.3), ["filter"] = Filter(columns),
        };
        RecipeCase test = RecipeCase.Of(Chance() ? "upsert" : "update", payload.ToJsonString(), Keyed(Rows(columns, 8)));
        if (Chance(0.2))
            return test;

        var stored = new JsonObject { ["columns"] = new JsonArray([.. own.Select(column => new JsonObject { ["name"] = column.Item1, ["type"] = column.Item2 })]) };
        return test with { Earlier = new Dictionary<string, Table> { ["O0"] = Keyed(Rows(own, 8)) }, StoredSchemas = new Dictionary<string, string> { ["O0"] = stored.ToJsonString() } };
    }

    private Table Keyed(Table table)
    {
        string[] keys = [.. Enumerable.Range(0, 14).OrderBy(_ => _random.Next()).Select(key => key.ToString(CultureInfo.InvariantCulture))];
        return table with { Rows = [.. table.Rows.Select((row, index) => (string?[])[keys[index], .. row[1..]])] };
    }

    private RecipeCase VStack()
    {
        Table[] inputs = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Rows([.. Columns(), ("everywhere", "bigint")], 5))];
        string mode = Pick(["UNION", "INTERSECT", "CUSTOM", "REMAP"]);
        (string Name, string Type)[] selected = [.. Some(Pool, 1, 4)];
        var virtualInputs = Enumerable.Range(0, _random.Next(1, 4)).Select(_ =>
        {
            int index = _random.Next(inputs.Length);
            // Positions take columns of one type, so that no value changes its type.
            var matches = new JsonArray([.. selected.Select(column => inputs[index].Columns.Any(other => other.Name == column.Name) && Chance(0.8) ? (JsonNode?)column.Name : null)]);
            return new JsonObject { ["index"] = index, ["originLabel"] = $"from {index}", ["columnsMatch"] = matches, ["preFilter"] = Filter(inputs[index].Columns) };
        }).ToArray();
        var payload = new JsonObject
        {
            ["mode"] = mode, ["virtualInputs"] = new JsonArray(virtualInputs), ["selectedColumns"] = Names(selected), ["addOriginColumn"] = Chance(), ["originColumnName"] = "origin",
        };
        return RecipeCase.Of("vstack", payload.ToJsonString(), inputs);
    }

    private RecipeCase Join()
    {
        int count = Chance(0.7) ? 2 : 3;
        Table[] inputs = [.. Enumerable.Range(0, count).Select(_ => Rows([.. Columns().Append(("key", "bigint")).Append(("name", "string"))], 6))];
        var joins = new JsonArray();
        for (int right = 1; right < count; right++)
            joins.Add(JoinStep(inputs, right == 1 ? 0 : _random.Next(0, right), right, isOnly: count == 2));

        var selected = new JsonArray([.. Enumerable.Range(0, count).SelectMany(table => Some(inputs[table].Columns, 1, 3).Select(column =>
            new JsonObject { ["table"] = table, ["name"] = column.Name, ["type"] = "string", ["alias"] = Chance(0.2) ? $"alias {table} {column.Name}" : null }))]);
        var payload = new JsonObject
        {
            ["virtualInputs"] = new JsonArray([.. Enumerable.Range(0, count).Select(table => new JsonObject { ["index"] = table, ["prefix"] = table == 0 ? null : $"t{table}", ["outputColumnsSelectionMode"] = "MANUAL", ["preFilter"] = Filter(inputs[table].Columns) })]),
            ["joins"] = joins, ["selectedColumns"] = selected, ["enableAutoCastInJoinConditions"] = false,
        };
        RecipeCase test = RecipeCase.Of("join", payload.ToJsonString(), inputs);
        string type = (string)joins[0]!["type"]!;
        return count == 2 && type is "LEFT" or "INNER" && Chance(0.3) ? test with { Outputs = [("main", "O0"), ("unmatchedRight", "O1")] } : test;
    }

    private JsonObject JoinStep(Table[] inputs, int left, int right, bool isOnly)
    {
        string type = Pick<string>(isOnly ? ["INNER", "LEFT", "RIGHT", "FULL", "CROSS", "LEFT_ANTI", "RIGHT_ANTI", "ADVANCED", "LEFT"] : ["INNER", "LEFT", "RIGHT", "FULL", "ADVANCED"]);
        var conditions = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ =>
        {
            bool isText = Chance(0.4);
            string match = Pick<string>(isText ? ["EQ", "EQ", "CONTAINS", "STARTS_WITH", "NE"] : ["EQ", "EQ", "EQ", "NE", "LT", "LTE", "GT", "GTE", "WITHIN_RANGE"]);
            string column = isText ? "name" : "key";
            return new JsonObject
            {
                ["type"] = match, ["windowFrom"] = -1, ["windowTo"] = _random.Next(0, 3), ["caseInsensitive"] = isText && match == "EQ" && Chance(), ["column1"] = new JsonObject { ["table"] = left, ["name"] = column }, ["column2"] = new JsonObject { ["table"] = right, ["name"] = column },
            };
        })]);
        return new JsonObject
        {
            ["table1"] = left, ["table2"] = right, ["type"] = type, ["conditionsMode"] = Chance(0.85) ? "AND" : "OR", ["outerJoinOnTheLeft"] = Chance(), ["on"] = conditions,
            ["rightLimit"] = new JsonObject
            {
                ["enabled"] = Chance(0.8), ["maxMatches"] = _random.Next(1, 3), ["type"] = Pick(["KEEP_LARGEST", "KEEP_SMALLEST", "KEEP_FIRST", "KEEP_LAST"]),
                ["decisionColumn"] = new JsonObject { ["table"] = right, ["name"] = Pick(inputs[right].Columns).Name },
            },
        };
    }

    private RecipeCase Window()
    {
        var own = Columns();
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = Computed(columns);
        var windows = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 3)).Select(number => new JsonObject
        {
            ["prefix"] = number == 0 ? null : "w2", ["enablePartitioning"] = Chance(0.7), ["partitioningColumns"] = Names(Some(columns, 1, 1)), ["enableOrdering"] = true, ["orders"] = Orders(columns),
            ["enableLimits"] = Chance(0.4), ["limitPreceding"] = Chance(0.7), ["precedingRows"] = _random.Next(-1, 3), ["limitFollowing"] = Chance(0.7), ["followingRows"] = _random.Next(0, 3), ["windowLimitMode"] = "ROWS",
        })]);
        var values = Some(columns, 1, 3).Select(column =>
        {
            JsonObject value = Flags(new JsonObject { ["column"] = column.Name, ["firstLastNotNull"] = Chance(), ["lagValues"] = Chance() ? "1" : "1,2", ["leadValues"] = "1", ["value"] = Chance() }, NaiveAggregates.Window.Select(flag => flag.Flag), column.Type);
            value["lag"] = Chance(0.3);
            value["lead"] = Chance(0.3);
            value["lagDiff"] = NaiveRows.IsNumber(column.Type) && Chance(0.3);
            return value;
        });
        var payload = new JsonObject
        {
            ["preFilter"] = Filter(own), ["computedColumns"] = computed, ["windows"] = windows, ["values"] = new JsonArray([.. values]), ["retrievedColumnsSelectionMode"] = Chance() ? "ALL" : "EXPLICIT",
            ["rowNumber"] = true, ["rank"] = Chance(), ["denseRank"] = Chance(), ["cumeDist"] = Chance(), ["ntile"] = Chance(), ["ntileValues"] = Chance() ? "3" : "2,4",
        };
        return RecipeCase.Of("window", payload.ToJsonString(), Rows(own, 10));
    }

    private RecipeCase Pivot()
    {
        List<(string Name, string Type)> columns = [("id", "bigint"), ("pivot", Pick(["string", "bigint", "boolean"])), ("x", "double"), ("n", "int")];
        string?[] modalities = [.. Enumerable.Range(0, 3).Select(_ => Cell(columns[1].Type)).Distinct()];
        var stored = new JsonObject
        {
            ["columns"] = new JsonArray(),
            ["metadata"] = new JsonObject
            {
                ["pivotElementsModalities"] = new JsonArray
                {
                    new JsonObject
                    {
                        ["pivotedModalities"] = new JsonArray([.. modalities.Select(value => new JsonObject
                        {
                            ["keyValues"] = new JsonArray { value }, ["name"] = value ?? "none", ["globalCountColumn"] = $"{value ?? "none"}_count",
                            ["valueColumns"] = new JsonArray([.. new[] { "x", "n" }.Select(source => new JsonObject { ["source"] = source, ["pivoted"] = $"{value ?? "none"}_{source}" })]),
                        })]),
                    },
                },
            },
        };
        var payload = new JsonObject
        {
            ["preFilter"] = Filter(columns), ["explicitIdentifiers"] = new JsonArray { "id" }, ["identifierColumnsSelection"] = "EXPLICIT", ["schemaComputation"] = Chance(0.6) ? "ONLY_IF_NO_METADATA" : "ALWAYS", ["sortModalities"] = Chance(),
            ["pivots"] = new JsonArray
            {
                new JsonObject
                {
                    ["keyColumns"] = new JsonArray { "pivot" }, ["globalCount"] = Chance(), ["valueLimit"] = Pick(["TOP_N", "NO_LIMIT", "AT_LEAST_N_OCCURRENCES", "EXPLICIT"]), ["topnLimit"] = _random.Next(1, 4), ["minOccLimit"] = _random.Next(1, 4),
                    ["explicitValues"] = new JsonArray([.. modalities.OfType<string>().Select(value => new JsonArray { value })]),
                    ["valueColumns"] = new JsonArray([.. columns.Skip(2).Select(column => Flags(new JsonObject { ["column"] = column.Name }, ["count", "min", "max", "countDistinct", "avg", "sum"], column.Type))]),
                },
            },
        };
        return RecipeCase.Of("pivot", payload.ToJsonString(), Rows(columns, 12)) with { StoredSchemas = new Dictionary<string, string> { ["O0"] = stored.ToJsonString() } };
    }

    private RecipeCase Prepare()
    {
        (string Name, string Type)[] columns = [("text", "string"), ("t", "string"), ("n", "string"), ("when", "string"), ("d only", "string")];
        string? Cell(string name) => Chance(0.2) ? null : name switch
        {
            "n" => Pick(["1", "-2", "2.5", "3.0", "007", "1e3", "x"]),
            "when" or "d only" => Pick(["2024-01-31", "2024-02-29T13:30:00.000Z", "2023-12-31T23:59:59.999Z", "31/12/2023", "2024-01-01T00:00:00.000Z"]),
            _ => Pick(["a", "A", "b", "ab", "É", "1", "x,y", "x,,y", " a b ", "true"]),
        };
        var rows = Enumerable.Range(0, _random.Next(0, 7)).Select(_ => columns.Select(column => Cell(column.Name)).ToArray());
        return RecipeCase.Of("shaker", new JsonObject { ["steps"] = new RandomSteps(_random).Make([.. columns.Select(column => column.Name)]) }.ToJsonString(), new Table(columns, [.. rows]));
    }

    private RecipeCase FuzzyJoin()
    {
        Table[] inputs = [.. Enumerable.Range(0, 2).Select(side => Rows([("name", "string"), ($"n{side}", "bigint")], 5))];
        var fuzzy = new JsonObject { ["distanceType"] = Pick(["LEVENSHTEIN", "HAMMING", "JACCARD", "EXACT"]), ["threshold"] = Pick([0, 1, 2]) };
        var payload = new JsonObject
        {
            ["virtualInputs"] = new JsonArray([.. Enumerable.Range(0, 2).Select(table => new JsonObject { ["index"] = table, ["prefix"] = table == 0 ? null : "t1", ["outputColumnsSelectionMode"] = "MANUAL", ["preFilter"] = new JsonObject() })]),
            ["joins"] = new JsonArray
            {
                new JsonObject
                {
                    ["table1"] = 0, ["table2"] = 1, ["type"] = Pick(["INNER", "LEFT", "RIGHT", "FULL"]), ["conditionsMode"] = "AND",
                    ["on"] = new JsonArray { new JsonObject { ["type"] = "EQ", ["column1"] = new JsonObject { ["table"] = 0, ["name"] = "name" }, ["column2"] = new JsonObject { ["table"] = 1, ["name"] = "name" }, ["fuzzyMatchDesc"] = fuzzy, ["normaliseDesc"] = new JsonObject() } },
                },
            },
            ["selectedColumns"] = new JsonArray([.. Enumerable.Range(0, 2).SelectMany(table => inputs[table].Columns.Select(column => new JsonObject { ["table"] = table, ["name"] = column.Name, ["type"] = column.Type }))]),
        };
        return RecipeCase.Of("fuzzyjoin", payload.ToJsonString(), inputs);
    }
}
