using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> Flow = new()
    {
        ["flow_create_zone"] = client => P(client).Flow.Zones.CreateAsync("Marts"),
        ["flow_create_zone_color"] = client => P(client).Flow.Zones.CreateAsync("Marts", "#123456"),
        ["flow_download_documentation_stream"] = client => Drain(P(client).Flow.Documentation.DownloadAsync("exp-1")),
        ["flow_generate_documentation"] = async client => Assert.Equal("exp-1", (await (await P(client).Flow.Documentation.StartAsync()).WaitAsync())!["exportId"]!.GetValue<string>()),
        ["flow_generate_documentation_custom_template"] = client => P(client).Flow.Documentation.StartFromTemplateAsync(new MemoryStream("docx"u8.ToArray())),
        ["flow_generate_documentation_folder_template"] = client => P(client).Flow.Documentation.StartFromFolderAsync(FolderId, "/t.docx"),
        ["flow_get_default_zone"] = client => P(client).Flow.Zones.GetAsync("default"),
        ["flow_get_graph"] = client => P(client).Flow.GetGraphAsync(),
        ["flow_get_zone"] = client => P(client).Flow.Zones.GetAsync(ZoneId),
        ["flow_get_zone_of_object"] = client => P(client).Flow.Zones.GetZoneOfAsync(DssObjectRef.Recipe("compute_orders_prepared")),
        ["flow_get_zone_of_object_default"] = client => P(client).Flow.Zones.GetZoneOfAsync(DssObjectRef.Dataset("orders")),
        ["flow_graph_unknown_node_type_as_object"] = async client => Assert.NotEmpty((await P(client).Flow.GetGraphAsync()).InTraversalOrder()),
        ["flow_list_zones"] = client => P(client).Flow.Zones.ListAsync(),
        ["flow_replace_input_computable"] = client => P(client).Flow.ReplaceInputAsync("orders", "customers"),
        ["flow_replace_input_computable_foreign"] = client => P(client).Flow.ReplaceInputAsync("orders", "OTHER.orders_v2"),
        ["flow_schema_propagation_all_options"] = async client => await (await P(client).Flow.NewSchemaPropagation("orders")
            .WithAutoRebuild(false).WithDefaultPartition("day", "2026-01-01").WithPartition("DKU_FLOW.events", "2026-01-01|FR")
            .StopAt("export_orders").MarkAsOk("compute_events_daily")
            .ForGrouping(newAggregates: Object("""{"sum":true}""")).ForWindow().ForJoin()
            .ForGrouping("compute_orders_by_customer", removeMissingAggregates: false, removeMissingKeys: false)
            .ForWindow("w1", removeMissingAggregates: false, removeMissingInWindow: false)
            .ForJoin("compute_orders_joined", removeMissingConditions: false, removeMissingValues: false, Object("""{"mode":"ALL"}"""))
            .StartAsync()).WaitAsync(),
        ["flow_schema_propagation_default"] = async client => await (await P(client).Flow.NewSchemaPropagation("orders").StartAsync()).WaitAsync(),
        ["flow_schema_propagation_foreign_source"] = client => P(client).Flow.NewSchemaPropagation("OTHER.events").StartAsync(),
        ["flow_schema_propagation_immediate_result"] = async client => await (await P(client).Flow.NewSchemaPropagation("orders").StartAsync()).WaitAsync(),
        ["flow_tool_check_consistency"] = async client =>
        {
            DssFlowTool tool = await P(client).Flow.StartToolAsync("CHECK_CONSISTENCY");
            await (await tool.StartUpdateAsync(Object("""{"recheckAll":true}"""))).WaitAsync();
            await tool.GetStateAsync();
            await tool.DoAsync(Object("""{"type":"MARK_RECIPE_AS_OK","name":"compute_orders_joined"}"""));
            await tool.StopAsync();
        },
        ["flow_zone_add_item"] = client => InZone(client, zone => zone.AddAsync(DssObjectRef.Dataset("orders"))),
        ["flow_zone_add_item_foreign"] = client => InZone(client, zone => zone.AddAsync(DssObjectRef.Dataset("events", "OTHER"))),
        ["flow_zone_add_items"] = client => InZone(client, zone => zone.AddAsync(
            [DssObjectRef.Dataset("orders"), DssObjectRef.Recipe("compute_orders_by_customer"), DssObjectRef.ManagedFolder(FolderId), DssObjectRef.SavedModel(ModelId)])),
        ["flow_zone_add_shared"] = client => InZone(client, zone => zone.ShareAsync(DssObjectRef.Dataset("orders"))),
        ["flow_zone_delete"] = client => InZone(client, zone => zone.DeleteAsync()),
        ["flow_zone_get_graph"] = client => InZone(client, zone => zone.GetGraphAsync()),
        ["flow_zone_remove_shared"] = client => InZone(client, zone => zone.UnshareAsync(DssObjectRef.Dataset("customers"))),
        ["flow_zone_settings_save"] = client => InZone(client, zone =>
        {
            zone.Name = "Prep";
            return zone.SaveAsync();
        }),
    };

    private static async Task InZone(DssClient client, Func<DssZone, Task> act) => await act(await P(client).Flow.Zones.GetAsync(ZoneId));
}
