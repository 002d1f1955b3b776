using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One dataset, reached by name.</summary>
public sealed class DssDatasetHandle
{
    private readonly DssHttp _http;

    internal DssDatasetHandle(DssHttp http, string projectKey, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _http = http;
        ProjectKey = projectKey;
        Name = name;
        Metrics = new DssDatasetMetrics(http, projectKey, name);
    }

    /// <summary>Key of the project.</summary>
    public string ProjectKey { get; }

    /// <summary>Name of the dataset.</summary>
    public string Name { get; }

    /// <summary>Metrics, checks and data quality rules.</summary>
    public DssDatasetMetrics Metrics { get; }

    /// <summary>Whether the dataset is there. Only DSS saying so makes it false: a bad key or a broken server throws.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DssNotFoundException)
        {
            return false;
        }
    }

    /// <summary>All settings.</summary>
    public async Task<DssDatasetSettings> GetSettingsAsync(CancellationToken cancellationToken = default) =>
        new(_http, ProjectKey, await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/datasets/{Name}"), cancellationToken).ConfigureAwait(false));

    /// <summary>The columns.</summary>
    public Task<DssSchema> GetSchemaAsync(CancellationToken cancellationToken = default) =>
        _http.ReadAsync(DssRequest.Get($"/projects/{ProjectKey}/datasets/{Name}/schema"), DssJsonContext.Default.DssSchema, cancellationToken);

    /// <summary>Replaces the columns. The data is not changed.</summary>
    public Task SetSchemaAsync(DssSchema schema, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Put($"/projects/{ProjectKey}/datasets/{Name}/schema").Body(schema, DssJsonContext.Default.DssSchema), cancellationToken);

    /// <summary>Description, tags and custom fields.</summary>
    public Task<JsonObject> GetMetadataAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/datasets/{Name}/metadata"), cancellationToken);

    /// <summary>Replaces the metadata.</summary>
    public Task SetMetadataAsync(JsonObject metadata, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Put($"/projects/{ProjectKey}/datasets/{Name}/metadata").Body(metadata), cancellationToken);

    /// <summary>
    /// Streams the rows with constant memory. The end is verified with the server, so a stream that broke never passes for a short dataset.
    /// </summary>
    /// <param name="options">Which partitions, columns and how many rows; null for everything.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<DssRowStream> ReadRowsAsync(DssReadOptions? options = null, CancellationToken cancellationToken = default) =>
        DssRowStream.OpenDatasetAsync(_http, ProjectKey, Name, schema: null, options ?? new DssReadOptions(), cancellationToken);

    /// <summary>Deletes the data and keeps the dataset.</summary>
    /// <param name="partitions">Only these partitions; null for everything.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task ClearAsync(IEnumerable<string>? partitions = null, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{ProjectKey}/datasets/{Name}/data").Query("partitions", partitions), cancellationToken);

    /// <summary>Ids of the partitions that hold data; the dimensions of one id are separated by <c>|</c>.</summary>
    public Task<IReadOnlyList<string>> ListPartitionsAsync(CancellationToken cancellationToken = default) =>
        _http.StringsAsync(DssRequest.Get($"/projects/{ProjectKey}/datasets/{Name}/partitions"), cancellationToken);

    /// <summary>Starts a job that builds this dataset.</summary>
    /// <param name="mode">What else to build.</param>
    /// <param name="partition">DSS partition specification; null for all data.</param>
    /// <param name="cancellationToken">Stops the start; a job that was started meanwhile is aborted.</param>
    public Task<DssJob> StartBuildAsync(BuildMode mode = BuildMode.NonRecursiveForced, string? partition = null, CancellationToken cancellationToken = default) =>
        new DssJobs(_http, ProjectKey).StartAsync(new DssJobDefinition(mode) { Outputs = { new DssJobOutput(Name) { Partition = partition } } }, cancellationToken);

    /// <summary>What uses this dataset: recipes, analyses and so on.</summary>
    public Task<IReadOnlyList<JsonObject>> GetUsagesAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{ProjectKey}/datasets/{Name}/usages"), cancellationToken);

    /// <summary>Facts such as the last build.</summary>
    public async Task<DssDatasetInfo> GetInfoAsync(CancellationToken cancellationToken = default) =>
        new(await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/datasets/{Name}/info"), cancellationToken).ConfigureAwait(false));

    /// <summary>Where a column comes from and goes to, as DSS sees it.</summary>
    public Task<JsonNode?> GetColumnLineageAsync(string column, int? maxDatasetCount = null, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Get($"/projects/{ProjectKey}/datasets/{Name}/column-lineage").Query("columnName", column);
        if (maxDatasetCount is { } count)
            request.Query("maxDatasetCount", count);
        return _http.JsonAsync(request, cancellationToken);
    }

    /// <summary>Adds a file to a dataset of type <c>UploadedFiles</c>. The content is sent once and never repeated.</summary>
    public Task UploadFileAsync(string fileName, Stream content, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/datasets/{Name}/uploaded/files").File(content, fileName), cancellationToken);

    /// <summary>The files of a dataset of type <c>UploadedFiles</c>.</summary>
    public async Task<IReadOnlyList<DssFileItem>> ListUploadedFilesAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<JsonObject> files = await _http.ObjectsAsync(DssRequest.Get($"/projects/{ProjectKey}/datasets/{Name}/uploaded/files"), cancellationToken).ConfigureAwait(false);
        return [.. files.Select(raw => new DssFileItem(raw))];
    }

    /// <summary>Asks DSS to look at the data and propose format and schema. Nothing is saved.</summary>
    /// <param name="inferStorageTypes">Guess storage types instead of taking everything as text.</param>
    /// <param name="cancellationToken">Stops the task.</param>
    /// <exception cref="NotSupportedException">DSS has no detection for datasets of this type.</exception>
    public Task<JsonObject> DetectSettingsAsync(bool inferStorageTypes = false, CancellationToken cancellationToken = default) =>
        DssFormatDetection.DetectAsync(_http, this, inferStorageTypes, cancellationToken);

    /// <summary>Starts copying the data to another dataset, which must exist.</summary>
    /// <param name="target">The dataset to write.</param>
    /// <param name="syncSchema">Give the target this dataset's schema first.</param>
    /// <param name="append">Add to the target's rows instead of replacing them.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<DssFuture> StartCopyToAsync(DssDatasetHandle target, bool syncSchema = true, bool append = false, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject
        {
            ["targetProjectKey"] = target.ProjectKey, ["targetDatasetName"] = target.Name, ["syncSchema"] = syncSchema, ["writeMode"] = append ? "APPEND" : "OVERWRITE",
        };
        return DssFuture.Started(_http, await _http.ObjectAsync(DssRequest.Post($"/projects/{ProjectKey}/datasets/{Name}/actions/copyTo").Body(body), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Writes the dataset's definition to the Hive metastore.</summary>
    public Task SynchronizeHiveMetastoreAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/datasets/{Name}/actions/synchronizeHiveMetastore"), cancellationToken);

    /// <summary>Reads the dataset's definition from the Hive metastore.</summary>
    public Task UpdateFromHiveAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/datasets/{Name}/actions/updateFromHive"), cancellationToken);

    /// <summary>Renames the dataset; recipes follow, the storage path does not.</summary>
    public async Task<DssDatasetHandle> RenameAsync(string newName, CancellationToken cancellationToken = default)
    {
        await _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/actions/renameDataset").Body(new JsonObject { ["oldName"] = Name, ["newName"] = newName }), cancellationToken).ConfigureAwait(false);
        return new DssDatasetHandle(_http, ProjectKey, newName);
    }

    /// <summary>Deletes the dataset. DSS also deletes recipes that read it.</summary>
    /// <param name="dropData">Delete the data of a managed dataset too.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task DeleteAsync(bool dropData = false, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{ProjectKey}/datasets/{Name}").Query("dropData", dropData), cancellationToken);
}
