using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One zone of a flow. Name and colour can be set; then save.</summary>
public sealed class DssZone : DssDocument
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssZone(DssHttp http, string projectKey, JsonObject raw) : base(raw)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>Id of the zone.</summary>
    public string Id => Raw.Text("id") ?? "";

    /// <summary>Name of the zone.</summary>
    public string Name { get => Raw.Text("name") ?? ""; set => Raw["name"] = value; }

    /// <summary>Colour as <c>#rrggbb</c>.</summary>
    public string Color { get => Raw.Text("color") ?? ""; set => Raw["color"] = value; }

    /// <summary>What lies in the zone. DSS lists nothing for the default zone.</summary>
    public IReadOnlyList<DssObjectRef> Items => Refs("items");

    /// <summary>What other zones share with it.</summary>
    public IReadOnlyList<DssObjectRef> Shared => Refs("shared");

    /// <summary>Moves an object here. A recipe takes its outputs along.</summary>
    public Task AddAsync(DssObjectRef item, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/flow/zones/{Id}/items").Body(Own(item), DssJsonContext.Default.DssObjectRef), cancellationToken);

    /// <summary>Moves several objects here in one request.</summary>
    public Task AddAsync(IEnumerable<DssObjectRef> items, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/flow/zones/{Id}/add-items").Body([.. items.Select(Own)], DssJsonContext.Default.ListDssObjectRef), cancellationToken);

    /// <summary>Shows an object of another zone here too.</summary>
    public Task ShareAsync(DssObjectRef item, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/flow/zones/{Id}/shared").Body(Own(item), DssJsonContext.Default.DssObjectRef), cancellationToken);

    /// <summary>Takes back what <see cref="ShareAsync"/> did.</summary>
    public Task UnshareAsync(DssObjectRef item, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{_projectKey}/flow/zones/{Id}/shared/{item.ObjectType}/{item.ObjectId}"), cancellationToken);

    /// <summary>The part of the flow in this zone.</summary>
    public async Task<DssFlowGraph> GetGraphAsync(CancellationToken cancellationToken = default) =>
        new(await _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/flow/zones/{Id}/graph"), cancellationToken).ConfigureAwait(false));

    /// <summary>Sends name and colour back.</summary>
    public Task SaveAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Put($"/projects/{_projectKey}/flow/zones/{Id}").Body(Raw), cancellationToken);

    /// <summary>Deletes the zone; its objects go to the default zone.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{_projectKey}/flow/zones/{Id}"), cancellationToken);

    private IReadOnlyList<DssObjectRef> Refs(string name) =>
        [.. Raw.Children(name).Select(item => new DssObjectRef(item.Text("objectType") ?? "", item.Text("objectId") ?? "") { ProjectKey = item.Text("projectKey") })];

    // DSS wants the project's own key left out.
    private DssObjectRef Own(DssObjectRef item) => string.Equals(item.ProjectKey, _projectKey, StringComparison.Ordinal) ? item with { ProjectKey = null } : item;
}
