using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The document (docx) DSS writes about a flow. Each start gives a task whose result holds an <c>exportId</c> to download.</summary>
public sealed class DssFlowDocumentation
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssFlowDocumentation(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>With DSS's own template.</summary>
    public Task<DssFuture> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(DssRequest.Post($"/projects/{_projectKey}/flow/documentation/generate"), cancellationToken);

    /// <summary>With a template that lies in a managed folder.</summary>
    public Task<DssFuture> StartFromFolderAsync(string folderId, string path, CancellationToken cancellationToken = default) =>
        StartAsync(DssRequest.Post($"/projects/{_projectKey}/flow/documentation/generate-with-template-in-folder").Query("folderId", folderId).Query("path", path), cancellationToken);

    /// <summary>With a template that is sent along.</summary>
    public Task<DssFuture> StartFromTemplateAsync(Stream template, CancellationToken cancellationToken = default) =>
        StartAsync(DssRequest.Post($"/projects/{_projectKey}/flow/documentation/generate-with-template").File(template, "file"), cancellationToken);

    /// <summary>Downloads a finished document; dispose the stream.</summary>
    public Task<Stream> DownloadAsync(string exportId, CancellationToken cancellationToken = default) =>
        _http.StreamAsync(DssRequest.Get($"/projects/{_projectKey}/flow/documentation/generated/{exportId}"), cancellationToken);

    private async Task<DssFuture> StartAsync(DssRequest request, CancellationToken cancellationToken)
    {
        JsonObject answer = await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false);
        return DssFuture.Started(_http, answer);
    }
}
