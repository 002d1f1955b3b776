using System.Text.Json.Nodes;
using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> Projects = new()
    {
        ["project_activate_bundle"] = client => P(client).Bundles.ActivateAsync("v2", new Dictionary<string, bool> { ["DAILY_BUILD"] = true }),
        ["project_delete"] = client => P(client).DeleteAsync(clearManagedDatasets: true),
        ["project_duplicate"] = client => P(client).DuplicateAsync("COPY", "Copy"),
        ["project_export_bundle"] = client => P(client).Bundles.ExportAsync("v2", "r"),
        ["project_export_to_file"] = client => Drain(P(client).ExportAsync()),
        ["project_get_export_stream"] = client => Drain(P(client).ExportAsync(new Dictionary<string, bool> { ["exportUploads"] = true })),
        ["project_get_metadata"] = client => P(client).GetMetadataAsync(),
        ["project_get_permissions"] = client => P(client).GetPermissionsAsync(),
        ["project_get_settings"] = client => P(client).GetSettingsAsync(),
        ["project_get_summary"] = client => P(client).GetSummaryAsync(),
        ["project_get_tags"] = client => P(client).GetTagsAsync(),
        ["project_get_timeline"] = client => P(client).GetTimelineAsync(5),
        ["project_get_variables"] = client => P(client).Variables.GetAsync(),
        ["project_list_continuous_activities"] = client => P(client).ListContinuousActivitiesAsync(),
        ["project_list_datasets"] = client => P(client).Datasets.ListAsync(),
        ["project_list_datasets_bad_as_type"] = client => P(client).Datasets.ListAsync(),
        ["project_list_datasets_objects"] = client => P(client).Datasets.ListAsync(),
        ["project_list_datasets_shared_tags"] = client => P(client).Datasets.ListAsync(includeShared: true, ["raw", "gold"]),
        ["project_list_evaluation_stores"] = client => P(client).EvaluationStores.ListAsync(),
        ["project_list_exported_bundles"] = client => P(client).Bundles.ListExportedAsync(),
        ["project_list_imported_bundles"] = client => P(client).Bundles.ListImportedAsync(),
        ["project_list_jobs"] = client => P(client).Jobs.ListAsync(),
        ["project_list_knowledge_banks"] = client => P(client).KnowledgeBanks.ListAsync(),
        ["project_list_managed_folders"] = client => P(client).ManagedFolders.ListAsync(),
        ["project_list_recipes"] = client => P(client).Recipes.ListAsync(),
        ["project_list_recipes_objects"] = client => P(client).Recipes.ListAsync(),
        ["project_list_saved_models"] = client => P(client).SavedModels.ListAsync(),
        ["project_list_scenarios"] = client => P(client).Scenarios.ListAsync(),
        ["project_list_streaming_endpoints"] = client => P(client).StreamingEndpoints.ListAsync(),
        ["project_publish_bundle"] = client => P(client).Bundles.PublishAsync("v2"),
        ["project_set_metadata"] = async client =>
        {
            JsonObject metadata = await P(client).GetMetadataAsync();
            metadata["tags"]!.AsArray().Add("x");
            await P(client).SetMetadataAsync(metadata);
        },
        ["project_set_tags"] = client => P(client).SetTagsAsync(Object("""{"tags":{"raw":{"color":"#00ff00"}}}""")),
        ["project_set_variables"] = client => P(client).Variables.SetAsync(Object("""{"standard":{"env":"dev"},"local":{}}""")),
        ["project_set_variables_missing_local"] = client => Throws<ArgumentException>(Task.Run(() => P(client).Variables.SetAsync(Object("""{"standard":{}}""")))),
        ["project_settings_save"] = async client =>
        {
            DssProjectSettings settings = await P(client).GetSettingsAsync();
            Assert.True(settings.Expose("DATASET", "orders", "OTHER"));
            await settings.SaveAsync();
        },
        ["project_update_variables"] = client => P(client).Variables.UpdateAsync(Object("""{"env":"dev"}""")),
        ["streaming_continuous_activity_start_stop"] = async client =>
        {
            DssContinuousActivity activity = P(client).ContinuousActivity("stream_clicks");
            await activity.StartAsync(Object("""{"abortAfterCrashes":-1}"""));
            await activity.GetStatusAsync();
            await activity.StopAsync();
        },
        ["streaming_endpoint_create_kafka"] = client => P(client).StreamingEndpoints.CreateAsync("k", "kafka", Object("""{"connection":"kafka","topic":"topic"}""")),
    };

    private static async Task Drain(Task<Stream> opening)
    {
        await using Stream stream = await opening;
        await stream.CopyToAsync(Stream.Null);
    }
}
