using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DssTyped.Rest;

/// <summary>
/// The public REST API of one DSS server. Objects are reached by name: <c>client.Project("SALES").Datasets["orders"]</c>
/// sends nothing; only methods whose name ends in Async do. Safe for use from several threads.
/// </summary>
public sealed class DssClient : IDisposable
{
    private readonly DssHttp _http;

    /// <summary>Makes a client with connections of its own.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are incomplete or contradict each other.</exception>
    public DssClient(DssEngineOptions options, ILogger<DssClient>? logger = null)
        : this(DssHttp.Create(options, (ILogger?)logger ?? NullLogger.Instance))
    {
    }

    internal DssClient(DssHttp http)
    {
        _http = http;
        Futures = new DssFutures(http);
    }

    /// <summary>Long tasks of the server that are not jobs.</summary>
    public DssFutures Futures { get; }

    internal DssHttp Http => _http;

    /// <summary>A client for <paramref name="url"/> with the default options.</summary>
    public static DssClient Connect(string url, DssApiKey key) => new(new DssEngineOptions { Url = new Uri(url, UriKind.Absolute), ApiKey = key });

    /// <summary>A handle on a project, whether or not it exists.</summary>
    public DssProject Project(string projectKey) => new(_http, projectKey);

    /// <summary>The projects the key may see.</summary>
    public Task<IReadOnlyList<JsonObject>> ListProjectsAsync(bool includeLocation = false, CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/").Query("includeLocation", includeLocation), cancellationToken);

    /// <summary>The keys of the projects the API key may see.</summary>
    public async Task<IReadOnlyList<string>> ListProjectKeysAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<JsonObject> projects = await _http.ObjectsAsync(DssRequest.Get($"/projects/"), cancellationToken).ConfigureAwait(false);
        return [.. projects.Select(project => project.Text("projectKey")).OfType<string>()];
    }

    /// <summary>Creates an empty project.</summary>
    /// <param name="projectKey">Key, capital letters by custom; cannot be changed later.</param>
    /// <param name="name">Display name.</param>
    /// <param name="owner">Login of the owner.</param>
    /// <param name="description">Text for the project's page.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<DssProject> CreateProjectAsync(string projectKey, string name, string owner, string? description = null, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject
        {
            ["projectKey"] = projectKey, ["name"] = name, ["owner"] = owner, ["settings"] = null,
            ["description"] = description, ["permissions"] = new JsonArray(), ["tags"] = new JsonArray(),
        };
        await _http.SendAsync(DssRequest.Post($"/projects/").Body(body), cancellationToken).ConfigureAwait(false);
        return Project(projectKey);
    }

    /// <summary>Who the key belongs to: a cheap way to learn whether the server can be reached and the key is good.</summary>
    public Task<JsonObject> GetAuthInfoAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/auth/info").Query("withSecrets", false), cancellationToken);

    /// <summary>Node id, name and type of the server.</summary>
    public Task<JsonObject> GetInstanceInfoAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/instance-info"), cancellationToken);

    /// <summary>Connections with their settings, by name. Needs an administrator's key.</summary>
    public Task<JsonObject> ListConnectionsAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/admin/connections/"), cancellationToken);

    /// <summary>Names of the connections of one type, for example <c>PostgreSQL</c>, or of all with the type <c>all</c>.</summary>
    public Task<IReadOnlyList<string>> ListConnectionNamesAsync(string type, CancellationToken cancellationToken = default) =>
        _http.StringsAsync(DssRequest.Get($"/connections/get-names").Query("type", type), cancellationToken);

    /// <summary>Runs an SQL query on one of the server's connections and streams its rows.</summary>
    public Task<DssRowStream> QuerySqlAsync(string connection, string sql, CancellationToken cancellationToken = default) =>
        DssSqlQuery.OpenAsync(_http, connection, sql, cancellationToken);

    /// <summary>Closes the client's own connections.</summary>
    public void Dispose() => _http.Dispose();
}
