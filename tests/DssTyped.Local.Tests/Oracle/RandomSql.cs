using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>
/// Makes recipes of SQL that means the same to SQLite and to DuckDB. What a column is called ends with the type that DSS would store it
/// with (<c>c0_bigint</c>); every query orders by all it gives, so that there is one right answer.
/// </summary>
internal sealed class RandomSql(Random random)
{
    private static readonly (string Name, string Type)[] s_pool =
        [("k", "string"), ("text", "string"), ("n", "bigint"), ("i", "int"), ("x", "double"), ("flag", "boolean"), ("day", "date"), ("d only", "dateonly"), ("s\"q", "string")];

    private (string Name, string Type)[] _columns = [];

    /// <summary>A recipe; <paramref name="rows"/> fills a table of such columns.</summary>
    public RecipeCase Make(string type, Func<IReadOnlyList<(string Name, string Type)>, Table> rows)
    {
        _columns = [.. s_pool.Where(column => column.Name is "k" or "n" || Flips())];
        RecipeCase test = RecipeCase.Of(type, "", rows(_columns), rows(_columns)) with { Variables = new Dictionary<string, string> { ["projectKey"] = "TEST" } };
        return type == "sql_query" ? test with { Payload = Code(Pick("", "-- a comment; of two\n", "/* SELECT */ ") + Query(Types()) + Pick("", ";", " -- the end")) } : Script(test);
    }

    private RecipeCase Script(RecipeCase test)
    {
        var statements = new List<string>();
        var stored = new Dictionary<string, string>();
        string[] outputs = Flips() ? ["O0"] : ["O0", "O1"];
        foreach (string output in outputs)
        {
            string[] types = Types();
            string[] names = [.. types.Select((type, index) => Alias(index, type))];
            if (Flips())
            {
                statements.Add($"DROP TABLE IF EXISTS {Table(output)}");
                statements.Add($"CREATE TABLE {Table(output)} AS {Query(types)}");
            }
            else
            {
                // DSS makes the table before the script runs.
                stored[output] = new JsonObject { ["columns"] = new JsonArray([.. names.Select((name, index) => new JsonObject { ["name"] = name, ["type"] = types[index] })]) }.ToJsonString();
            }

            (string, string)[] columns = [.. names.Zip(types)];
            for (int more = random.Next(1, 4); more > 0; more--)
            {
                int at = random.Next(names.Length);
                statements.Add(random.Next(4) switch
                {
                    0 => $"DELETE FROM {Table(output)} WHERE {Condition(columns, 1)}",
                    1 => $"UPDATE {Table(output)} SET {Name(names[at])} = {Value(types[at], columns, 1)} WHERE {Condition(columns, 1)}",
                    2 => $"INSERT INTO {Table(output)} ({string.Join(", ", names.Select(Name))}) {Query(types)}",
                    _ => $"INSERT INTO {Table(output)} {Query(types)}",
                });
            }
        }

        return (test with { Payload = Code(string.Join(Pick(";\n", "; -- next;\n"), statements) + ";"), StoredSchemas = stored }).WithOutputs(outputs);
    }

    private string Query(string[] types)
    {
        IEnumerable<string> orders = types.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1} {Pick("ASC", "DESC")} NULLS {Pick("FIRST", "LAST")}"));
        string order = $" ORDER BY {string.Join(", ", orders)}{(random.Next(4) == 0 ? $" LIMIT {Whole(0, 6)}" : "")}";
        string sql = random.Next(7) switch
        {
            0 => Grouped(types),
            1 => Joined(types),
            2 => $"{Plain(types)} {Pick("UNION ALL", "UNION", "EXCEPT", "INTERSECT")} {Plain(types)}",
            3 => $"WITH t AS (SELECT * FROM {Table("I0")} WHERE {Condition(_columns, 1)}) {Plain(types, "t")}",
            4 => Windowed(types),
            5 => $"{Plain(types)} WHERE {Pick("EXISTS", "NOT EXISTS")} (SELECT 1 FROM {Table("I1")} AS o WHERE o.\"k\" {Pick("=", "=", "<>")} a.\"k\"{Pick("", $" AND o.\"n\" {Pick("=", "<>", "<=", ">")} a.\"n\"")})",
            _ => $"SELECT {Pick("", "DISTINCT ")}{Items(types, type => Value(type, _columns, 2))} FROM {Table("I0")} WHERE {Condition(_columns, 2)}",
        };
        return sql + order;
    }

    private string Plain(string[] types, string? table = null) => $"SELECT {Items(types, type => Value(type, _columns, 2))} FROM {table ?? Table(Pick("I0", "I1"))} AS a";

    private string Joined(string[] types)
    {
        string[] sides = ["a", "b"];
        (string, string)[] both = [.. sides.SelectMany(side => _columns.Select(column => ($"{side}.{Name(column.Name)}", column.Type)))];
        return $"SELECT {Items(types, type => Value(type, both, 1))} FROM {Table("I0")} AS a {Pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")} {Table("I1")} AS b ON a.\"k\" = b.\"k\"{(Flips() ? $" AND {Pick("a", "b")}.\"n\" > {Whole(-2, 2)}" : "")}";
    }

    private string Grouped(string[] types)
    {
        (string Name, string Type)[] keys = [.. _columns.Where(_ => random.Next(3) == 0)];
        string Item(string type) => keys.FirstOrDefault(key => key.Type == type).Name is { } key && Flips() ? Name(key) : Aggregate(type);
        string Aggregate(string type) => type switch
        {
            "bigint" => Pick("count(*)", "count(\"k\")", "count(DISTINCT \"k\")", "sum(\"n\")", $"sum({Value("bigint", _columns, 1)})", "max(\"n\")"),
            "double" => Pick("avg(\"n\")", $"avg({Value("double", _columns, 1)})", $"sum({Value("double", _columns, 1)})"),
            "boolean" => $"count(*) > {Whole(0, 4)}",
            _ => $"{Pick("min", "max")}({Value(type, _columns, 1)})",
        };
        return $"SELECT {Items(types, Item)} FROM {Table("I0")} WHERE {Condition(_columns, 1)}{(keys.Length == 0 ? "" : $" GROUP BY {string.Join(", ", keys.Select(key => Name(key.Name)))} HAVING count(*) > {Whole(-1, 2)}")}";
    }

    private string Windowed(string[] types)
    {
        string over = $"OVER ({(Flips() ? "PARTITION BY \"k\" " : "")}ORDER BY \"n\" {Pick("ASC", "DESC")} NULLS {Pick("FIRST", "LAST")})";
        string Item(string type) => type switch
        {
            "bigint" => Pick($"rank() {over}", $"dense_rank() {over}", $"count(*) {over}", $"sum(\"n\") {over}", $"max(\"n\") {over}"),
            "double" => Pick($"avg(\"n\") {over}", $"cume_dist() {over}", Value(type, _columns, 1)),
            _ => Value(type, _columns, 1),
        };
        return $"SELECT {Items(types, Item)} FROM {Table("I1")}";
    }

    private string Items(string[] types, Func<string, string> value) => string.Join(", ", types.Select((type, index) => $"{value(type)} AS {Alias(index, type)}"));

    private string Value(string type, IReadOnlyList<(string Name, string Type)> columns, int depth)
    {
        string[] own = [.. columns.Where(column => column.Type == type).Select(column => Name(column.Name))];
        if (own.Length > 0 && (depth == 0 || random.Next(3) == 0))
            return Pick(own);

        int next = Math.Max(0, depth - 1);
        string Again(string other) => Value(other, columns, next);
        if (depth > 0 && random.Next(3) == 0)
            return Pick($"CASE WHEN {Condition(columns, next)} THEN {Again(type)} ELSE {Again(type)} END", $"coalesce({Again(type)}, {Again(type)})", $"nullif({Again(type)}, {Again(type)})");

        return type switch
        {
            "string" when depth > 0 => Pick($"({Again(type)} || {Again(type)})", $"substr({Again(type)}, 1, {Whole(1, 3)})", $"CAST({Again("bigint")} AS VARCHAR)", $"replace({Again(type)}, 'a', 'zz')"),
            "string" => Pick("'a'", "'A'", "'é'", "'it''s'", "'semi;colon'", "'-- no comment'"),
            "bigint" when depth > 0 => Pick($"({Again(type)} {Pick("+", "-", "*")} {Again("int")})", $"({Again(type)} % {Whole(0, 4)})", $"abs({Again(type)})", $"(-({Again(type)}))", $"length({Again("string")})"),
            "bigint" => $"CAST({Whole(-2, 4)} AS BIGINT)",
            "int" when depth > 0 => $"({Again(type)} {Pick("+", "-")} {Whole(0, 4)})",
            "int" => Whole(-2, 4),
            "double" when depth > 0 => Pick($"({Again(type)} {Pick("+", "-", "*")} {Again(type)})", $"({Again(type)} * {Again("bigint")})", $"abs({Again(type)})"),
            "double" => $"CAST({Pick("0.25", "-1.5", "2.0")} AS DOUBLE)",
            "boolean" when depth > 0 => $"({Condition(columns, next)})",
            "boolean" => Pick("true", "false"),
            _ => Pick(own),
        };
    }

    private string Condition(IReadOnlyList<(string Name, string Type)> columns, int depth)
    {
        if (depth > 0 && random.Next(3) == 0)
            return Pick($"({Condition(columns, depth - 1)} {Pick("AND", "OR")} {Condition(columns, depth - 1)})", $"NOT ({Condition(columns, depth - 1)})");

        string any = Name(columns[random.Next(columns.Count)].Name);
        string number = Value(Pick("bigint", "double"), columns, depth);
        string text = Value("string", columns, depth);
        return random.Next(6) switch
        {
            0 => $"{any} IS {Pick("", "NOT ")}NULL",
            1 => $"{text} {Pick("=", "<>", "<", ">=")} {Value("string", columns, 0)}",
            2 => $"{text} {Pick("", "NOT ")}LIKE '{Pick("a%", "%b", "_", "%é%", "A_%")}'",
            3 => $"{number} {Pick("", "NOT ")}BETWEEN {Whole(-2, 2)} AND {Whole(0, 4)}",
            4 => $"{number} {Pick("", "NOT ")}IN ({Whole(-2, 4)}, {Whole(-2, 4)})",
            _ => $"{number} {Pick("=", "<>", "<", "<=", ">", ">=", "IS NOT DISTINCT FROM")} {Value("bigint", columns, 0)}",
        };
    }

    // Types that there are columns of, or that can be computed.
    private string[] Types()
    {
        string[] known = [.. _columns.Select(column => column.Type).Concat(["string", "bigint", "double", "boolean"]).Where(type => type is not "int").Distinct()];
        return [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(known))];
    }

    private string Table(string name) => Pick(name, $"\"{name}\"", $"\"${{projectKey}}_{name}\"", $"\"db\".\"public\".\"TEST_{name}\"");

    private static string Alias(int index, string type) => string.Create(CultureInfo.InvariantCulture, $"c{index}_{type}");

    private static string Name(string name) => name.Contains('.', StringComparison.Ordinal) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Code(string sql) => JsonValue.Create(sql)!.ToJsonString();

    private bool Flips() => random.Next(2) == 0;

    private string Whole(int least, int most) => random.Next(least, most).ToString(CultureInfo.InvariantCulture);

    private string Pick(params string[] items) => items[random.Next(items.Length)];
}
