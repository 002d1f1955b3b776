using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The datasets of a project.</summary>
public sealed class DssDatasets
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssDatasets(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>A handle on a dataset by name, whether or not it exists.</summary>
    public DssDatasetHandle this[string name] => new(_http, _projectKey, name);

    /// <summary>A handle on a dataset of a typed flow; one that another project shares is reached in that project.</summary>
    public DssDatasetHandle this[Dataset dataset]
    {
        get
        {
            (string? owner, string name) = DssEngine.Split(dataset.Id);
            return new DssDatasetHandle(_http, owner ?? _projectKey, name);
        }
    }

    /// <summary>The datasets with their settings.</summary>
    /// <param name="includeShared">Also datasets that other projects share with this one.</param>
    /// <param name="tags">Only datasets that bear one of these tags.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<IReadOnlyList<DssDatasetSettings>> ListAsync(bool includeShared = false, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Get($"/projects/{_projectKey}/datasets/").Query("foreign", includeShared).Query("tags", tags);
        IReadOnlyList<JsonObject> datasets = await _http.ObjectsAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. datasets.Select(raw => new DssDatasetSettings(_http, _projectKey, raw))];
    }

    /// <summary>Creates a dataset over data that is somewhere already, or an empty one of the given type.</summary>
    /// <param name="name">Name, unique in the project.</param>
    /// <param name="type">DSS dataset type, such as <c>Filesystem</c>.</param>
    /// <param name="parameters">Settings of that type.</param>
    /// <param name="formatType">File format, such as <c>csv</c>; null where there is none.</param>
    /// <param name="formatParameters">Settings of the format.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<DssDatasetHandle> CreateAsync(
        string name, string type, JsonObject? parameters = null, string? formatType = null, JsonObject? formatParameters = null, CancellationToken cancellationToken = default)
    {
        JsonObject body = Prototype(name, type, parameters?.DeepClone() ?? new JsonObject());
        body["formatType"] = formatType;
        body["formatParams"] = formatParameters?.DeepClone() ?? new JsonObject();
        return PostAsync(name, body, cancellationToken);
    }

    /// <summary>Creates an empty dataset for files that are uploaded to it.</summary>
    public Task<DssDatasetHandle> CreateUploadAsync(string name, string? connection = null, CancellationToken cancellationToken = default)
    {
        var parameters = new JsonObject();
        if (connection is not null)
            parameters["uploadConnection"] = connection;
        return PostAsync(name, Prototype(name, "UploadedFiles", parameters), cancellationToken);
    }

    /// <summary>Creates a dataset over files of a connection.</summary>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="type">DSS type: Filesystem, S3, GCS, Azure, HDFS, FTP, SFTP, SCP.</param>
    /// <param name="connection">Connection the files are reached by.</param>
    /// <param name="path">Path of the files in that connection.</param>
    /// <param name="bucket">Bucket (S3, GCS) or container (Azure), where the connection does not fix it.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<DssDatasetHandle> CreateFilesAsync(string name, string type, string connection, string path, string? bucket = null, CancellationToken cancellationToken = default)
    {
        var parameters = new JsonObject { ["connection"] = connection, ["path"] = path };
        if (bucket is not null)
            parameters[string.Equals(type, "Azure", StringComparison.Ordinal) ? "container" : "bucket"] = bucket;
        return PostAsync(name, Prototype(name, type, parameters), cancellationToken);
    }

    /// <summary>Creates a dataset over an SQL table.</summary>
    public Task<DssDatasetHandle> CreateSqlTableAsync(
        string name, string type, string connection, string table, string schema, string? catalog = null, CancellationToken cancellationToken = default) =>
        PostAsync(name, Prototype(name, type, new JsonObject { ["connection"] = connection, ["mode"] = "table", ["table"] = table, ["schema"] = schema, ["catalog"] = catalog }), cancellationToken);

    /// <summary>Creates a dataset over the files of a managed folder.</summary>
    public Task<DssDatasetHandle> CreateFromFolderAsync(string name, string folderId, CancellationToken cancellationToken = default) =>
        PostAsync(name, Prototype(name, "FilesInFolder", new JsonObject { ["folderSmartId"] = folderId }), cancellationToken);

    /// <summary>Creates a dataset from a sample that a plugin brings.</summary>
    public Task<DssDatasetHandle> CreateSampleAsync(string name, string pluginId, string sampleName, CancellationToken cancellationToken = default) =>
        PostAsync(name, Prototype(name, $"Sample_{pluginId}_{sampleName}", new JsonObject { ["pluginId"] = pluginId, ["sampleName"] = sampleName }), cancellationToken);

    /// <summary>Creates a dataset whose storage DSS manages, ready to be a recipe's output.</summary>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="storage">Where and how it is stored.</param>
    /// <param name="overwrite">Delete a dataset of this name, with its data, first.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<DssDatasetHandle> CreateManagedAsync(string name, DssManagedStorage storage, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        DssDatasetHandle dataset = this[name];
        if (overwrite && await dataset.ExistsAsync(cancellationToken).ConfigureAwait(false))
            await dataset.DeleteAsync(dropData: true, cancellationToken).ConfigureAwait(false);

        var body = new JsonObject { ["name"] = name, ["creationSettings"] = storage.ToJson() };
        await _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/datasets/managed").Body(body), cancellationToken).ConfigureAwait(false);
        return dataset;
    }

    private JsonObject Prototype(string name, string type, JsonNode parameters) =>
        new() { ["name"] = name, ["projectKey"] = _projectKey, ["type"] = type, ["params"] = parameters };

    private async Task<DssDatasetHandle> PostAsync(string name, JsonObject body, CancellationToken cancellationToken)
    {
        await _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/datasets/").Body(body), cancellationToken).ConfigureAwait(false);
        return this[name];
    }
}
