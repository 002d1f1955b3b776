using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> RecipeRuns = new()
    {
        ["recipe_run_aborted_raises"] = client => Throws<DssJobFailedException>(RunAndWait(client)),
        ["recipe_run_default"] = client => RunAndWait(client),
        ["recipe_run_failed_no_fail"] = async client => Assert.Equal("FAILED", (await (await Grouping(client).StartRunAsync()).WaitForEndAsync()).State),
        ["recipe_run_failed_raises"] = client => Throws<DssJobFailedException>(RunAndWait(client)),
        ["recipe_run_no_outputs"] = client => Throws<InvalidOperationException>(P(client).Recipes["no_outputs"].StartRunAsync()),
        ["recipe_run_no_wait"] = client => Grouping(client).StartRunAsync(),
        ["recipe_run_non_recursive_forced_build"] = client => RunAndWait(client),
        ["recipe_run_not_in_graph"] = client => Throws<InvalidOperationException>(P(client).Recipes["not_there"].StartRunAsync()),
        ["recipe_run_output_knowledge_bank"] = client => P(client).Recipes["embed_notes"].StartRunAsync(),
        ["recipe_run_output_managed_folder"] = client => P(client).Recipes["export_orders"].StartRunAsync(),
        ["recipe_run_output_model_evaluation_store"] = client => P(client).Recipes["evaluate_churn"].StartRunAsync(),
        ["recipe_run_output_saved_model"] = client => P(client).Recipes["train_churn"].StartRunAsync(),
        ["recipe_run_output_streaming_endpoint"] = client => P(client).Recipes["stream_clicks"].StartRunAsync(),
        ["recipe_run_partitions_string"] = async client => await (await P(client).Recipes["compute_events_daily"].StartRunAsync(partition: "2026-01-01,2026-01-02")).WaitAsync(),
        ["recipe_run_recursive_build"] = client => RunAndWait(client, BuildMode.Recursive),
        ["recipe_run_recursive_forced_build"] = client => RunAndWait(client, BuildMode.RecursiveForced),
        ["recipe_run_recursive_missing_only_build"] = client => RunAndWait(client, BuildMode.RecursiveMissingOnly),
        ["recipe_run_start_rejected"] = client => Throws<DssServerException>(Grouping(client).StartRunAsync()),
        ["recipe_run_unknown_state_then_done"] = client => RunAndWait(client),
        ["recipe_run_unsupported_output"] = client => Throws<InvalidOperationException>(P(client).Recipes["weird_recipe"].StartRunAsync()),
    };

    private static readonly Dictionary<string, Func<DssClient, Task>> Jobs = new()
    {
        ["job_abort"] = client => P(client).Jobs[JobId].AbortAsync(),
        ["job_get_log"] = client => P(client).Jobs[JobId].GetLogAsync(),
        ["job_get_log_activity"] = client => P(client).Jobs[JobId].GetLogAsync("compute_orders_by_customer_NP"),
        ["job_get_status"] = async client => Assert.Equal("FAILED", (await P(client).Jobs[JobId].GetStatusAsync()).State),
        ["job_poll_backoff_60"] = async client => await (await Start(client, BuildMode.NonRecursiveForced, new DssJobOutput("orders_by_customer"))).WaitAsync(),
        ["job_poll_http_error"] = async client => await (await Start(client, BuildMode.NonRecursiveForced, new DssJobOutput("orders_by_customer"))).WaitAsync(),
        ["job_start_all_options"] = client => P(client).Jobs.StartAsync(new DssJobDefinition(BuildMode.RecursiveForced)
        {
            RefreshHiveMetastore = true, AutoUpdateSchemaBeforeEachRecipeRun = true,
            Outputs = { new DssJobOutput("events_daily") { Type = "DATASET", ProjectKey = "DKU_FLOW", Partition = "2026-01-01" } },
        }),
        ["job_start_and_wait"] = async client => await (await Start(client, BuildMode.NonRecursiveForced, new DssJobOutput("orders_by_customer"))).WaitAsync(),
        ["job_start_and_wait_failed"] = async client =>
            await Throws<DssJobFailedException>((await Start(client, BuildMode.NonRecursiveForced, new DssJobOutput("orders_by_customer"))).WaitAsync()),
        ["job_start_and_wait_no_fail"] = async client => await (await Start(client, BuildMode.NonRecursiveForced, new DssJobOutput("orders_by_customer"))).WaitForEndAsync(),
        ["job_start_dataset"] = client => Start(client, BuildMode.Recursive, new DssJobOutput("orders_by_customer")),
        ["job_start_job_and_wait_dict"] = async client => await (await P(client).Jobs.StartAsync(Recorded("job_start_job_and_wait_dict", 0))).WaitAsync(),
        ["job_start_job_dict"] = client => P(client).Jobs.StartAsync(Recorded("job_start_job_dict", 0)),
        ["job_start_knowledge_bank"] = client => Start(client, BuildMode.NonRecursiveForced, new DssJobOutput("kBaNk001") { Type = "RETRIEVABLE_KNOWLEDGE" }),
        ["job_start_managed_folder"] = client => Start(client, BuildMode.NonRecursiveForced, new DssJobOutput(FolderId) { Type = "MANAGED_FOLDER" }),
        ["job_start_many_outputs"] = client => Start(client, BuildMode.NonRecursiveForced, new DssJobOutput("orders_prepared"), new DssJobOutput("orders_joined")),
        ["job_start_model_evaluation_store"] = client => Start(client, BuildMode.NonRecursiveForced, new DssJobOutput(StoreId) { Type = "MODEL_EVALUATION_STORE" }),
        ["job_start_saved_model"] = client => Start(client, BuildMode.NonRecursiveForced, new DssJobOutput(ModelId) { Type = "SAVED_MODEL" }),
        ["job_start_streaming_endpoint"] = client => Start(client, BuildMode.NonRecursiveForced, new DssJobOutput("clicks_stream") { Type = "STREAMING_ENDPOINT" }),
    };

    private static async Task RunAndWait(DssClient client, BuildMode mode = BuildMode.NonRecursiveForced) => await (await Grouping(client).StartRunAsync(mode)).WaitAsync();

    private static Task<DssJob> Start(DssClient client, BuildMode mode, params DssJobOutput[] outputs) => P(client).Jobs.StartAsync(mode, outputs);
}
