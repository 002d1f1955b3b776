using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The managed folders of a project.</summary>
public sealed class DssManagedFolders
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssManagedFolders(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>A handle on a folder by its id (eight characters, not its name).</summary>
    public DssManagedFolderHandle this[string id] => new(_http, _projectKey, id);

    /// <summary>A handle on a managed folder of a typed flow.</summary>
    public DssManagedFolderHandle this[ManagedFolder folder] => this[folder.Id];

    /// <summary>The folders, each with <c>id</c> and <c>name</c>.</summary>
    public Task<IReadOnlyList<JsonObject>> ListAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/managedfolders/"), cancellationToken);

    /// <summary>Makes a folder.</summary>
    /// <param name="name">Display name; DSS chooses the id.</param>
    /// <param name="connection">Where the files go.</param>
    /// <param name="path">Path in the connection; DSS replaces the variables in it.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<DssManagedFolderHandle> CreateAsync(string name, string connection = "filesystem_folders", string path = "/${projectKey}/${odbId}", CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/managedfolders/").Body(new JsonObject
        {
            ["name"] = name, ["projectKey"] = _projectKey, ["type"] = null, ["params"] = new JsonObject { ["connection"] = connection, ["path"] = path },
        });
        JsonObject answer = await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false);
        return this[answer.Text("id") ?? throw _http.NotWhatWasExpected(request, "the id of a managed folder")];
    }
}
