using System.Text.Json.Nodes;
using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> Datasets = new()
    {
        ["dataset_autodetect_settings_elasticsearch"] = client => Detect(client, "es_logs"),
        ["dataset_autodetect_settings_fs"] = client => Detect(client, "orders", inferStorageTypes: true),
        ["dataset_autodetect_settings_fs_failed"] = client => Throws<DssProtocolException>(Detect(client, "orders")),
        ["dataset_autodetect_settings_sql"] = client => Detect(client, "customers"),
        ["dataset_autodetect_settings_unsupported"] = client => Throws<NotSupportedException>(P(client).Datasets["inline_lookup"].DetectSettingsAsync()),
        ["dataset_build_failed_no_fail"] = async client => Assert.Equal("FAILED", (await (await Build(client)).WaitForEndAsync()).State),
        ["dataset_build_no_wait"] = client => Build(client),
        ["dataset_build_non_recursive_forced_build"] = async client => await (await Build(client)).WaitAsync(),
        ["dataset_build_partition_list"] = async client => await (await P(client).Datasets["events_daily"].StartBuildAsync(partition: "2026-01-01,2026-01-02")).WaitAsync(),
        ["dataset_build_partition_string"] = async client => await (await P(client).Datasets["events_daily"].StartBuildAsync(partition: "2026-01-01")).WaitAsync(),
        ["dataset_build_recursive_build"] = async client => await (await Build(client, BuildMode.Recursive)).WaitAsync(),
        ["dataset_build_recursive_forced_build"] = async client => await (await Build(client, BuildMode.RecursiveForced)).WaitAsync(),
        ["dataset_build_recursive_missing_only_build"] = async client => await (await Build(client, BuildMode.RecursiveMissingOnly)).WaitAsync(),
        ["dataset_clear"] = client => Orders(client).ClearAsync(),
        ["dataset_clear_partition"] = client => P(client).Datasets["events"].ClearAsync(["2026-01-01|FR"]),
        ["dataset_clear_partitions"] = client => P(client).Datasets["events"].ClearAsync(["2026-01-01|FR", "2026-01-01|US"]),
        ["dataset_compute_metrics"] = client => Orders(client).Metrics.ComputeAsync(),
        ["dataset_compute_metrics_ids"] = client => Orders(client).Metrics.ComputeAsync(["records:COUNT_RECORDS"], "ALL"),
        ["dataset_compute_metrics_probes"] = client => Orders(client).Metrics.ComputeAsync(probes: Object("""{"probes":[]}""")),
        ["dataset_copy_to"] = async client => await (await Orders(client).StartCopyToAsync(P(client).Datasets["orders_prepared"])).WaitAsync(),
        ["dataset_data_quality_compute_rules"] = async client => await (await Orders(client).Metrics.StartRulesAsync()).WaitAsync(),
        ["dataset_delete"] = client => Orders(client).DeleteAsync(),
        ["dataset_delete_drop_data"] = client => Orders(client).DeleteAsync(dropData: true),
        ["dataset_exists_false"] = async client => Assert.False(await P(client).Datasets["missing"].ExistsAsync()),
        ["dataset_exists_server_error"] = client => Throws<DssServerException>(Orders(client).ExistsAsync()),
        ["dataset_exists_true"] = async client => Assert.True(await Orders(client).ExistsAsync()),
        ["dataset_get_column_lineage"] = client => Orders(client).GetColumnLineageAsync("amount", 10),
        ["dataset_get_definition"] = client => Orders(client).GetSettingsAsync(),
        ["dataset_get_info"] = client => Orders(client).GetInfoAsync(),
        ["dataset_get_last_metric_values"] = async client => Assert.Equal("3", Assert.Single(await Orders(client).Metrics.GetLastAsync()).GlobalValue),
        ["dataset_get_last_metric_values_partition"] = client => P(client).Datasets["events"].Metrics.GetLastAsync("2026-01-01|FR"),
        ["dataset_get_metadata"] = client => Orders(client).GetMetadataAsync(),
        ["dataset_get_metric_history"] = client => Orders(client).Metrics.GetHistoryAsync("records:COUNT_RECORDS"),
        ["dataset_get_schema"] = client => P(client).Datasets["customers"].GetSchemaAsync(),
        ["dataset_get_settings"] = client => Orders(client).GetSettingsAsync(),
        ["dataset_get_settings_inline"] = client => P(client).Datasets["inline_lookup"].GetSettingsAsync(),
        ["dataset_get_settings_sql"] = client => P(client).Datasets["customers"].GetSettingsAsync(),
        ["dataset_get_usages"] = client => Orders(client).GetUsagesAsync(),
        ["dataset_get_zone"] = client => P(client).Flow.Zones.GetZoneOfAsync(DssObjectRef.Dataset("orders_prepared")),
        ["dataset_get_zone_default"] = client => P(client).Flow.Zones.GetZoneOfAsync(DssObjectRef.Dataset("orders")),
        ["dataset_iter_rows"] = client => Read(client, "orders"),
        ["dataset_iter_rows_partitions"] = client => Read(client, "events", "2026-01-01|FR", "2026-01-02|FR"),
        ["dataset_iter_rows_stream_error"] = client => Throws<DssStreamException>(Read(client, "orders")),
        ["dataset_list_partitions"] = client => P(client).Datasets["events"].ListPartitionsAsync(),
        ["dataset_rename"] = client => Orders(client).RenameAsync("orders2"),
        ["dataset_run_checks"] = client => Orders(client).Metrics.RunChecksAsync(),
        ["dataset_run_checks_body"] = client => Orders(client).Metrics.RunChecksAsync("ALL", ["c1"]),
        ["dataset_set_definition"] = async client => await (await Orders(client).GetSettingsAsync()).SaveAsync(),
        ["dataset_set_metadata"] = async client =>
        {
            JsonObject metadata = await Orders(client).GetMetadataAsync();
            metadata["tags"] = new JsonArray("x");
            await Orders(client).SetMetadataAsync(metadata);
        },
        ["dataset_set_schema"] = client => Orders(client).SetSchemaAsync(new DssSchema
        {
            Columns = { new DssSchemaColumn { Name = "id", Type = "bigint" }, new DssSchemaColumn { Name = "at", Type = "datetimenotz" } },
            UserModified = true,
        }),
        ["dataset_settings_save"] = ChangeOrders,
        ["dataset_settings_save_sql"] = async client =>
        {
            DssDatasetSettings settings = await P(client).Datasets["customers"].GetSettingsAsync();
            settings.Parameters!["connection"] = "pg";
            settings.Parameters["mode"] = "table";
            settings.Parameters["schema"] = "public";
            settings.Parameters["table"] = "clients";
            settings.Parameters["catalog"] = null;
            await settings.SaveAsync();
        },
        ["dataset_special_name_encoding"] = client => P(client).Datasets["été & co/1"].GetSchemaAsync(),
        ["dataset_synchronize_hive_metastore"] = client => Orders(client).SynchronizeHiveMetastoreAsync(),
        ["dataset_update_from_hive"] = client => Orders(client).UpdateFromHiveAsync(),
        ["dataset_uploaded_add_file"] = client => P(client).Datasets["uploaded"].UploadFileAsync("a.csv", new MemoryStream("id\n1\n"u8.ToArray())),
        ["dataset_uploaded_list_files"] = client => P(client).Datasets["uploaded"].ListUploadedFilesAsync(),
    };

    private static Task<DssJob> Build(DssClient client, BuildMode mode = BuildMode.NonRecursiveForced) => P(client).Datasets["orders_by_customer"].StartBuildAsync(mode);

    // The official client reads the settings once to choose its wrapper and once more for the answer.
    private static async Task Detect(DssClient client, string dataset, bool inferStorageTypes = false)
    {
        await P(client).Datasets[dataset].GetSettingsAsync();
        await P(client).Datasets[dataset].DetectSettingsAsync(inferStorageTypes);
    }

    private static async Task ChangeOrders(DssClient client)
    {
        DssDatasetSettings settings = await Orders(client).GetSettingsAsync();
        Trace trace = Trace.ReadAll()["dataset_settings_save"];
        foreach ((string name, JsonNode? value) in trace.Exchanges[1].Body!.AsObject())
            settings.Raw[name] = value?.DeepClone();
        await settings.SaveAsync();
    }
}
