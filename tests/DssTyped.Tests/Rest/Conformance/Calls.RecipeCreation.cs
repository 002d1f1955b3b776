using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly DssManagedStorage Managed = new("filesystem_managed");
    private static readonly DssManagedStorage ManagedCsv = new("filesystem_managed") { FormatOption = "CSV_EXCEL_GZIP" };

    private static readonly Dictionary<string, Func<DssClient, Task>> RecipeCreation = new()
    {
        ["create_recipe_clustering_scoring"] = client => Scoring(client, "clustering_scoring"),
        ["create_recipe_csync"] = client => SingleOutput(client, "csync"),
        ["create_recipe_dataset_new_code_recipe_without_script"] = client => P(client).Recipes.New("python", "p").WithInput("orders").WithOutput("x").CreateAsync(),
        ["create_recipe_dataset_new_recipe"] = client => P(client).Recipes.New("sync", "r").WithInput("orders").WithOutput("orders_prepared").CreateAsync(),
        ["create_recipe_distinct"] = client => SingleOutput(client, "distinct"),
        ["create_recipe_download"] = client => SingleOutput(client, "download"),
        ["create_recipe_embed_dataset"] = client => P(client).Recipes.New("embed_dataset", "e").WithInput("orders").WithKnowledgeBank("kb", "llm-id").CreateAsync(),
        ["create_recipe_evaluation"] = client => P(client).Recipes.New("evaluation", "e").WithInput(ModelId, "model").WithInput("orders")
            .WithOutput("scored").WithOutput("metrics", role: "metrics").WithOutput(StoreId, role: "evaluationStore").CreateAsync(),
        ["create_recipe_existing_output"] = client => P(client).Recipes.New("sync").WithInput("orders").WithOutput("orders_prepared", append: true).CreateAsync(),
        ["create_recipe_export"] = client => P(client).Recipes.New("export", "e").WithInput("orders").WithNewOutputFolder("out_folder", "filesystem_folders").CreateAsync(),
        ["create_recipe_fuzzyjoin"] = client => TwoInputs(client, "fuzzyjoin"),
        ["create_recipe_generate_features"] = client => TwoInputs(client, "generate_features"),
        ["create_recipe_geojoin"] = client => TwoInputs(client, "geojoin"),
        ["create_recipe_grouping"] = client => P(client).Recipes.New("grouping", "g").WithInput("orders").WithNewOutput("new_ds", ManagedCsv).WithGroupKey("customer_id").CreateAsync(),
        ["create_recipe_join"] = client => TwoInputs(client, "join"),
        ["create_recipe_new_output_copy_partitioning"] = client =>
            P(client).Recipes.New("sync", "s").WithInput("events").WithNewOutput("new_ds", Managed.PartitionedLike("events")).CreateAsync(),
        ["create_recipe_new_output_overwrite"] = client =>
            P(client).Recipes.New("sync", "s").WithInput("orders").WithNewOutput("orders_prepared", Managed, overwrite: true).CreateAsync(),
        ["create_recipe_pivot"] = client => SingleOutput(client, "pivot"),
        ["create_recipe_prediction_scoring"] = client => Scoring(client, "prediction_scoring"),
        ["create_recipe_prepare"] = client => SingleOutput(client, "prepare", "p"),
        ["create_recipe_pyspark"] = client => Code(client, "pyspark"),
        ["create_recipe_python"] = client => P(client).Recipes.New("python", "py").WithInput("orders").WithOutput("orders_prepared").WithScript("print(1)").CreateAsync(),
        ["create_recipe_python_new_output"] = client =>
            P(client).Recipes.New("python", "py").WithInput("orders").WithNewOutput("py_out", ManagedCsv.PartitionedLike("orders")).WithScript("print(1)").CreateAsync(),
        ["create_recipe_r"] = client => Code(client, "r"),
        ["create_recipe_raw_mode"] = client => P(client).Recipes.New("python", "raw").WithInput("orders").WithOutput("orders_prepared").WithRawPayload("# code").CreateAsync(),
        ["create_recipe_sampling"] = client => SingleOutput(client, "sampling"),
        ["create_recipe_shell"] = client => Code(client, "shell"),
        ["create_recipe_sort"] = client => SingleOutput(client, "sort"),
        ["create_recipe_spark_sql_query"] = client => Code(client, "spark_sql_query"),
        ["create_recipe_split"] = client => P(client).Recipes.New("split", "s").WithInput("orders").WithOutput("a").WithOutput("b", append: true).CreateAsync(),
        ["create_recipe_sql_query"] = client => P(client).Recipes.New("sql_query", "q").WithInput("customers").WithNewOutput("q_out", new DssManagedStorage("pg")).CreateAsync(),
        ["create_recipe_sql_script"] = client => Code(client, "sql_script"),
        ["create_recipe_standalone_evaluation"] = client =>
            P(client).Recipes.New("standalone_evaluation", "e").WithInput("orders").WithInput("customers", "reference").WithOutput(StoreId).CreateAsync(),
        ["create_recipe_sync"] = client => SingleOutput(client, "sync"),
        ["create_recipe_topn"] = client => P(client).Recipes.New("topn", "t").WithInput("orders").WithOutput("orders_prepared").CreateAsync(),
        ["create_recipe_unknown_type"] = client => P(client).Recipes.New("nope", "x").CreateAsync(),
        ["create_recipe_upsert"] = client => P(client).Recipes.New("upsert", "u").WithInput("orders").WithNewOutput("new_ds", ManagedCsv).WithUpsertKey("order_id").CreateAsync(),
        ["create_recipe_vstack"] = client => TwoInputs(client, "stack"),
        ["create_recipe_window"] = client => SingleOutput(client, "window"),
    };

    private static Task SingleOutput(DssClient client, string type, string name = "r") =>
        P(client).Recipes.New(type, name).WithInput("orders").WithNewOutput("new_ds", ManagedCsv).CreateAsync();

    private static Task TwoInputs(DssClient client, string type) =>
        P(client).Recipes.New(type, "r").WithInput("orders").WithInput("events", projectKey: "OTHER").WithNewOutput("new_ds", Managed).CreateAsync();

    private static Task Scoring(DssClient client, string type) =>
        P(client).Recipes.New(type, "s").WithInput(ModelId, "model").WithInput("orders").WithNewOutput("new_ds", ManagedCsv).CreateAsync();

    private static Task Code(DssClient client, string type) =>
        P(client).Recipes.New(type, "code").WithInput("orders").WithOutput("orders_prepared").WithScript("-- x").CreateAsync();
}
