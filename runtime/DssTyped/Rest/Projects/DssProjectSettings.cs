using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Settings of a project; change them and save.</summary>
public sealed class DssProjectSettings : DssDocument
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssProjectSettings(DssHttp http, string projectKey, JsonObject raw) : base(raw)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>Lets another project use an object of this one. Does nothing when it may already.</summary>
    /// <param name="type">DSS object type, for example <c>DATASET</c> or <c>MANAGED_FOLDER</c>.</param>
    /// <param name="id">Name of the dataset, or id of the object.</param>
    /// <param name="targetProjectKey">The project that may use it.</param>
    /// <returns>True when the settings changed and need saving.</returns>
    public bool Expose(string type, string id, string targetProjectKey)
    {
        JsonArray objects = ArrayIn(ObjectIn(Raw, "exposedObjects"), "objects");
        JsonObject? exposed = objects.OfType<JsonObject>().FirstOrDefault(entry => entry.Text("type") == type && entry.Text("localName") == id);
        if (exposed is null)
        {
            exposed = new JsonObject { ["type"] = type, ["localName"] = id, ["rules"] = new JsonArray() };
            objects.Add((JsonNode)exposed);
        }

        JsonArray rules = ArrayIn(exposed, "rules");
        if (rules.OfType<JsonObject>().Any(rule => rule.Text("targetProject") == targetProjectKey))
            return false;
        rules.Add((JsonNode)new JsonObject { ["targetProject"] = targetProjectKey });
        return true;
    }

    /// <summary>Sends the settings back, whole.</summary>
    public Task SaveAsync(CancellationToken cancellationToken = default) => _http.SendAsync(DssRequest.Put($"/projects/{_projectKey}/settings").Body(Raw), cancellationToken);

    private static JsonObject ObjectIn(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject there)
            return there;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }

    private static JsonArray ArrayIn(JsonObject parent, string name)
    {
        if (parent[name] is JsonArray there)
            return there;
        var made = new JsonArray();
        parent[name] = made;
        return made;
    }
}
