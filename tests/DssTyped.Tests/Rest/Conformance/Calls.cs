using System.Text.Json.Nodes;
using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

/// <summary>The call of this library for each recorded operation, by subject in the files beside this one.</summary>
internal static partial class Calls
{
    private const string JobId = "Build_orders_by_customer__NP__2026-01-01T00-00-00.123";
    private const string FolderId = "aBcD1234";
    private const string ModelId = "sM0dEl01";
    private const string StoreId = "mEsT0re1";
    private const string ZoneId = "zPrep01";

    public static IReadOnlyDictionary<string, Func<DssClient, Task>> ByOperation => All.Value;

    // Made when first asked for: the order in which the files' static fields are set is not defined.
    private static readonly Lazy<IReadOnlyDictionary<string, Func<DssClient, Task>>> All = new(Collect);

    private static IReadOnlyDictionary<string, Func<DssClient, Task>> Collect() =>
        new[] { Client, Projects, Datasets, DatasetCreation, Recipes, RecipeCreation, RecipeRuns, Jobs, Flow, Futures, Scenarios, Folders, Models, Errors }
            .SelectMany(subject => subject).ToDictionary(call => call.Key, call => call.Value, StringComparer.Ordinal);

    private static DssProject P(DssClient client) => client.Project("DKU_FLOW");

    private static DssDatasetHandle Orders(DssClient client) => P(client).Datasets["orders"];

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();

    private static Task Throws<T>(Task call)
        where T : Exception => Assert.ThrowsAsync<T>(() => call);

    private static async Task Read(DssClient client, string dataset, params string[] partitions)
    {
        await using DssRowStream rows = await P(client).Datasets[dataset].ReadRowsAsync(new DssReadOptions { Partitions = partitions });
        while (await rows.ReadAsync())
        {
        }
    }
}
