using System.Text.Json.Nodes;
using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private const string RunId = "2026-01-01-00-00-02-345";

    private static readonly Dictionary<string, Func<DssClient, Task>> Scenarios = new()
    {
        ["scenario_abort"] = client => Daily(client).AbortAsync(),
        ["scenario_create"] = client => P(client).Scenarios.CreateAsync("S"),
        ["scenario_delete"] = client => Daily(client).DeleteAsync(),
        ["scenario_get_current_run"] = client => Daily(client).GetCurrentRunAsync(),
        ["scenario_get_last_finished_run"] = client => Daily(client).GetLastRunsAsync(),
        ["scenario_get_last_runs"] = client => Daily(client).GetLastRunsAsync(5, onlyFinished: true),
        ["scenario_get_last_successful_run"] = async client => Assert.True(await Daily(client).GetLastSuccessfulRunAsync() is null or { Outcome: "SUCCESS" }),
        ["scenario_get_run"] = client => Daily(client).GetRunAsync(RunId),
        ["scenario_get_runs_by_date"] = client => Daily(client).GetRunsAsync(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2)),
        ["scenario_get_settings"] = async client => Assert.NotNull((await Daily(client).GetSettingsAsync()).Steps),
        ["scenario_get_settings_python"] = async client => Assert.NotNull((await Daily(client).GetSettingsAsync()).Script),
        ["scenario_get_status"] = async client => Assert.False((await Daily(client).GetStatusAsync()).IsRunning),
        ["scenario_get_trigger_fire"] = client => Daily(client).GetTriggerFireAsync("manual-trg", "2026-01-01-00-00-00-000"),
        ["scenario_list_item_id"] = async client => Assert.Contains("DAILY_BUILD", (await P(client).Scenarios.ListAsync()).Select(scenario => scenario.Id)),
        ["scenario_run"] = client => Daily(client).RunAsync(new JsonObject { ["p"] = 1 }),
        ["scenario_run_and_wait"] = async client => Assert.Equal("SUCCESS", (await Daily(client).RunAndWaitAsync()).Outcome),
        ["scenario_run_and_wait_cancelled"] = client => Throws<DssScenarioCancelledException>(Daily(client).RunAndWaitAsync()),
        ["scenario_run_and_wait_failed"] = async client => Assert.Equal("FAILED", (await Daily(client).RunAndWaitAsync()).Outcome),
        ["scenario_run_and_wait_failed_no_fail"] = async client => Assert.Equal("FAILED", (await Daily(client).RunAndWaitAsync()).Outcome),
        ["scenario_run_and_wait_warning"] = async client => Assert.Equal("WARNING", (await Daily(client).RunAndWaitAsync()).Outcome),
        ["scenario_run_get_details"] = async client =>
        {
            await Daily(client).GetRunAsync(RunId);
            Assert.Equal(RunId, (await Daily(client).GetRunAsync(RunId)).Run.RunId);
        },
        ["scenario_run_get_log"] = async client =>
        {
            await Daily(client).GetRunAsync(RunId);
            await Daily(client).GetRunLogAsync(RunId, "build_0");
        },
        ["scenario_run_no_params"] = client => Daily(client).RunAsync(),
        ["scenario_settings_save"] = async client =>
        {
            DssScenarioSettings settings = await Daily(client).GetSettingsAsync();
            settings.IsActive = false;
            await settings.SaveAsync();
        },
        ["scenario_trigger_fire_wait_then_run_wait"] = async client =>
        {
            DssScenarioRun run = await (await Daily(client).RunAsync()).WaitForRunAsync();
            while (!(await Daily(client).GetRunAsync(run.RunId)).Run.IsFinished)
            {
            }
        },
    };

    private static DssScenarioHandle Daily(DssClient client) => P(client).Scenarios["DAILY_BUILD"];
}
