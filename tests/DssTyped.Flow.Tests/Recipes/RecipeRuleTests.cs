using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tests.Recipes;

/// <summary>Settings that real projects show seldom or never.</summary>
public sealed class RecipeRuleTests
{
    private const string Orders = """{"name":"ORDERS","type":"Filesystem","schema":{"columns":[{"name":"id","type":"bigint"},{"name":"customer","type":"string"},{"name":"total","type":"int"},{"name":"at","type":"date"}]}}""";
    private const string Customers = """{"name":"CUSTOMERS","type":"Filesystem","schema":{"columns":[{"name":"customer","type":"string"},{"name":"city","type":"string"},{"name":"id","type":"string"}]}}""";

    [Theory]
    [InlineData("grouping", """{"keys":[{"column":"customer"}],"values":[{"column":"total","sum":true,"avg":true,"countDistinct":true,"first":true,"orderColumn":"at"}],"globalCount":true,"outputColumnNameOverrides":{"count":"n","total_sum":"spent"}}""",
        "customer:string total_distinct:bigint total_avg:double spent:bigint total_first:int n:bigint")]
    [InlineData("window", """{"windows":[{"prefix":"w"},{}],"values":[{"column":"total","value":true,"sum":true,"lag":true,"lagValues":"1,7"},{"column":"at","leadDiff":true,"leadValues":"1"}],"rowNumber":true,"cumeDist":true,"ntile":true,"ntileValues":"4,10"}""",
        "total:int w_total_sum:bigint w_total_lag1:int w_total_lag7:int w_at_lead_diff:bigint total_sum:bigint total_lag1:int total_lag7:int at_lead_diff:bigint w_rownumber:bigint w_cumedist:double w_ntile4:bigint w_ntile10:bigint rownumber:bigint cumedist:double ntile4:bigint ntile10:bigint")]
    [InlineData("topn", """{"keys":["customer"],"orders":[{"column":"total"}],"firstRows":1,"retrievedColumnsSelectionMode":"EXPLICIT","retrievedColumns":["id"],"duplicateCount":true,"rowNumber":true,"outputColumnNameOverrides":{"_row_number":"place"}}""",
        "id:bigint _duplicate_count:bigint place:bigint")]
    [InlineData("sort", """{"computedColumns":[{"name":"half","type":"double","mode":"GREL","expr":"total / 2"}],"orders":[{"column":"half"}],"denseRank":true}""",
        "id:bigint customer:string total:int at:date half:double _dense_rank:bigint")]
    [InlineData("distinct", "{}", "id:bigint customer:string total:int at:date")]
    [InlineData("vstack", """{"mode":"REMAP","virtualInputs":[{"index":0,"columnsMatch":["customer",null]},{"index":1,"columnsMatch":["city","id"]}],"selectedColumns":["who","which"],"addOriginColumn":true,"originColumnName":"from"}""",
        "who:string which:string from:string")]
    [InlineData("vstack", """{"mode":"INTERSECT","virtualInputs":[{"index":0},{"index":1}]}""", "id:bigint customer:string")]
    [InlineData("join", """{"virtualInputs":[{"index":0,"outputColumnsSelectionMode":"ALL"},{"index":1,"prefix":"c","outputColumnsSelectionMode":"AUTO_NON_CONFLICTING"}],"joins":[],"selectedColumns":[]}""",
        "id:bigint customer:string total:int at:date c_customer:string c_city:string c_id:string")]
    [InlineData("join", """{"virtualInputs":[{"index":0,"outputColumnsSelectionMode":"ALL"},{"index":1,"outputColumnsSelectionMode":"AUTO_NON_CONFLICTING"}],"joins":[],"selectedColumns":[]}""",
        "id:bigint customer:string total:int at:date city:string")]
    [InlineData("join", """{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"LEFT_ANTI","on":[]}],"selectedColumns":[{"table":0,"name":"id","type":"string"},{"table":1,"name":"city"}],"computedColumns":[{"name":"c","type":"boolean","expr":"1"}]}""",
        "id:bigint c:boolean")]
    public void Columns_follow_from_the_settings(string type, string payload, string columns) => Assert.Equal(columns, Columns(Infer(type, payload)));

    [Fact]
    public void A_column_says_what_it_is_made_of()
    {
        DerivedSchema derived = Infer("grouping", """{"computedColumns":[{"name":"net","type":"double","mode":"GREL","expr":"total * 0.8"}],"keys":[{"column":"customer"}],"values":[{"column":"net","sum":true}]}""");
        Assert.Equal(new ColumnOrigin("ORDERS", "customer", OriginKind.Copied), Assert.Single(derived.Columns[0].Origins));
        Assert.Equal(new ColumnOrigin("ORDERS", "total", OriginKind.Derived, "formula, sum"), Assert.Single(derived.Columns[1].Origins));
    }

    [Theory]
    [InlineData("grouping", """{"keys":[{"column":"custmer"}],"values":[]}""", "DSS2101", "Did you mean 'customer'?")]
    [InlineData("grouping", """{"keys":[],"values":[{"column":"customer","avg":true}]}""", "DSS2106", "avg of column 'customer'")]
    [InlineData("grouping", """{"keys":[],"values":[{"column":"total","last":true}]}""", "DSS2107", "last value of column 'total'")]
    [InlineData("sort", """{"preFilter":{"enabled":true,"uiData":{"mode":"||","conditions":[{"subCondition":{"conditions":[{"input":"gone","operator":"not empty","col":"leftover"}]}}]}},"orders":[]}""", "DSS2101", "'gone'")]
    [InlineData("sort", """{"preFilter":{"enabled":true,"expression":"totl > 1","uiData":{"mode":"CUSTOM"}},"orders":[]}""", "DSS2102", "'totl'")]
    [InlineData("join", """{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"LEFT","on":[{"type":"EQ","column1":{"table":0,"name":"id"},"column2":{"table":1,"name":"id"}}]}],"selectedColumns":[]}""", "DSS2105", "'id' (bigint)")]
    [InlineData("join", """{"virtualInputs":[{"index":0},{"index":1}],"joins":[],"selectedColumns":[{"table":0,"name":"id"},{"table":1,"name":"id"}]}""", "DSS2110", "two columns called 'id'")]
    [InlineData("split", """{"mode":"VALUES","column":"customer","valueSplits":[{"value":"x","outputIndex":3}]}""", "DSS2111", "has index 3, counted from 0, but the recipe has only 1 output")]
    public void Wrong_settings_are_found(string type, string payload, string id, string fact)
    {
        var finding = Assert.Single(Inference(type, payload).Findings);
        Assert.Equal(id, finding.Rule.Id);
        Assert.Contains(fact, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_match_have_the_columns_of_their_input()
    {
        FlowInference inference = Inference("join", """{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"INNER","on":[]}],"selectedColumns":[{"table":0,"name":"total"}]}""", ""","unmatchedRight":{"items":[{"ref":"REST"}]}""");
        IReadOnlyList<DerivedSchema> outputs = inference.Of(inference.Graph.Snapshot.Recipes[0]);
        Assert.Equal(["total:int", "customer:string city:string id:string"], outputs.Select(Columns));
    }

    [Fact]
    public void The_columns_of_a_dataset_that_was_never_built_are_not_invented()
    {
        DerivedSchema derived = Infer("distinct", "{}", inputs: """{"ref":"ELSEWHERE.x"}""");
        Assert.Equal((Certainty.Opaque, 0), (derived.Certainty, derived.Columns.Count));
    }

    [Fact]
    public void Rules_are_listed_in_order_and_once()
    {
        string[] types = [.. RecipeRules.All.Select(rule => rule.DssType)];
        Assert.Equal(types.Distinct().Order(StringComparer.Ordinal), types);
        Assert.All(RecipeRules.All, rule => Assert.NotEmpty(rule.Note.Text));
    }

    private static string Columns(DerivedSchema schema) => string.Join(' ', schema.Columns.Select(column => $"{column.Name}:{StorageTypes.NameOf(column.Type)}"));

    private static DerivedSchema Infer(string type, string payload, string inputs = """{"ref":"ORDERS"},{"ref":"CUSTOMERS"}""") =>
        Inference(type, payload, inputs: inputs) is var inference ? inference.Of(inference.Graph.Snapshot.Recipes[0])[0] : null!;

    private static FlowInference Inference(string type, string payload, string moreOutputs = "", string inputs = """{"ref":"ORDERS"},{"ref":"CUSTOMERS"}""")
    {
        SnapshotReadResult read = SnapshotReader.Read($$"""
            {"formatVersion":1,"project":{"projectKey":"P"},"datasets":[{{Orders}},{{Customers}},{"name":"OUT","type":"Filesystem"},{"name":"REST","type":"Filesystem"}],
             "recipes":[{"name":"r","type":"{{type}}","inputs":{"main":{"items":[{{inputs}}] } },"outputs":{"main":{"items":[{"ref":"OUT"}] } {{moreOutputs}} },"payload":{{payload}} }]}
            """);
        return new FlowInference(new FlowGraph(read.Snapshot!));
    }
}
