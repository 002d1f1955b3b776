using DssTyped.Flow.Recipes;
using DssTyped.Local.Recipes;
using DuckDB.NET.Data;

namespace DssTyped.Tests.Recipes;

/// <summary>Where DuckDB and DSS differ.</summary>
public sealed class EdgeTests
{
    [Fact]
    public void Columns_that_differ_only_by_case_stay_apart()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("grouping", """{"keys":[{"column":"a"},{"column":"A"}],"values":[{"column":"A","max":true}]}""", Table.Of("a,A", ["x", "1"], ["x", "2"])))["O0"];
        Assert.Equal([["x", "1", "1"], ["x", "2", "2"]], output.Rows);
    }

    [Fact]
    public void Names_of_any_kind_are_only_names()
    {
        using var run = new RecipeRun();
        Table input = new([("select", "string"), ("a \"b\".c", "bigint"), ("$0", "string"), ("1st", "string"), ("'", "string")], [["s", "1", "z", "f", "q"]]);
        Table output = run.Run(RecipeCase.Of("sort", """{"orders":[{"column":"a \"b\".c","desc":true},{"column":"$0"},{"column":"'"}],"rowNumber":true}""", input))["O0"];
        Assert.Equal([["s", "1", "z", "f", "q", "1"]], output.Rows);
    }

    [Fact]
    public void A_sum_that_does_not_fit_fails_and_names_its_column()
    {
        using var run = new RecipeRun();
        var failure = Assert.Throws<DuckDBException>(() => run.Run(RecipeCase.Of("grouping", """{"keys":[],"values":[{"column":"big","sum":true}]}""", Table.Of("big:bigint", ["9223372036854775807"], ["1"]))));
        Assert.Contains("'big'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_text_is_no_value()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("grouping", """{"keys":[{"column":"t"}],"values":[{"column":"t","count":true,"concat":true}],"globalCount":true}""", Table.Of("t", [""], [null], ["x"])))["O0"];
        Assert.Equal([[null, "0", null, "2"], ["x", "1", "x", "1"]], output.Rows);
    }

    [Fact]
    public void A_stack_of_numbers_and_texts_keeps_what_fits()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("vstack", """{"mode":"UNION","virtualInputs":[{"index":0},{"index":1}]}""", Table.Of("n:bigint", ["1"]), Table.Of("n", ["2"], ["3.0"], ["1.5"], ["x"], ["0x10"])))["O0"];
        Assert.Equal([["1"], ["2"], ["3"], [null], [null], [null]], output.Rows);
    }

    [Fact]
    public void A_custom_aggregate_runs_over_columns_by_their_names()
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of("grouping", """{"keys":[{"column":"k"}],"values":[{"customName":"weighted","customExpr":"1.0 * SUM(grade*\"coeff\") / sum(coeff)"}]}""", Table.Of("k,grade:double,coeff:bigint", ["a", "10.0", "1"], ["a", "20.0", "3"])) with
        {
            StoredSchemas = new Dictionary<string, string> { ["O0"] = """{"columns":[{"name":"k","type":"string"},{"name":"weighted","type":"double"}]}""" },
        };
        Assert.Equal([["a", "17.5"]], run.Run(test)["O0"].Rows);
    }

    [Theory]
    [InlineData("grouping", """{"keys":[],"values":[{"column":"t","first":true}]}""", "order column")]
    [InlineData("grouping", """{"keys":[],"values":[{"customName":"c","customExpr":"no_such_function(t)"}]}""", "no_such_function")]
    [InlineData("window", """{"windows":[{}],"values":[{"customName":"c","customExpr":"sum(no_such_column) over $window"}]}""", "no_such_column")]
    [InlineData("split", """{"mode":"RANDOM_COLUMNS","randomColumns":["t"],"randomColumnsSplits":[{"share":50,"outputIndex":0}]}""", "hash")]
    [InlineData("pivot", """{"explicitIdentifiers":["t"],"modalitySlugification":"HARD_SLUGIFY","pivots":[{"keyColumns":["t"],"valueColumns":[]}]}""", "HARD_SLUGIFY")]
    [InlineData("upsert", """{"uniqueKey":[]}""", "unique key")]
    [InlineData("fuzzyjoin", """{"virtualInputs":[{"index":0},{"index":0}],"joins":[{"table1":0,"table2":1,"type":"LEFT","on":[{"column1":{"table":0,"name":"t"},"column2":{"table":1,"name":"t"},"fuzzyMatchDesc":{"distanceType":"LEVENSHTEIN","threshold":1},"normaliseDesc":{"transformToStem":true}}]}]}""", "transformToStem")]
    [InlineData("topn", """{"keys":[],"orders":[],"firstRows":1}""", "order column")]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"t","operator":"intersects [geo]"}]}}""", "intersects [geo]")]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"t","operator":"regex","string":"a+"}]}}""", "not anchored")]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"t","operator":"regex","string":"^a|b$"}]}}""", "not anchored")]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"t","operator":"regex","string":"^a\\$"}]}}""", "not anchored")]
    [InlineData("window", """{"windows":[{"enableLimits":true,"windowLimitMode":"RANGE","limitPreceding":true,"limitFollowing":true}],"values":[{"column":"t","count":true}]}""", "exactly one order column")]
    [InlineData("window", """{"windows":[{"enableOrdering":true,"orders":[{"column":"t"}],"enableLimits":true,"windowLimitMode":"RANGE","limitPreceding":true,"windowLowerBound":1}],"values":[]}""", "one side is switched off")]
    [InlineData("window", """{"windows":[{"enableOrdering":true,"orders":[{"column":"t"}],"enableLimits":true,"windowLimitMode":"RANGE","limitPreceding":true,"limitFollowing":true,"windowLowerBound":-1}],"values":[]}""", "below 0")]
    [InlineData("window", """{"windows":[{"enableLimits":true,"windowLimitMode":"GROUPS"}],"values":[]}""", "GROUPS")]
    [InlineData("window", """{"windows":[{}],"values":[],"globalAggregations":[{"column":"t"}]}""", "aggregates of all rows")]
    [InlineData("vstack", """{"mode":"SHUFFLE","virtualInputs":[{"index":0}]}""", "SHUFFLE")]
    [InlineData("vstack", """{"virtualInputs":[{"index":0}],"computedColumns":[{"name":"x","type":"int","mode":"GREL","expr":"1"}]}""", "computes columns")]
    [InlineData("split", """{"mode":"CENTILE","centileOrders":[{"column":"t"}],"centileSplits":[],"centileShuffle":true}""", "shuffles")]
    [InlineData("split", """{"mode":"CENTILE","centileOrders":[{"column":"t"}],"centileSplits":[],"centileTDigest":true}""", "approximate")]
    [InlineData("split", """{"mode":"RANGE","rangeSetTime":false,"rangeSplits":[{"outputIndex":0,"filter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"t","operator":"<  [date]","date":"2020-01-01","time":"12:30"}]}}}]}""", "times are switched off")]
    [InlineData("pivot", """{"identifierColumnsSelection":"SOME","pivots":[]}""", "SOME")]
    [InlineData("pivot", """{"explicitIdentifiers":["t"],"$withModalityMaxLength":true,"modalityMaxLength":100,"pivots":[{"keyColumns":["t"],"valueColumns":[]}]}""", "100 characters")]
    [InlineData("join", """{"virtualInputs":[{"index":0},{"index":0}],"joins":[{"table1":0,"table2":1,"type":"ADVANCED","rightLimit":{"enabled":true,"maxMatches":1,"type":"KEEP_LARGEST","decisionColumn":{}},"on":[{"type":"EQ","column1":{"table":0,"name":"t"},"column2":{"table":1,"name":"t"}}]}]}""", "none is chosen")]
    [InlineData("join", """{"virtualInputs":[{"index":0},{"index":0}],"joins":[{"table1":0,"table2":1,"type":"ADVANCED","rightLimit":{"enabled":true,"strict":true,"type":"KEEP_FIRST"},"on":[{"type":"EQ","column1":{"table":0,"name":"t"},"column2":{"table":1,"name":"t"}}]}]}""", "strictly")]
    [InlineData("fuzzyjoin", """{"debugMode":true,"virtualInputs":[{"index":0},{"index":0}],"joins":[]}""", "debug mode")]
    [InlineData("geojoin", "{}", "geometry")]
    public void What_can_not_be_exact_is_refused_with_the_reason(string type, string payload, string reason)
    {
        using var run = new RecipeRun();
        Assert.Contains(reason, Assert.Throws<RecipeRefusedException>(() => run.Run(RecipeCase.Of(type, payload, Table.Of("t", ["x"])))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"selection":{"samplingMethod":"FULL","partitionSelectionMethod":"LATEST_N","latestPartitionsN":2}}""", "LATEST_N")]
    [InlineData("""{"selection":{"samplingMethod":"RANDOM_FIXED_NB","maxRecords":3,"withinFirstN":100}}""", "within the first rows")]
    [InlineData("""{"selection":{"samplingMethod":"FULL","maxReadUncompressedBytes":1000}}""", "number of bytes")]
    [InlineData("""{"selection":{"samplingMethod":"HEAD_SEQUENTIAL","maxRecords":3,"filter":{"enabled":true}}}""", "a filter of its own")]
    public void A_sample_of_a_part_is_refused(string settings, string reason)
    {
        using var run = new RecipeRun();
        Assert.Contains(reason, Assert.Throws<RecipeRefusedException>(() => run.Run(RecipeCase.Of("sampling", "{}", Table.Of("t", ["x"])) with { Params = settings })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^(a|b)$", "a b")]
    [InlineData("^[a|]$", "a |")]
    [InlineData("^\\p{L}b?$", "a b ab é")]
    public void A_pattern_between_anchors_is_matched_as_in_Java(string pattern, string found)
    {
        using var run = new RecipeRun();
        string payload = $$"""{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"t","operator":"regex","string":"{{pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}}"}]} }""";
        Table output = run.Run(RecipeCase.Of("sampling", payload, Table.Of("t", ["a"], ["b"], ["ab"], ["|"], ["é"], [null])))["O0"];
        Assert.Equal(found.Split(' '), output.Rows.Select(row => row[0]));
    }

    [Fact]
    public void A_window_over_a_range_of_days_counts_what_lies_in_it()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("window", """{"windows":[{"enableOrdering":true,"orders":[{"column":"at"}],"enableLimits":true,"windowLimitMode":"RANGE","limitPreceding":true,"windowLowerBound":2,"limitFollowing":true,"windowUpperBound":0,"windowDateRangeUnit":"DAY"}],"values":[{"column":"at","value":true,"count":true}]}""",
            Table.Of("at:date", ["2024-01-01T00:00:00.000Z"], ["2024-01-02T12:00:00.000Z"], ["2024-01-04T12:00:00.000Z"], ["2024-01-04T12:00:00.000Z"])))["O0"];
        Assert.Equal(["1", "2", "3", "3"], output.Rows.Select(row => row[1]));
    }

    [Theory]
    [InlineData("{}", "1 3 6")]
    [InlineData("""{"legacyUnboundedWindowStreamBehavior":true}""", "6 6 6")]
    public void An_ordered_window_without_limits_reaches_up_to_the_row_or_over_all_of_them(string old, string sums)
    {
        using var run = new RecipeRun();
        string payload = """{"windows":[{"enableOrdering":true,"orders":[{"column":"x"}]}],"values":[{"column":"x","sum":true}]}"""[..^1] + (old.Length > 2 ? "," + old[1..] : "}");
        Assert.Equal(sums.Split(' '), run.Run(RecipeCase.Of("window", payload, Table.Of("x:bigint", ["1"], ["2"], ["3"])))["O0"].Rows.Select(row => row[0]));
    }

    [Theory]
    [InlineData("FROM_INDEX", "a|b 1|x 3|y")]
    [InlineData("FROM_DATASET", "a|b 1|x -|3")]
    public void A_stack_takes_the_columns_of_one_dataset_by_position_or_by_name(string mode, string expected)
    {
        using var run = new RecipeRun();
        string payload = $$"""{"mode":"{{mode}}","copySchemaFromDatasetWithName":"I0","selectedColumns":["a","b"],"virtualInputs":[{"index":0},{"index":1}]}""";
        Table output = run.Run(RecipeCase.Of("vstack", payload, Table.Of("a,b", ["1", "x"]), Table.Of("b,c", ["3", "y"])))["O0"];
        Assert.Equal(expected, string.Join(' ', output.Rows.Prepend([.. output.Columns.Select(column => column.Name)]).Select(row => string.Join('|', row.Select(cell => cell ?? "-")))));
    }

    [Fact]
    public void Small_sums_stay_small_where_the_recipe_says_so()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("grouping", """{"keys":[],"values":[{"column":"x","sum":true}],"enlargeYourBits":false}""", Table.Of("x:int", ["1"], ["2"])))["O0"];
        Assert.Equal(("int", "3"), (output.Columns[0].Type, output.Rows[0][0]));
    }

    [Fact]
    public void Rows_that_no_case_takes_are_dropped_where_there_is_no_default_output()
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of("split", """{"mode":"VALUES","column":"t","defaultOutputIndex":-1,"valueSplits":[{"value":"A","caseSensitive":false,"outputIndex":0},{"value":"a","outputIndex":1},{"value":"","outputIndex":1}]}""", Table.Of("t", ["a"], ["A"], [null], ["b"])).WithOutputs("O0", "O1");
        IReadOnlyDictionary<string, Table> outputs = run.Run(test);
        Assert.Equal([["a"], ["A"]], outputs["O0"].Rows);
        Assert.Equal([[null]], outputs["O1"].Rows);
    }

    [Fact]
    public void A_nearest_row_before_is_never_after_and_not_equal_if_it_must_be_strictly_before()
    {
        using var run = new RecipeRun();
        foreach ((bool strict, string expected) in new[] { (false, "2"), (true, "1") })
        {
            string payload = $$$"""{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"LEFT","on":[{"type":"K_NEAREST_INFERIOR","maxMatches":1,"strict":{{{(strict ? "true" : "false")}}},"column1":{"table":0,"name":"a"},"column2":{"table":1,"name":"b"}}]}],"selectedColumns":[{"table":1,"name":"b"}]}""";
            Assert.Equal([[expected]], run.Run(RecipeCase.Of("join", payload, Table.Of("a:bigint", ["2"]), Table.Of("b:bigint", ["1"], ["2"], ["3"])))["O0"].Rows);
        }
    }

    [Fact]
    public void A_formula_of_a_visual_recipe_that_reads_other_rows_is_refused()
    {
        using var run = new RecipeRun();
        const string Payload = """{"orders":[{"column":"t"}],"computedColumns":[{"name":"x","type":"string","mode":"GREL","expr":"val('t', '', -1)"}]}""";
        Assert.Contains("reads other rows", Assert.Throws<RecipeRefusedException>(() => run.Run(RecipeCase.Of("sort", Payload, Table.Of("t", ["x"])))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_by_centile_cuts_the_order_of_rows()
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of("split", """{"mode":"CENTILE","centileOrders":[{"column":"x","desc":true}],"centileSplits":[{"share":25,"outputIndex":0}],"defaultOutputIndex":1}""", Table.Of("x:bigint", ["1"], ["4"], [null], ["3"])).WithOutputs("O0", "O1");
        IReadOnlyDictionary<string, Table> outputs = run.Run(test);
        Assert.Equal([["4"]], outputs["O0"].Rows);
        Assert.Equal([["1"], [null], ["3"]], outputs["O1"].Rows);
    }

    [Theory]
    [InlineData("""{"selection":{"samplingMethod":"RANDOM_FIXED_NB","maxRecords":3,"seed":7}}""", 3)]
    [InlineData("""{"selection":{"samplingMethod":"RANDOM_FIXED_RATIO","targetRatio":0.3}}""", 6)]
    [InlineData("""{"selection":{"samplingMethod":"HEAD_SEQUENTIAL","maxRecords":-1}}""", 20)]
    public void A_random_sample_has_its_size_is_repeatable_and_keeps_the_order(string settings, int size)
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of("sampling", "{}", Table.Of("n:bigint", [.. Enumerable.Range(10, 20).Select(number => new string?[] { $"{number}" })])) with { Params = settings };
        string?[] first = [.. run.Run(test)["O0"].Rows.Select(row => row[0])];
        Assert.Equal(size, first.Length);
        Assert.Equal(first.Order(StringComparer.Ordinal), first);
        Assert.Equal(first, run.Run(test)["O0"].Rows.Select(row => row[0]));
    }

    // Cases that once disagreed with the interpreter, or failed in DuckDB.
    [Theory]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"at","operator":"!= [date]","date":"2024-01-01","time":"00:00"}]}}""", "{}", 2)]
    [InlineData("topn", """{"preFilter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"at","operator":"not empty"},{"input":"at","operator":">< [date]","date":"2024-01-01","time":"00:00","date2":"2024-01-03","time2":"00:00"}]}},"keys":[],"orders":[{"column":"at"}],"firstRows":2,"lastRows":0}""", "{}", 1)]
    [InlineData("split", """{"mode":"RANDOM","preFilter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"at","operator":"== [date]","date":"1999-01-01"}]}},"seed":1,"randomSplits":[{"share":50,"outputIndex":0}]}""", "{}", 0)]
    public void Found_cases_stay_right(string type, string payload, string settings, int rows)
    {
        using var run = new RecipeRun();
        Table input = Table.Of("at:date,t", ["2024-01-02T00:30:00.000Z", "b"], [null, "c"]);
        Assert.Equal(rows, run.Run(RecipeCase.Of(type, payload, input) with { Params = settings })["O0"].Rows.Count);
    }

    [Fact]
    public void A_column_that_does_not_exist_fails_and_offers_the_nearest()
    {
        using var run = new RecipeRun();
        var failure = Assert.Throws<RecipeFailedException>(() => run.Run(RecipeCase.Of("sort", """{"orders":[{"column":"custommer"}]}""", Table.Of("customer", ["x"]))));
        Assert.Contains("Did you mean 'customer'?", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_translator_belongs_to_a_rule_and_stands_in_order()
    {
        string[] types = [.. RecipeTranslators.All.Select(translator => translator.DssType)];
        Assert.Equal(types.Order(StringComparer.Ordinal), types);
        Assert.All(types, type => Assert.True(RecipeRules.IsKnown(type), type));
        Assert.All(RecipeTranslators.All, translator => Assert.True(translator.Note.Support == Support.Exact || translator.Note.Text.Length > 0, translator.DssType));
    }
}
