using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Settings and payload of a recipe; change them and save. They come from a read, so a save loses nothing.</summary>
public sealed class DssRecipeSettings : DssDocument
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly string _name;
    private JsonObject? _openPayload;

    internal DssRecipeSettings(DssHttp http, string projectKey, string name, JsonObject raw) : base(raw)
    {
        _http = http;
        _projectKey = projectKey;
        _name = name;
    }

    /// <summary>The recipe without its payload.</summary>
    public JsonObject Recipe => Raw.Child("recipe") ?? throw new InvalidOperationException($"DSS answered recipe {_name} without its definition.");

    /// <summary>Name of the recipe.</summary>
    public string Name => Recipe.Text("name") ?? _name;

    /// <summary>DSS type, such as <c>join</c>.</summary>
    public string Type => Recipe.Text("type") ?? "";

    /// <summary>What it reads, in all roles.</summary>
    public IReadOnlyList<string> Inputs => [.. DssRecipeRoles.Refs(Recipe, "inputs")];

    /// <summary>What it writes, in all roles.</summary>
    public IReadOnlyList<string> Outputs => [.. DssRecipeRoles.Refs(Recipe, "outputs")];

    /// <summary>The payload as text: code, or JSON of a visual recipe. Null for a new recipe that has none.</summary>
    public string? Payload
    {
        get => _openPayload?.ToJsonString(Readable) ?? Raw.Text("payload");
        set
        {
            _openPayload = null;
            Raw["payload"] = value;
        }
    }

    /// <summary>Opens the payload of a visual recipe; changes to the object are saved with the settings.</summary>
    /// <exception cref="InvalidOperationException">The payload is code, not a JSON object.</exception>
    public JsonObject OpenPayload()
    {
        if (_openPayload is not null)
            return _openPayload;
        try
        {
            _openPayload = (Payload is { Length: > 0 } text ? JsonNode.Parse(text) : new JsonObject()) as JsonObject;
        }
        catch (JsonException)
        {
            // Said below for every payload that is not an object.
        }

        return _openPayload ?? throw new InvalidOperationException($"The payload of {Type} recipe {Name} is not a JSON object; use Payload for code.");
    }

    /// <summary>Adds an input.</summary>
    public void AddInput(string reference, string role = "main") =>
        DssRecipeRoles.Add(Recipe, "inputs", role, new JsonObject { ["ref"] = reference, ["deps"] = new JsonArray() });

    /// <summary>Adds an output.</summary>
    public void AddOutput(string reference, bool append = false, string role = "main") =>
        DssRecipeRoles.Add(Recipe, "outputs", role, new JsonObject { ["ref"] = reference, ["appendMode"] = append });

    /// <summary>Reads <paramref name="replacement"/> wherever the recipe read <paramref name="current"/>; false when it did not.</summary>
    public bool ReplaceInput(string current, string replacement) => DssRecipeRoles.Replace(Recipe, "inputs", current, replacement);

    /// <summary>Writes <paramref name="replacement"/> wherever the recipe wrote <paramref name="current"/>; false when it did not.</summary>
    public bool ReplaceOutput(string current, string replacement) => DssRecipeRoles.Replace(Recipe, "outputs", current, replacement);

    /// <summary>Makes a code recipe use the named code environment; null for the project's.</summary>
    public void SetCodeEnvironment(string? name)
    {
        if (Recipe["params"] is not JsonObject parameters)
            Recipe["params"] = parameters = [];
        parameters["envSelection"] = name is null
            ? new JsonObject { ["envMode"] = "INHERIT" }
            : new JsonObject { ["envMode"] = "EXPLICIT_ENV", ["envName"] = name };
    }

    /// <summary>Sends settings and payload back, whole.</summary>
    public Task SaveAsync(CancellationToken cancellationToken = default)
    {
        if (_openPayload is not null)
            Raw["payload"] = _openPayload.ToJsonString(Readable);
        return _http.SendAsync(DssRequest.Put($"/projects/{_projectKey}/recipes/{_name}").Body(Raw), cancellationToken);
    }
}
