using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;
using Microsoft.Data.Sqlite;

namespace DssTyped.Tests.Oracle;

/// <summary>The relational core of recipes as SQLite runs it, from statements written for SQLite: a third opinion.</summary>
internal sealed class SqliteRecipes : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteRecipes() => _connection.Open();

    /// <summary>The rows of the first output; null for what is not relational.</summary>
    public Table? Run(RecipeCase test)
    {
        JsonNode payload = JsonNode.Parse(test.Payload)!;
        if (payload["computedColumns"] is JsonArray { Count: > 0 } || test.Inputs.Values.Any(table => HasOtherNumbers(table, test.Type == "grouping")))
            return null;

        Table[] inputs = [.. test.Inputs.Values];
        for (int i = 0; i < inputs.Length; i++)
            Load($"t{i}", inputs[i]);

        return test.Type switch
        {
            "sort" => Sort(inputs[0], payload),
            "distinct" => Distinct(inputs[0], payload),
            "grouping" => Grouping(inputs[0], payload),
            "join" => Join(inputs, payload),
            _ => null,
        };
    }

    public void Dispose() => _connection.Dispose();

    // NaN is no value to SQLite, zero has no sign, and sums that overflow are told of in other words.
    private static bool HasOtherNumbers(Table table, bool adds) => table.Rows.Any(row => row.Where((_, index) => NaiveRows.IsNumber(table.Columns[index].Type))
        .Any(cell => cell is "NaN" or "-0.0" || (adds && long.TryParse(cell, CultureInfo.InvariantCulture, out long whole) && Math.Abs((double)whole) > 10)));

    private Table? Sort(Table input, JsonNode payload)
    {
        if (Where(input, payload["preFilter"]) is not { } rows)
            return null;

        string orders = string.Concat(payload["orders"]!.AsArray().Select(order => $"{Name(input, order)} {(NaiveFilter.Flag(order, "desc") ? "DESC NULLS LAST" : "ASC NULLS FIRST")}, "));
        string over = orders.Length == 0 ? "" : $"ORDER BY {orders.TrimEnd(',', ' ')}";
        List<(string, string)> columns = [.. input.Columns.Select(column => (NaiveRecipes.Renamed(payload, column.Name), column.Type))];
        List<string> items = [.. input.Columns.Select((_, index) => $"c{index}")];
        foreach ((string flag, string name, string item) in new[] { ("rowNumber", "_row_number", $"row_number() OVER (ORDER BY {orders}n)"), ("rank", "_rank", $"rank() OVER ({over})"), ("denseRank", "_dense_rank", $"dense_rank() OVER ({over})") })
        {
            if (!NaiveFilter.Flag(payload, flag))
                continue;
            columns.Add((NaiveRecipes.Renamed(payload, name), "bigint"));
            items.Add(item);
        }

        return Query($"SELECT {string.Join(", ", items)} FROM ({rows}) ORDER BY {orders}n", columns);
    }

    private Table? Distinct(Table input, JsonNode payload)
    {
        if (NaiveFilter.Flag(payload["postFilter"], "enabled") || Where(input, payload["preFilter"]) is not { } rows)
            return null;

        int[] keys = payload["keys"] is JsonArray { Count: > 0 } chosen ? [.. chosen.Select(key => input.IndexOf(NaiveRecipes.Name(key)))] : [.. Enumerable.Range(0, input.Columns.Count)];
        string list = string.Join(", ", keys.Select(key => $"c{key}"));
        List<(string, string)> columns = [.. keys.Select(key => (NaiveRecipes.Renamed(payload, input.Columns[key].Name), input.Columns[key].Type))];
        bool counts = NaiveFilter.Flag(payload, "globalCount");
        if (counts)
            columns.Add((NaiveRecipes.Renamed(payload, "count"), "bigint"));
        return Query($"SELECT {list}{(counts ? ", count(*)" : "")} FROM ({rows}) GROUP BY {list} ORDER BY {string.Join(", ", keys.Select(key => $"c{key} ASC NULLS FIRST"))}", columns);
    }

    private Table? Grouping(Table input, JsonNode payload)
    {
        if (NaiveFilter.Flag(payload["postFilter"], "enabled") || Where(input, payload["preFilter"]) is not { } rows)
            return null;

        int[] keys = [.. payload["keys"]!.AsArray().Select(key => input.IndexOf((string)key!["column"]!))];
        List<(string, string)> columns = [.. keys.Select(key => (NaiveRecipes.Renamed(payload, input.Columns[key].Name), input.Columns[key].Type))];
        List<string> items = [.. keys.Select(key => $"c{key}")];
        foreach (JsonNode? value in payload["values"]!.AsArray())
        {
            int column = input.IndexOf((string)value!["column"]!);
            foreach ((string flag, string suffix) in NaiveAggregates.Grouping.Where(aggregate => NaiveFilter.Flag(value, aggregate.Flag)))
            {
                string? item = suffix switch
                {
                    "count" or "min" or "max" or "avg" or "sum" => $"{suffix}(c{column})",
                    "distinct" => $"count(DISTINCT c{column})",
                    "sum2" => $"sum(c{column} * c{column})",
                    _ => null,
                };
                if (item is null)
                    continue;
                columns.Add((NaiveRecipes.Renamed(payload, $"{input.Columns[column].Name}_{suffix}"), NaiveAggregates.TypeOf(suffix, input.Columns[column].Type, NaiveFilter.Flag(payload, "enlargeYourBits"))));
                items.Add(item);
            }
        }

        if (NaiveFilter.Flag(payload, "globalCount"))
        {
            columns.Add((NaiveRecipes.Renamed(payload, "count"), "bigint"));
            items.Add("count(*)");
        }

        string group = keys.Length == 0 ? "" : $" GROUP BY {string.Join(", ", keys.Select(key => $"c{key}"))} ORDER BY {string.Join(", ", keys.Select(key => $"c{key} ASC NULLS FIRST"))}";
        return Query($"SELECT {string.Join(", ", items)} FROM ({rows}){group}", columns);
    }

    private Table? Join(Table[] inputs, JsonNode payload)
    {
        JsonArray virtualInputs = payload["virtualInputs"]!.AsArray();
        int[] indexes = [.. virtualInputs.Select(table => (int)table!["index"]!)];
        string?[] tables = [.. virtualInputs.Select((table, index) => Where(inputs[indexes[index]], table!["preFilter"], $"t{indexes[index]}"))];
        inputs = [.. indexes.Select(index => inputs[index])];
        JsonArray joins = payload["joins"]!.AsArray();
        if (tables.Contains(null) || NaiveFilter.Flag(payload["postFilter"], "enabled")
            || virtualInputs.Any(table => table!["computedColumns"]!.AsArray().Count > 0 || (string)table["outputColumnsSelectionMode"]! != "MANUAL")
            || joins.Any(join => (string)join!["type"]! is "ADVANCED" or "LEFT_ANTI" or "RIGHT_ANTI" or "LEFT_SEMI" or "RIGHT_SEMI" || join["on"]!.AsArray().Any(IsSpecial)))
        {
            return null;
        }

        string from = $"({tables[0]}) t0";
        foreach (JsonNode? join in joins)
        {
            int right = (int)join!["table2"]!;
            string type = (string)join["type"]!;
            IEnumerable<string> conditions = join["on"]!.AsArray().Select(condition => Condition(inputs, condition!));
            from += type == "CROSS" ? $" CROSS JOIN ({tables[right]}) t{right}" : $" {type} JOIN ({tables[right]}) t{right} ON {string.Join((string)join["conditionsMode"]! == "OR" ? " OR " : " AND ", conditions)}";
        }

        JsonNode[] selected = [.. payload["selectedColumns"]!.AsArray().Select(column => column!)];
        IEnumerable<(string, string)> columns = selected.Select(column =>
        {
            int table = (int)column["table"]!;
            string name = (string)column["name"]!;
            return ((string?)column["alias"] ?? (table == 0 ? name : $"t{table}_{name}"), inputs[table].Columns[inputs[table].IndexOf(name)].Type);
        });
        string items = string.Join(", ", selected.Select(column => $"t{(int)column["table"]!}.c{inputs[(int)column["table"]!].IndexOf((string)column["name"]!)}"));
        return Query($"SELECT {items} FROM {from} ORDER BY {string.Join(", ", tables.Select((_, index) => $"t{index}.n ASC NULLS LAST"))}", [.. columns]);
    }

    // What has no plain word in SQL.
    private static bool IsSpecial(JsonNode? condition) => ((string)condition!["type"]!).StartsWith("K_NEAREST", StringComparison.Ordinal) || NaiveFilter.Flag(condition, "normalizeText")
        || ((string)condition["column1"]!["name"]! == "name") != ((string)condition["column2"]!["name"]! == "name") || ((string)condition["type"]! == "WITHIN_RANGE" && (string)condition["column1"]!["name"]! == "at");

    private static string Condition(Table[] inputs, JsonNode condition)
    {
        string Side(string column) => $"t{(int)condition[column]!["table"]!}.c{inputs[(int)condition[column]!["table"]!].IndexOf((string)condition[column]!["name"]!)}";
        (string a, string b) = (Side("column1"), Side("column2"));
        if (NaiveFilter.Flag(condition, "caseInsensitive"))
            (a, b) = ($"low({a})", $"low({b})");
        return (string)condition["type"]! switch
        {
            "EQ" => $"{a} = {b}",
            "NE" => $"{a} <> {b}",
            "LT" => $"{a} < {b}",
            "LTE" => $"{a} <= {b}",
            "GT" => $"{a} > {b}",
            "GTE" => $"{a} >= {b}",
            "CONTAINS" => $"instr({a}, {b}) > 0",
            "WITHIN_RANGE" => $"{a} - {b} BETWEEN {condition["windowFrom"]} AND {condition["windowTo"]}",
            _ => $"substr({a}, 1, length({b})) = {b}",
        };
    }

    // Filters of plain conditions; groups and duplicates are left to the interpreter.
    private static string? Where(Table input, JsonNode? filter, string table = "t0")
    {
        if (NaiveFilter.Flag(filter, "enabled") && (string?)filter!["uiData"]!["mode"] == "CUSTOM")
            return null;

        if (!NaiveFilter.Flag(filter, "enabled") || filter!["uiData"]!["conditions"] is not JsonArray { Count: > 0 } conditions)
            return NaiveFilter.Flag(filter, "enabled") && NaiveFilter.Flag(filter, "distinct") ? null : $"SELECT * FROM {table}";
        if (NaiveFilter.Flag(filter, "distinct") || conditions.Any(condition => condition!["subCondition"] is not null))
            return null;

        string?[] parts = [.. conditions.Select(condition => Filter(input, condition!))];
        return parts.Contains(null) ? null : $"SELECT * FROM {table} WHERE {string.Join((string?)filter["uiData"]!["mode"] == "||" ? " OR " : " AND ", parts)}";
    }

    private static string? Filter(Table input, JsonNode condition)
    {
        int at = input.IndexOf((string)condition["input"]!);
        string column = $"c{at}";
        string text = $"'{((string?)condition["string"] ?? "").Replace("'", "''", StringComparison.Ordinal)}'";
        string number = condition["num"]!.ToJsonString();
        string other = $"c{input.IndexOf((string)condition["col"]!)}";
        return (string)condition["operator"]! switch
        {
            "is empty" or "empty string" => $"{column} IS NULL",
            "not empty" or "not empty string" => $"{column} IS NOT NULL",
            "true" => $"{column} = 1",
            "false" => $"{column} = 0",
            "== [string]" => text == "''" ? $"{column} IS NULL" : $"{column} = {text}",
            "!= [string]" => text == "''" ? $"{column} IS NOT NULL" : $"({column} IS NULL OR {column} <> {text})",
            "contains" => $"({column} IS NOT NULL AND instr({column}, {text}) > 0 OR {text} = '' AND {column} IS NOT NULL)",
            "starts with" => $"substr({column}, 1, length({text})) = {text}",
            "== [number]" => $"{column} = {number}",
            "!= [number]" => $"({column} IS NULL OR {column} <> {number})",
            ">  [number]" => $"{column} > {number}",
            "<  [number]" => $"{column} < {number}",
            ">= [number]" => $"{column} >= {number}",
            "<= [number]" => $"{column} <= {number}",
            ">< [number]" => $"{column} BETWEEN {number} AND {condition["num2"]!.ToJsonString()}",
            "== [column]" or "== [NaNcolumn]" => $"{column} = {other}",
            "!= [column]" or "!= [NaNcolumn]" => $"{column} IS NOT {other}",
            "<  [column]" => $"{column} < {other}",
            ">= [column]" => $"{column} >= {other}",
            _ => null,
        };
    }

    private static string Name(Table input, JsonNode? order) => $"c{input.IndexOf((string)order!["column"]!)}";

    private void Load(string name, Table table)
    {
        _connection.CreateFunction("low", (string? text) => text is null ? null : NaiveRows.Lower(text), isDeterministic: true);
        Execute($"DROP TABLE IF EXISTS {name}");
        Execute($"CREATE TABLE {name} ({string.Join(", ", table.Columns.Select((column, index) => $"c{index} {(NaiveRows.IsWhole(column.Type) || column.Type == "boolean" ? "INTEGER" : NaiveRows.IsNumber(column.Type) ? "REAL" : "TEXT")}"))}, n INTEGER)");
        for (int row = 0; row < table.Rows.Count; row++)
        {
            using SqliteCommand insert = _connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {name} VALUES ({string.Join(", ", table.Columns.Select((_, index) => $"$p{index}"))}, {row})";
            for (int column = 0; column < table.Columns.Count; column++)
            {
                object value = NaiveRows.Parse(table.Rows[row][column], table.Columns[column].Type) switch
                {
                    null => DBNull.Value,
                    bool flag => flag ? 1L : 0L,
                    DateTime => table.Rows[row][column]!,
                    var plain => plain,
                };
                insert.Parameters.AddWithValue($"$p{column}", value);
            }

            insert.ExecuteNonQuery();
        }
    }

    private Table Query(string sql, IReadOnlyList<(string Name, string Type)> columns)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string?[]>();
        while (reader.Read())
            rows.Add([.. columns.Select((column, index) => reader.IsDBNull(index) ? null : Text(reader.GetValue(index), column.Type))]);

        return new Table(columns, rows);
    }

    private static string? Text(object value, string type) => type switch
    {
        "boolean" => NaiveRows.Text((long)value == 1, type),
        "double" or "float" => NaiveRows.Text(Convert.ToDouble(value, CultureInfo.InvariantCulture), type),
        _ => NaiveRows.Text(value, type),
    };

    private void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
