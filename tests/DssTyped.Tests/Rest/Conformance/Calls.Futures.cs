using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> Futures = new()
    {
        ["future_abort"] = client => client.Futures["fut-0001"].AbortAsync(),
        ["future_get_result_not_ready"] = async client => Assert.False((await client.Futures["fut-0001"].GetStateAsync()).HasResult),
        ["future_get_state"] = client => client.Futures["fut-0001"].GetStateAsync(),
        ["future_has_result"] = client => client.Futures["fut-0001"].GetStateAsync(),
        ["future_list"] = client => client.Futures.ListAsync(),
        ["future_list_all_users"] = client => client.Futures.ListAsync(allUsers: true),
        ["future_list_running_scenarios"] = client => client.Futures.ListRunningScenariosAsync(),
        ["future_peek_state"] = client => client.Futures["fut-0001"].PeekAsync(),
        ["future_peek_then_get_result"] = async client =>
        {
            await client.Futures["fut-0001"].PeekAsync();
            Assert.True((await client.Futures["fut-0001"].GetStateAsync()).HasResult);
        },
        ["future_wait_failed"] = client => Throws<DssServerException>(client.Futures["fut-0001"].WaitAsync()),
        ["future_wait_for_result"] = client => client.Futures["fut-0001"].WaitAsync(),
    };
}
