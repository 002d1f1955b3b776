using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The output schemas of a recipe as they are and as they should be.</summary>
public sealed class DssSchemaUpdates : DssDocument
{
    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly string _recipe;

    internal DssSchemaUpdates(DssHttp http, string projectKey, string recipe, JsonObject raw) : base(raw)
    {
        _http = http;
        _projectKey = projectKey;
        _recipe = recipe;
    }

    /// <summary>How many things do not fit; 0 means the schemas are right.</summary>
    public long Incompatibilities => Raw.Number("totalIncompatibilities") ?? 0;

    /// <summary>The outputs that need another schema.</summary>
    public IReadOnlyList<DssSchemaUpdate> Outputs => [.. Raw.Children("computables").Select(raw => new DssSchemaUpdate(raw)).Where(update => update.NeedsChange)];

    /// <summary>Gives the outputs that need it their new schema. Outputs that fit are left alone.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken = default)
    {
        if (Incompatibilities == 0)
            return;
        foreach (DssSchemaUpdate update in Outputs)
        {
            var body = new JsonObject
            {
                ["computableType"] = update.Type, ["computableId"] = update.Id, ["newSchema"] = update.Raw["newSchema"]?.DeepClone(),
                ["dropAndRecreate"] = true, ["synchronizeMetastore"] = true,
            };
            await _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/recipes/{_recipe}/actions/updateOutputSchema").Body(body), cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>One output of a recipe with the schema it should have.</summary>
public sealed class DssSchemaUpdate : DssDocument
{
    internal DssSchemaUpdate(JsonObject raw) : base(raw)
    {
    }

    /// <summary>DSS object type, usually <c>DATASET</c>.</summary>
    public string Type => Raw.Text("type") ?? "DATASET";

    /// <summary>Name of the dataset or id of the object.</summary>
    public string Id => Raw.Text("datasetName") ?? Raw.Text("id") ?? "";

    /// <summary>What does not fit, in DSS's words.</summary>
    public IReadOnlyList<string> Incompatibilities => Raw.Texts("incompatibilities");

    /// <summary>The schema it should have.</summary>
    public DssSchema? NewSchema => Raw.Child("newSchema")?.Deserialize(DssJsonContext.Default.DssSchema);

    // A server that does not list what is wrong leaves us no choice but to take the output as wrong.
    internal bool NeedsChange => Raw["incompatibilities"] is not JsonArray { Count: 0 };
}
