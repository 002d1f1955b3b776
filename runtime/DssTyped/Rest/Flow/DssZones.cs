using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The zones of a flow.</summary>
public sealed class DssZones
{
    internal const string DefaultColor = "#2ab1ac";

    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssZones(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>All zones with what is in them.</summary>
    public async Task<IReadOnlyList<DssZone>> ListAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<JsonObject> zones = await _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/flow/zones"), cancellationToken).ConfigureAwait(false);
        return [.. zones.Select(raw => new DssZone(_http, _projectKey, raw))];
    }

    /// <summary>One zone by its id; <c>default</c> is the one that holds what no other does.</summary>
    public async Task<DssZone> GetAsync(string id, CancellationToken cancellationToken = default) =>
        new(_http, _projectKey, await _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/flow/zones/{id}"), cancellationToken).ConfigureAwait(false));

    /// <summary>The zone an object lies in.</summary>
    public async Task<DssZone> GetZoneOfAsync(DssObjectRef item, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<DssZone> zones = await ListAsync(cancellationToken).ConfigureAwait(false);
        DssZone? zone = zones.FirstOrDefault(zone => zone.Items.Any(there => IsSame(item, there)));
        return zone ?? await GetAsync("default", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a zone.</summary>
    /// <param name="name">Name of the zone.</param>
    /// <param name="color">Colour as <c>#rrggbb</c>.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<DssZone> CreateAsync(string name, string color = DefaultColor, CancellationToken cancellationToken = default) =>
        new(_http, _projectKey, await _http.ObjectAsync(
            DssRequest.Post($"/projects/{_projectKey}/flow/zones").Body(new JsonObject { ["name"] = name, ["color"] = color }), cancellationToken).ConfigureAwait(false));

    private bool IsSame(DssObjectRef wanted, DssObjectRef there) =>
        string.Equals(wanted.ObjectId, there.ObjectId, StringComparison.Ordinal)
        && string.Equals(wanted.ObjectType, there.ObjectType, StringComparison.Ordinal)
        && string.Equals(wanted.ProjectKey ?? _projectKey, there.ProjectKey ?? _projectKey, StringComparison.Ordinal);
}
