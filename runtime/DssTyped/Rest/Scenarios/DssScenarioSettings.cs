using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Settings of a scenario; change them and save.</summary>
public sealed class DssScenarioSettings : DssDocument
{
    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly string _id;

    internal DssScenarioSettings(DssHttp http, string projectKey, string id, JsonObject raw, JsonObject? payload) : base(raw)
    {
        _http = http;
        _projectKey = projectKey;
        _id = id;
        Payload = payload;
    }

    /// <summary>DSS type: <c>step_based</c> or <c>custom_python</c>.</summary>
    public string Type => Raw.Text("type") ?? "";

    /// <summary>Whether its triggers are on.</summary>
    public bool IsActive { get => Raw.Flag("active") ?? false; set => Raw["active"] = value; }

    /// <summary>The raw steps of a step-based scenario; null when it has none.</summary>
    public JsonArray? Steps => Raw.Child("params")?["steps"] as JsonArray;

    /// <summary>The script of a Python scenario; null for others.</summary>
    public string? Script
    {
        get => Payload.Text("script");
        set => (Payload ?? throw new InvalidOperationException($"Scenario {_id} is not a Python script."))["script"] = value;
    }

    private JsonObject? Payload { get; }

    /// <summary>Sends the settings back, whole, and then the script if there is one.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken = default)
    {
        await _http.SendAsync(DssRequest.Put($"/projects/{_projectKey}/scenarios/{_id}").Body(Raw), cancellationToken).ConfigureAwait(false);
        if (Payload is not null)
            await _http.SendAsync(DssRequest.Put($"/projects/{_projectKey}/scenarios/{_id}/payload").Body(Payload), cancellationToken).ConfigureAwait(false);
    }
}
