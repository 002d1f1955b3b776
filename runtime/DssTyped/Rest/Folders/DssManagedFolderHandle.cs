using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One managed folder, reached by its id.</summary>
public sealed class DssManagedFolderHandle
{
    private readonly DssHttp _http;

    internal DssManagedFolderHandle(DssHttp http, string projectKey, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        _http = http;
        ProjectKey = projectKey;
        Id = id;
    }

    /// <summary>Key of the project.</summary>
    public string ProjectKey { get; }

    /// <summary>Id of the folder.</summary>
    public string Id { get; }

    /// <summary>All settings.</summary>
    public Task<JsonObject> GetSettingsAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/managedfolders/{Id}"), cancellationToken);

    /// <summary>Replaces the settings, which should come from <see cref="GetSettingsAsync"/>.</summary>
    public Task SetSettingsAsync(JsonObject settings, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Put($"/projects/{ProjectKey}/managedfolders/{Id}").Body(settings), cancellationToken);

    /// <summary>The files.</summary>
    public async Task<IReadOnlyList<DssFileItem>> ListAsync(CancellationToken cancellationToken = default)
    {
        JsonObject contents = await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/managedfolders/{Id}/contents"), cancellationToken).ConfigureAwait(false);
        return [.. contents.Children("items").Select(raw => new DssFileItem(raw))];
    }

    /// <summary>Opens a file for reading; dispose the stream. A break is an error, never a short file.</summary>
    public Task<Stream> OpenReadAsync(string path, CancellationToken cancellationToken = default) =>
        _http.StreamAsync(DssRequest.Get($"/projects/{ProjectKey}/managedfolders/{Id}/contents/{new FolderPath(path)}"), cancellationToken);

    /// <summary>Writes a file, over one of the same path. The content is sent once and never repeated.</summary>
    public Task WriteAsync(string path, Stream content, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/managedfolders/{Id}/contents/{new FolderPath(path)}").File(content, ""), cancellationToken);

    /// <summary>Deletes a file. DSS does not mind when it is not there.</summary>
    public Task DeleteFileAsync(string path, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{ProjectKey}/managedfolders/{Id}/contents/{new FolderPath(path)}"), cancellationToken);

    /// <summary>What uses this folder.</summary>
    public Task<IReadOnlyList<JsonObject>> GetUsagesAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{ProjectKey}/managedfolders/{Id}/usages"), cancellationToken);

    /// <summary>The latest value of every metric.</summary>
    public async Task<IReadOnlyList<DssMetric>> GetLastMetricsAsync(CancellationToken cancellationToken = default)
    {
        JsonObject answer = await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/managedfolders/{Id}/metrics/last"), cancellationToken).ConfigureAwait(false);
        return [.. answer.Children("metrics").Select(raw => new DssMetric(raw))];
    }

    /// <summary>Computes the metrics that are switched on in the folder.</summary>
    public Task<JsonObject> ComputeMetricsAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Post($"/projects/{ProjectKey}/managedfolders/{Id}/actions/computeMetrics"), cancellationToken);

    /// <summary>Computes these metrics.</summary>
    public Task<JsonObject> ComputeMetricsAsync(IEnumerable<string> metricIds, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(
            DssRequest.Post($"/projects/{ProjectKey}/managedfolders/{Id}/actions/computeMetricsFromIds").Body(new JsonObject { ["metricIds"] = metricIds.ToJsonArray() }),
            cancellationToken);

    /// <summary>Starts copying the files to another folder, which must exist.</summary>
    public async Task<DssFuture> StartCopyToAsync(DssManagedFolderHandle target, bool append = false, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject { ["targetProjectKey"] = target.ProjectKey, ["targetFolderId"] = target.Id, ["writeMode"] = append ? "APPEND" : "OVERWRITE" };
        return DssFuture.Started(_http, await _http.ObjectAsync(DssRequest.Post($"/projects/{ProjectKey}/managedfolders/{Id}/actions/copyTo").Body(body), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives the folder another display name.</summary>
    public Task RenameAsync(string newName, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/actions/renameManagedFolder").Body(new JsonObject { ["id"] = Id, ["newName"] = newName }), cancellationToken);

    /// <summary>Deletes the folder from the flow.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{ProjectKey}/managedfolders/{Id}"), cancellationToken);
}
