using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One recipe, reached by name.</summary>
public sealed class DssRecipeHandle
{
    private readonly DssHttp _http;

    internal DssRecipeHandle(DssHttp http, string projectKey, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _http = http;
        ProjectKey = projectKey;
        Name = name;
    }

    /// <summary>Key of the project.</summary>
    public string ProjectKey { get; }

    /// <summary>Name of the recipe.</summary>
    public string Name { get; }

    /// <summary>Whether the recipe is there. Only DSS saying so makes it false.</summary>
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

    /// <summary>Settings and payload.</summary>
    public async Task<DssRecipeSettings> GetSettingsAsync(CancellationToken cancellationToken = default) =>
        new(_http, ProjectKey, Name, await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/recipes/{Name}"), cancellationToken).ConfigureAwait(false));

    /// <summary>Description, tags and custom fields.</summary>
    public Task<JsonObject> GetMetadataAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/recipes/{Name}/metadata"), cancellationToken);

    /// <summary>Replaces the metadata.</summary>
    public Task SetMetadataAsync(JsonObject metadata, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Put($"/projects/{ProjectKey}/recipes/{Name}/metadata").Body(metadata), cancellationToken);

    /// <summary>What DSS thinks of the recipe: engine, messages.</summary>
    public async Task<DssRecipeStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        new(await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/recipes/{Name}/status"), cancellationToken).ConfigureAwait(false));

    /// <summary>What would have to change in the output schemas to fit what the recipe produces now. DSS cannot tell for code recipes.</summary>
    public async Task<DssSchemaUpdates> ComputeSchemaUpdatesAsync(CancellationToken cancellationToken = default) =>
        new(_http, ProjectKey, Name, await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/recipes/{Name}/schema-update"), cancellationToken).ConfigureAwait(false));

    /// <summary>Starts a job that builds the recipe's first output, which runs the recipe and so builds all its outputs.</summary>
    /// <param name="mode">What else to build.</param>
    /// <param name="partition">DSS partition specification; null for all data.</param>
    /// <param name="cancellationToken">Stops the start; a job that was started meanwhile is aborted.</param>
    /// <exception cref="InvalidOperationException">The recipe is not in the flow, or has no output that can be built.</exception>
    public async Task<DssJob> StartRunAsync(BuildMode mode = BuildMode.NonRecursiveForced, string? partition = null, CancellationToken cancellationToken = default)
    {
        DssFlowGraph graph = await new DssFlowHandle(_http, ProjectKey).GetGraphAsync(cancellationToken).ConfigureAwait(false);
        DssFlowNode recipe = graph.Find(Name) ?? throw new InvalidOperationException($"Recipe {Name} is not in the flow of project {ProjectKey}.");
        if (recipe.Successors.Count == 0 || graph.Find(recipe.Successors[0]) is not { } output)
            throw new InvalidOperationException($"Recipe {Name} has no output, so it cannot be run.");
        string outputType = output.JobOutputType
            ?? throw new InvalidOperationException($"Recipe {Name} writes {output.Ref}, a {output.Type}, which a job cannot build.");
        return await new DssJobs(_http, ProjectKey).StartAsync(mode, [new DssJobOutput(output.Ref) { Type = outputType, Partition = partition }], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Renames the recipe.</summary>
    public async Task<DssRecipeHandle> RenameAsync(string newName, CancellationToken cancellationToken = default)
    {
        await _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/actions/renameRecipe").Body(new JsonObject { ["oldName"] = Name, ["newName"] = newName }), cancellationToken).ConfigureAwait(false);
        return new DssRecipeHandle(_http, ProjectKey, newName);
    }

    /// <summary>Deletes the recipe and keeps its outputs.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken = default) => _http.SendAsync(DssRequest.Delete($"/projects/{ProjectKey}/recipes/{Name}"), cancellationToken);
}
