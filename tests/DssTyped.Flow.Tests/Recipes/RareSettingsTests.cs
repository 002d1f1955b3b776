using DssTyped.Flow.Checks;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Tests.Checks;

namespace DssTyped.Tests.Recipes;

/// <summary>Settings that few real projects have, each written as DSS writes it.</summary>
public sealed class RareSettingsTests
{
    private const string ByDay = """{"formatType": "csv", "partitioning": {"dimensions": [{"name": "day", "type": "time", "params": {"period": "DAY"}}]}}""";

    [Theory]
    [InlineData("true", "total_sum:bigint")]
    [InlineData("false", "total_sum:int")]
    public void Sums_of_small_integers_are_enlarged_unless_that_is_switched_off(string enlarges, string columns) => Assert.Equal(columns, Derived(
        Sales().Dataset("OUT").Recipe("r", "grouping", "SALES", "OUT", $$"""{"keys": [], "values": [{"column": "total", "sum": true}], "enlargeYourBits": {{enlarges}}}""")));

    [Fact]
    public void A_custom_aggregate_has_the_type_its_user_gave_it() => Assert.Equal("shop:string mean:double total_max:int", Derived(
        Sales().Dataset("OUT").Recipe("r", "grouping", "SALES", "OUT",
            """{"keys": [{"column": "shop"}], "values": [{"customName": "mean", "customExpr": "avg(total)", "type": "DOUBLE"}, {"column": "total", "max": true}]}""")));

    [Theory]
    [InlineData("sync", "null", "shop:string total:int")]
    [InlineData("distinct", """{"keys": [{"column": "shop"}, {"column": "day"}]}""", "shop:string")]
    [InlineData("shaker", """{"steps": []}""", "shop:unknown total:bigint")]
    public void Dimensions_of_a_redispatched_output_of_files_are_no_columns(string type, string payload, string columns) => Assert.Equal(columns, Derived(
        Sales().Dataset("OUT", "", ByDay).Recipe("r", type, "SALES", "OUT", payload, """{"redispatchPartitioning": true}""")));

    [Theory]
    [InlineData("sync", """{"partitioning": {"dimensions": [{"name": "day"}]}}""", "true")]
    [InlineData("sync", ByDay, "false")]
    public void Tables_and_outputs_that_are_not_redispatched_keep_them(string type, string output, string redispatch) => Assert.Equal("shop:string day:string total:int", Derived(
        Sales().Dataset("OUT", "", output).Recipe("r", type, "SALES", "OUT", "null", $$"""{"redispatchPartitioning": {{redispatch}}}""")));

    [Theory]
    [InlineData("""{"mode": "UNION", "virtualInputs": [{"index": 1}, {"index": 0}]}""", "shop:string city:string id:bigint day:string total:int")]
    [InlineData("""{"mode": "CUSTOM", "virtualInputs": [{"index": 0}, {"index": 1}], "selectedColumns": ["city", "shop", "nowhere"]}""", "city:string shop:string nowhere:unknown")]
    [InlineData("""{"mode": "FROM_DATASET", "virtualInputs": [{"index": 0}, {"index": 1}], "copySchemaFromDatasetWithName": "SHOPS"}""", "shop:string city:string id:bigint")]
    [InlineData("""{"mode": "FROM_INDEX", "virtualInputs": [{"index": 0}, {"index": 1}], "copySchemaFromDatasetWithName": "SHOPS"}""", "shop:string city:string id:int")]
    [InlineData("""{"mode": "INTERSECT", "virtualInputs": [{"index": 1}, {"index": 0}], "addOriginColumn": true}""", "shop:string original_dataset:string")]
    public void Stacks_choose_columns_in_six_ways(string payload, string columns) => Assert.Equal(columns, Derived(
        Sales().Dataset("OUT").Recipe("r", "vstack", "SALES SHOPS", "OUT", payload)));

    // The middle table is chosen by hand, with an alias, a prefix and a column computed before the join.
    [Fact]
    public void Joins_mix_ways_of_choosing_columns() => Assert.Equal("shop:string day:string total:int town:string s_big:boolean x_shop:string x_day:string x_total:int later:date", Derived(
        Sales().Dataset("OUT").Recipe("r", "join", "SALES SHOPS", "OUT", """
            {"virtualInputs": [
               {"index": 0, "outputColumnsSelectionMode": "ALL"},
               {"index": 1, "prefix": "s", "outputColumnsSelectionMode": "MANUAL", "computedColumns": [{"name": "big", "type": "boolean", "mode": "GREL", "expr": "id > 5"}]},
               {"index": 0, "prefix": "x", "outputColumnsSelectionMode": "AUTO_NON_CONFLICTING"}],
             "joins": [{"table1": 0, "table2": 1, "type": "LEFT", "on": []}, {"table1": 0, "table2": 2, "type": "INNER", "on": []}],
             "selectedColumns": [{"table": 1, "name": "city", "alias": "town"}, {"table": 1, "name": "big"}, {"table": 0, "name": "total", "type": "string"}],
             "computedColumns": [{"name": "later", "type": "date", "mode": "GREL", "expr": "now()"}]}
            """)));

    [Fact]
    public void A_window_renames_by_the_prefixed_name_and_lists_ranks_last() => Assert.Equal(
        "shop:string w_total_concat:string w_total_stddev:double opening:int w_total_lag_diff:int w_mine:float w_rank:bigint place:bigint", Derived(
        Sales().Dataset("OUT").Recipe("r", "window", "SALES", "OUT", """
            {"windows": [{"prefix": "w", "enableOrdering": true, "orders": [{"column": "day"}]}],
             "values": [
               {"column": "shop", "value": true},
               {"column": "total", "first": true, "stddev": true, "concat": true, "lagDiff": true, "lagValues": "1"},
               {"customName": "mine", "customExpr": "1.0 * sum(total)", "type": "FLOAT"}],
             "rank": true, "denseRank": true, "outputColumnNameOverrides": {"w_total_first": "opening", "w_denserank": "place"}}
            """)));

    [Fact]
    public void A_pivot_names_columns_by_what_dss_stored_and_keeps_small_sums_small() => Assert.Equal(
        "shop:string mon_n_avg:double mon_n_sum:int mon_rows:bigint tue_total_avg:double tue_total_sum:int tue_count:bigint total_max:int", Derived(
        Sales().Dataset("OUT", more: """
            {"schema": {"columns": [{"name": "shop", "type": "string"}], "metadata": {"pivotElementsModalities": [{"pivotedModalities": [
               {"keyValues": ["mon"], "name": "mon", "valueColumns": [{"source": "total", "pivoted": "mon_n"}], "globalCountColumn": "mon_rows"}, {"keyValues": ["tue"], "name": "tue"}]}]}}}
            """).Recipe("r", "pivot", "SALES", "OUT", """
            {"identifierColumnsSelection": "EXPLICIT", "explicitIdentifiers": ["shop"],
             "pivots": [{"keyColumns": ["day"], "valueColumns": [{"column": "total", "avg": true}, {"column": "total", "sum": true}], "globalCount": true}],
             "otherColumns": [{"column": "total", "max": true}]}
            """)));

    [Theory]
    [InlineData("true", "shop:string day:string total:int half:double")]
    [InlineData("false", "shop:string day:string total:int")]
    public void A_split_writes_computed_columns_only_if_asked(string writes, string columns) => Assert.Equal(columns, Derived(
        Sales().Dataset("OUT").Dataset("REST").Recipe("r", "split", "SALES", "OUT REST", $$"""
            {"mode": "RANDOM_COLUMNS", "randomColumns": ["shop"], "randomColumnsSplits": [{"share": 80, "outputIndex": 0}], "defaultOutputIndex": 1,
             "computedColumns": [{"name": "half", "type": "double", "mode": "GREL", "expr": "total / 2"}], "writeComputedColumnsInOutput": {{writes}}}
            """)));

    [Theory]
    [InlineData("""{"path": true, "basename": true, "extension": true, "lastModified": true, "size": true}""", "path:string basename:string extension:string last_modified:date size:bigint")]
    [InlineData("""{"path": false, "size": true, "levelMapping": {"1": "year"}}""", "size:bigint year:string")]
    public void The_contents_of_a_folder_are_the_chosen_facts(string settings, string columns) => Assert.Equal(columns, Derived(
        new TestFlow().Dataset("OUT").With("managedFolders", """[{"id": "abcdefgh", "name": "Files"}]""").Recipe("r", "list_folder_contents", "abcdefgh", "OUT", "null", $$"""{"params": {{settings}}}""")));

    [Theory]
    [InlineData("""{"addMissingCols": true, "deleteMissingCols": false}""", "shop:string note:string day:string total:int")]
    [InlineData("""{"addMissingCols": false, "deleteMissingCols": true}""", "shop:string")]
    public void An_edited_dataset_keeps_its_own_columns(string settings, string columns) => Assert.Equal(columns, Derived(
        Sales().Dataset("OUT", "shop string, note string").Recipe("r", "upsert", "SALES", "OUT", settings.Replace("{", "{\"uniqueKey\": [\"shop\"], ", StringComparison.Ordinal))));

    // Recent versions write the point first, older ones last: what is stored tells which one built the output.
    [Theory]
    [InlineData("", "ip g_geopoint g_country")]
    [InlineData("ip string, g_country string, g_geopoint string", "ip g_country g_geopoint")]
    [InlineData("ip string, g_geopoint string, g_country string", "ip g_geopoint g_country")]
    public void Geo_location_writes_its_columns_as_the_version_of_dss_does(string stored, string columns)
    {
        OutputComparison output = new TestFlow().Dataset("IN", "ip string").Dataset("OUT", stored).Recipe("r", "shaker", "IN", "OUT",
            """{"steps": [{"type": "GeoIPResolver", "params": {"inCol": "ip", "outColPrefix": "g_", "extract_country": true, "extract_geopoint": true}}]}""").Check().Outputs[0];

        Assert.Equal(columns, string.Join(' ', output.Derived.Columns.Select(column => column.Name)));
        Assert.Equal(Certainty.DataDependent, output.Derived.Certainty);
        Assert.Equal(stored.Length > 0 ? DssTyped.Flow.Checks.SchemaStatus.Equal : DssTyped.Flow.Checks.SchemaStatus.Unknown, output.Status);
    }

    private static TestFlow Sales() => new TestFlow().Dataset("SALES", "shop string, day string, total int").Dataset("SHOPS", "shop string, city string, id bigint");

    private static string Derived(TestFlow flow)
    {
        FlowCheckResult result = flow.Check();
        Assert.DoesNotContain(result.Findings, finding => finding.Rule.Severity == FlowSeverity.Error);
        return string.Join(' ', result.Outputs.First().Derived.Columns.Select(column => $"{column.Name}:{StorageTypes.NameOf(column.Type)}"));
    }
}
