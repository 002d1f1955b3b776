namespace DssTyped.LocalBenchmarks;

/// <summary>The recipes that flows mostly consist of, over one table of facts.</summary>
public static class CommonRecipes
{
    private const string Columns = "id:bigint k:bigint a:double b:double s:string t:string n:int flag:boolean at:date u:string";

    /// <summary>The recipes and what they write.</summary>
    public static IReadOnlyList<(string Recipe, string Output)> Outputs { get; } =
        [("sync", "copy"), ("group", "grouped"), ("join", "joined"), ("filter", "filtered"), ("window", "windowed"), ("sort", "sorted")];

    /// <summary>The flow over so many rows.</summary>
    public static BenchFlow Flow(int rows)
    {
        var flow = new BenchFlow();
        flow.Dataset("facts", Columns).Dataset("keys", "k:bigint label:string").Dataset("copy", Columns)
            .Dataset("grouped", "k:bigint a_avg:double b_max:double id_sum:bigint count:bigint").Dataset("joined", "id:bigint k:bigint a:double s:string label:string")
            .Dataset("filtered", Columns).Dataset("windowed", "id:bigint k:bigint a:double a_sum:double rownumber:bigint").Dataset("sorted", Columns)
            .Recipe("sync", "sync", "facts", "copy")
            .Recipe("group", "grouping", "facts", "grouped", """{"keys":[{"column":"k"}],"values":[{"column":"a","avg":true},{"column":"b","max":true},{"column":"id","sum":true}],"globalCount":true}""")
            .Recipe("join", "join", "facts keys", "joined", """{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"LEFT","on":[{"column1":{"name":"k","table":0},"column2":{"name":"k","table":1},"type":"EQ"}]}],"selectedColumns":[{"name":"id","table":0},{"name":"k","table":0},{"name":"a","table":0},{"name":"s","table":0},{"name":"label","table":1}]}""")
            .Recipe("filter", "sampling", "facts", "filtered", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"n","operator":"<  [number]","num":300}]}}""")
            .Recipe("window", "window", "facts", "windowed", """{"windows":[{"prefix":"","enablePartitioning":true,"partitioningColumns":[{"column":"k"}],"enableOrdering":true,"orders":[{"column":"id"}],"enableLimits":true,"limitPreceding":true,"precedingRows":3,"limitFollowing":true,"followingRows":0}],"values":[{"column":"id","value":true},{"column":"k","value":true},{"column":"a","value":true,"sum":true}],"rowNumber":true}""")
            .Recipe("sort", "sort", "facts", "sorted", """{"orders":[{"column":"a","desc":true},{"column":"id"}]}""");
        FactFile.Write(Path.Combine(flow.Data, "facts.parquet"), rows);
        FactFile.Write(Path.Combine(flow.Data, "keys.parquet"), "SELECT range AS k, 'label ' || range AS label FROM range(20000)");
        return flow;
    }
}
