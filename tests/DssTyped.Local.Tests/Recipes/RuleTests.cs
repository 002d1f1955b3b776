namespace DssTyped.Tests.Recipes;

/// <summary>Rules of DSS that the random cases of the oracle seldom or never meet, one line each: recipe, inputs, what each output holds.</summary>
public sealed class RuleTests
{
    private const string Join = """{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"LEFT","on":[ON]}],"selectedColumns":[{"table":0,"name":"a"},{"table":1,"name":"b"}]}""";
    private const string Columns = """ "column1":{"table":0,"name":"a"},"column2":{"table":1,"name":"b"} """;

    [Theory]
    // Filters: an empty cell contains nothing, so it passes where something must not be contained; true is true in any case.
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":"not contains","string":"x"}]}}""", "a", "xy;-;z", "-;z")]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":"true"}]}}""", "a", "TRUE;true;False;1;-", "TRUE;true")]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":"false"}]}}""", "a", "FALSE;true;-", "FALSE")]
    // A date in a text counts as one only if it is written as DSS writes dates.
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":">= [date]","date":"2020-01-01","time":"12:30"}]}}""", "a", "2020-01-01;2020-01-01T12:30:00.000Z;2020-1-2;infinity;2020-01-02T10:00Z;epoch;-", "2020-01-01T12:30:00.000Z;2020-01-02T10:00Z")]
    // Equal rows after a filter at the end are one row, also where columns are renamed.
    [InlineData("grouping", """{"keys":[{"column":"a"}],"values":[],"globalCount":false,"computedColumns":[],"outputColumnNameOverrides":{"a":"z"},"postFilter":{"enabled":true,"distinct":true,"uiData":{"mode":"&&","conditions":[]}}}""", "a", "x;x;y", "x;y")]
    [InlineData("window", """{"windows":[{}],"values":[{"column":"a","value":true}],"postFilter":{"enabled":true,"distinct":true,"uiData":{"mode":"&&","conditions":[]}}}""", "a", "x;x;y", "x;y")]
    // Differences of dates are whole units; the later of the two is the current row.
    [InlineData("window", """{"windows":[{"enableOrdering":true,"orders":[{"column":"a"}]}],"values":[{"column":"a","lagDiff":true,"lagValues":"1","dateDiffUnit":"DAY"}]}""", "a:date", "2020-01-01T18:00:00.000Z;2020-01-02T06:00:00.000Z;2020-01-03T06:00:00.000Z", "-;0;1")]
    [InlineData("window", """{"windows":[{"enableOrdering":true,"orders":[{"column":"a"}]}],"values":[{"column":"a","leadDiff":true,"leadValues":"1","dateDiffUnit":"MONTH"}]}""", "a:date", "2020-01-15T00:00:00.000Z;2020-02-14T00:00:00.000Z;2020-03-15T00:00:00.000Z", "0;-1;-")]
    // A number may be spelled in other ways than its column writes it.
    [InlineData("split", """{"mode":"VALUES","column":"a","defaultOutputIndex":-1,"valueSplits":[{"value":"1","outputIndex":0},{"value":"2.50","outputIndex":0}]}""", "a:double", "1.0;2.5;3.0;-", "1.0;2.5")]
    [InlineData("split", """{"mode":"VALUES","column":"a","defaultOutputIndex":-1,"valueSplits":[{"value":"7.0","outputIndex":0}]}""", "a:bigint", "7;70", "7")]
    // The conditions count in their order, and a leftover expression does not.
    [InlineData("split", """{"mode":"FILTERS","defaultOutputIndex":-1,"filterSplits":[{"outputIndex":1,"filter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"a","operator":">  [number]","num":2}]},"expression":"a < 2"}},{"outputIndex":0,"filter":{"enabled":true,"uiData":{"mode":"&&","conditions":[]}}}]}""", "a:bigint", "1;2;3", "1;2")]
    public void One_input(string type, string payload, string columns, string rows, string expected)
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of(type, payload, TableOf(columns, rows));
        Assert.Equal(expected, Show(run.Run(type == "split" ? test.WithOutputs("O0", "O1") : test)["O0"]));
    }

    [Theory]
    [InlineData("""{"type":"WITHIN_RANGE","windowFrom":-2,"windowTo":0,"dateDiffUnit":"MINUTE",COLUMNS}""", "a:date", "2020-01-01T00:00:00.000Z", "b:date", "2020-01-01T00:02:00.000Z;2020-01-01T00:02:01.000Z;2019-12-31T23:59:00.000Z", "2020-01-01T00:02:00.000Z")]
    [InlineData("""{"type":"WITHIN_RANGE","windowFrom":0,"windowTo":1,"dateDiffUnit":"WEEK",COLUMNS}""", "a:date", "2020-01-08T00:00:00.000Z", "b:date", "2020-01-01T00:00:00.000Z;2019-12-31T23:59:59.000Z;2020-01-09T00:00:00.000Z", "2020-01-01T00:00:00.000Z")]
    [InlineData("""{"type":"WITHIN_RANGE","windowFrom":0,"windowTo":1,"dateDiffUnit":"HOUR",COLUMNS}""", "a:date", "2020-01-01T01:00:00.000Z", "b:dateonly", "2020-01-01;2019-12-31", "2020-01-01")]
    [InlineData("""{"type":"WITHIN_RANGE","windowFrom":-1,"windowTo":2,COLUMNS}""", "a:bigint", "5", "b:double", "2.9;3.0;6.0;6.1", "3.0 6.0")]
    [InlineData("""{"type":"CONTAINS","caseInsensitive":true,COLUMNS}""", "a", "a CAFÉ", "b", "café;cafe;-", "café")]
    [InlineData("""{"type":"STARTS_WITH","normalizeText":true,COLUMNS}""", "a", "CAFÉ noir", "b", "cafe;noir;Café N", "cafe Café N")]
    [InlineData("""{"type":"EQ",COLUMNS}""", "a:date", "2020-01-01T00:00:00.000Z", "b", "2020-01-01;2020-01-01T00:00:00.000Z", "2020-01-01T00:00:00.000Z")]
    [InlineData("""{"type":"EQ",COLUMNS}""", "a:boolean", "true", "b", "true;TRUE;1", "true")]
    [InlineData("""{"type":"EQ",COLUMNS}""", "a:int", "10", "b:double", "10.0;10.5", "10.0")]
    [InlineData("""{"type":"K_NEAREST","maxMatches":2,COLUMNS}""", "a:bigint", "5", "b:bigint", "9;4;7;3", "4 7")]
    public void A_join_condition(string condition, string leftColumns, string left, string rightColumns, string right, string matches)
    {
        using var run = new RecipeRun();
        string payload = Join.Replace("ON", condition.Replace("COLUMNS", Columns, StringComparison.Ordinal), StringComparison.Ordinal);
        Table output = run.Run(RecipeCase.Of("join", payload, TableOf(leftColumns, left), TableOf(rightColumns, right)))["O0"];
        Assert.Equal(matches, string.Join(' ', output.Rows.Select(row => row[1] ?? "-")));
    }

    [Theory]
    [InlineData("LEFT", "x|1|- y|2|p z|-|q")]
    [InlineData("RIGHT", "x|1|- y|2|p")]
    [InlineData("INNER", "y|2|p")]
    public void A_join_may_name_the_table_that_is_joined_already_on_its_right_side(string type, string expected)
    {
        using var run = new RecipeRun();
        string payload = $$$"""{"virtualInputs":[{"index":0},{"index":1},{"index":2}],"joins":[{"table1":0,"table2":1,"type":"INNER","on":[{"type":"EQ","column1":{"table":0,"name":"k"},"column2":{"table":1,"name":"k"}}]},{"table1":2,"table2":0,"type":"{{{type}}}","on":[{"type":"EQ","column1":{"table":2,"name":"k"},"column2":{"table":0,"name":"k"}}]}],"selectedColumns":[{"table":0,"name":"k"},{"table":1,"name":"n"},{"table":2,"name":"t"}]}""";
        Table output = run.Run(RecipeCase.Of("join", payload, TableOf("k", "x;y"), Table.Of("k,n", ["x", "1"], ["y", "2"]), Table.Of("k,t", ["y", "p"], ["z", "q"])))["O0"];
        Assert.Equal(type == "LEFT" ? "y|2|p -|-|q" : expected, string.Join(' ', output.Rows.Select(row => string.Join('|', row.Select(cell => cell ?? "-")))));
    }

    [Fact]
    public void All_columns_that_do_not_conflict_are_those_whose_names_are_free()
    {
        using var run = new RecipeRun();
        const string Payload = """{"virtualInputs":[{"index":0,"outputColumnsSelectionMode":"ALL"},{"index":1,"outputColumnsSelectionMode":"AUTO_NON_CONFLICTING"},{"index":2,"prefix":"p","outputColumnsSelectionMode":"AUTO_NON_CONFLICTING"}],"joins":[{"table1":0,"table2":1,"type":"LEFT","on":[{"type":"EQ","column1":{"table":0,"name":"k"},"column2":{"table":1,"name":"k"}}]},{"table1":0,"table2":2,"type":"LEFT","on":[{"type":"EQ","column1":{"table":0,"name":"k"},"column2":{"table":2,"name":"k"}}]}]}""";
        Table output = run.Run(RecipeCase.Of("join", Payload, Table.Of("k,v", ["x", "1"]), Table.Of("k,v,w", ["x", "2", "3"]), Table.Of("k,v,w", ["x", "4", "5"])))["O0"];
        Assert.Equal("k v w p_k p_v p_w", string.Join(' ', output.Columns.Select(column => column.Name)));
        Assert.Equal("x 1 3 x 4 5", string.Join(' ', output.Rows[0]));
    }

    [Theory]
    [InlineData(false, "a:bigint", "b", "numbers")]
    [InlineData(false, "a:boolean", "b", "texts")]
    [InlineData(true, "a:bigint", "b", null)]
    [InlineData(false, "a:int", "b:double", null)]
    public void Keys_of_different_types_are_warned_of_unless_the_recipe_casts_them(bool casts, string left, string right, string? word)
    {
        using var run = new RecipeRun();
        string payload = Join.Replace("ON", $$"""{"type":"EQ",{{Columns}}}""", StringComparison.Ordinal)[..^1] + $$""","enableAutoCastInJoinConditions":{{(casts ? "true" : "false")}} }""";
        IReadOnlyList<string> warnings = run.WarningsOf(RecipeCase.Of("join", payload, TableOf(left, ""), TableOf(right, "")));
        if (word is null)
            Assert.Empty(warnings);
        else
            Assert.Contains($"as {word}. Give both columns one type", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x:tinyint", "100;100", "tinyint")]
    [InlineData("x:smallint", "32000;32000", "smallint")]
    [InlineData("x:int", "2147483647;1", "int")]
    [InlineData("x:int", "-2147483648;-1", "int")]
    public void A_sum_that_must_stay_small_fails_where_it_does_not_fit_and_names_its_column(string column, string rows, string type)
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of("grouping", """{"keys":[],"values":[{"column":"x","sum":true}],"enlargeYourBits":false}""", TableOf(column, rows));
        Assert.Contains($"of column 'x' is too large for {type}.", Record.Exception(() => run.Run(test))?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_distance_of_dates_that_is_no_whole_number_fails_and_says_so()
    {
        using var run = new RecipeRun();
        const string Payload = """{"windows":[{"enableOrdering":true,"orders":[{"column":"a"}],"enableLimits":true,"windowLimitMode":"RANGE","limitPreceding":true,"windowLowerBound":1.5,"limitFollowing":true,"windowUpperBound":0,"windowDateRangeUnit":"DAY"}],"values":[{"column":"a","count":true}]}""";
        Assert.Contains("over 1.5 DAY", Record.Exception(() => run.Run(RecipeCase.Of("window", Payload, TableOf("a:date", ""))))?.Message, StringComparison.Ordinal);
        Assert.Null(Record.Exception(() => run.Run(RecipeCase.Of("window", Payload, TableOf("a:double", "1.0")))));
    }

    [Fact]
    public void A_sync_by_names_keeps_the_columns_of_its_output()
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of("sync", "{}", Table.Of("b,a,x", ["1", "2", "3"])) with
        {
            Params = """{"schemaMode":"FREE_SCHEMA_NAME_BASED"}""",
            StoredSchemas = new Dictionary<string, string> { ["O0"] = """{"columns":[{"name":"a","type":"string"},{"name":"n","type":"bigint"},{"name":"b","type":"string"}]}""" },
        };
        Table output = run.Run(test)["O0"];
        Assert.Equal("a:string n:bigint b:string 2 - 1", string.Join(' ', output.Columns.Select(column => $"{column.Name}:{column.Type}").Concat(output.Rows[0].Select(cell => cell ?? "-"))));
    }

    [Theory]
    [InlineData("input", "1;1", "2")]
    [InlineData("O0", "1", "2;2")]
    public void A_key_that_occurs_twice_fails_and_names_the_dataset_and_the_value(string where, string given, string earlier)
    {
        using var run = new RecipeRun();
        string? message = Record.Exception(() => run.Run(Upsert("", given, earlier)))?.Message;
        Assert.Contains($"k = '{(where == "O0" ? "2" : "1")}' occurs more than once in '{(where == "O0" ? "O0" : "I0")}'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""","addMissingCols":false""", "k new old")]
    [InlineData(""","addMissingCols":true""", "k new old extra")]
    [InlineData(""","addMissingCols":false,"deleteMissingCols":true""", "k new")]
    public void An_update_adds_and_deletes_columns_only_if_asked(string setting, string columns)
    {
        using var run = new RecipeRun();
        RecipeCase test = Upsert(setting, "", "") with
        {
            Inputs = new Dictionary<string, Table> { ["I0"] = Table.Of("k,new,extra", ["1", "n", "e"]) },
            Earlier = new Dictionary<string, Table> { ["O0"] = Table.Of("k,new,old", ["1", "o", "x"]) },
            StoredSchemas = new Dictionary<string, string> { ["O0"] = """{"columns":[{"name":"k","type":"string"},{"name":"new","type":"string"},{"name":"old","type":"string"}]}""" },
        };
        Assert.Equal(columns, string.Join(' ', run.Run(test)["O0"].Columns.Select(column => column.Name)));
    }

    private static RecipeCase Upsert(string setting, string given, string earlier) => RecipeCase.Of("upsert", $$"""{"uniqueKey":["k"],"addMissingRows":true{{setting}}}""", TableOf("k", given)) with
    {
        Earlier = new Dictionary<string, Table> { ["O0"] = TableOf("k", earlier) },
        StoredSchemas = new Dictionary<string, string> { ["O0"] = """{"columns":[{"name":"k","type":"string"}]}""" },
    };

    private static Table TableOf(string columns, string rows) =>
        Table.Of(columns, [.. rows.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(cell => new[] { cell == "-" ? null : cell })]);

    private static string Show(Table table) => string.Join(';', table.Rows.Select(row => string.Join('|', row.Select(cell => cell ?? "-"))));
}
