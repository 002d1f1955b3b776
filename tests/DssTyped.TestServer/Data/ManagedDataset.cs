using System.Text.Json.Nodes;

namespace DssTyped.TestServer.Data;

/// <summary>A dataset that DSS stores itself. Whatever the connection, the engine behind the server keeps it.</summary>
internal static class ManagedDataset
{
    /// <summary>The dataset that a request to make a managed one asks for.</summary>
    public static JsonObject Of(JsonObject request) =>
        New(request["name"]!.GetValue<string>(), request["creationSettings"]!["connectionId"]!.GetValue<string>());

    /// <summary>A dataset without columns, as DSS makes it: its schema comes with the recipe that writes it.</summary>
    public static JsonObject New(string name, string connection) => new()
    {
        ["name"] = name, ["type"] = "Filesystem", ["managed"] = true,
        ["params"] = new JsonObject { ["connection"] = connection, ["path"] = "/${projectKey}/" + name },
        ["schema"] = new JsonObject { ["columns"] = new JsonArray(), ["userModified"] = false },
    };
}
