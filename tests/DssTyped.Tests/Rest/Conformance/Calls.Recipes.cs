using System.Text.Json.Nodes;
using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> Recipes = new()
    {
        ["recipe_apply_schema_updates"] = async client => await (await Grouping(client).ComputeSchemaUpdatesAsync()).ApplyAsync(),
        ["recipe_compute_schema_updates"] = client => Grouping(client).ComputeSchemaUpdatesAsync(),
        ["recipe_compute_schema_updates_code_recipe"] = client => Throws<DssServerException>(P(client).Recipes["compute_events_daily"].ComputeSchemaUpdatesAsync()),
        ["recipe_delete"] = client => Grouping(client).DeleteAsync(),
        ["recipe_get_definition_and_payload"] = client => Grouping(client).GetSettingsAsync(),
        ["recipe_get_metadata"] = client => Grouping(client).GetMetadataAsync(),
        ["recipe_get_settings_grouping"] = client => Grouping(client).GetSettingsAsync(),
        ["recipe_get_settings_join"] = async client => (await P(client).Recipes["compute_orders_joined"].GetSettingsAsync()).OpenPayload(),
        ["recipe_get_settings_missing"] = client => Throws<DssNotFoundException>(P(client).Recipes["missing"].GetSettingsAsync()),
        ["recipe_get_settings_prepare"] = async client => (await P(client).Recipes["compute_orders_prepared"].GetSettingsAsync()).OpenPayload(),
        ["recipe_get_settings_python"] = async client => Assert.NotNull((await P(client).Recipes["compute_events_daily"].GetSettingsAsync()).Payload),
        ["recipe_get_status"] = async client => Assert.Equal("DSS", (await Grouping(client).GetStatusAsync()).SelectedEngine),
        ["recipe_get_status_messages_as_objects"] = async client => Assert.NotEmpty((await Grouping(client).GetStatusAsync()).Messages),
        ["recipe_move_to_zone"] = async client => await (await P(client).Flow.Zones.GetAsync(ZoneId)).AddAsync(DssObjectRef.Recipe("compute_orders_by_customer")),
        ["recipe_rename"] = client => Grouping(client).RenameAsync("new_name"),
        ["recipe_save_inputs_outputs_env"] = async client =>
        {
            DssRecipeSettings settings = await P(client).Recipes["compute_events_daily"].GetSettingsAsync();
            Assert.True(settings.ReplaceInput("events", "OTHER.events"));
            settings.AddInput("orders", "side");
            settings.AddOutput("events_summary", append: true);
            settings.SetCodeEnvironment("py311");
            await settings.SaveAsync();
        },
        ["recipe_save_join"] = client => SavePayload(client, "recipe_save_join", "compute_orders_joined"),
        ["recipe_save_json_payload"] = client => SavePayload(client, "recipe_save_json_payload", "compute_orders_by_customer"),
        ["recipe_save_prepare_step"] = client => SavePayload(client, "recipe_save_prepare_step", "compute_orders_prepared"),
        ["recipe_save_raw_payload"] = async client =>
        {
            DssRecipeSettings settings = await P(client).Recipes["compute_events_daily"].GetSettingsAsync();
            settings.Payload = Recorded("recipe_save_raw_payload", ^1)["payload"]!.GetValue<string>();
            await settings.SaveAsync();
        },
        ["recipe_save_sort"] = client => SavePayload(client, "recipe_save_sort", "sort_orders"),
        ["recipe_save_stack_remap"] = client => SavePayload(client, "recipe_save_stack_remap", "stack_orders"),
        ["recipe_set_metadata"] = async client => await Grouping(client).SetMetadataAsync(await Grouping(client).GetMetadataAsync()),
    };

    private static DssRecipeHandle Grouping(DssClient client) => P(client).Recipes["compute_orders_by_customer"];

    private static JsonObject Recorded(string operation, Index exchange) => Trace.ReadAll()[operation].Exchanges[exchange].Body!.AsObject();

    /// <summary>Makes the recorded changes to the opened payload of a visual recipe and saves it.</summary>
    private static async Task SavePayload(DssClient client, string operation, string recipe)
    {
        DssRecipeSettings settings = await P(client).Recipes[recipe].GetSettingsAsync();
        JsonObject payload = settings.OpenPayload();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(Recorded(operation, ^1)["payload"]!.GetValue<string>())!.AsObject())
            payload[name] = value?.DeepClone();
        await settings.SaveAsync();
    }
}
