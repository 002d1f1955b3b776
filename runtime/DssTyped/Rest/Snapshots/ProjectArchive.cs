using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Gathers a project's objects through the API into a zip with the layout of an export: one file per object, named by it.</summary>
internal static class ProjectArchive
{
    private const string Root = "project_config/";

    // What the API adds to an object's own file.
    private static readonly string[] AddedByApi = ["name", "projectKey", "smartName"];

    public static async Task WriteAsync(DssProject project, Stream target, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);

        JsonObject metadata = await project.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        JsonObject parameters = (await project.GetSettingsAsync(cancellationToken).ConfigureAwait(false)).Raw;
        parameters["name"] = metadata.Text("label") ?? project.Key;
        foreach (string field in (string[])["shortDesc", "description", "tags"])
            parameters[field] = metadata[field]?.DeepClone();
        Add(zip, "params.json", parameters);
        Add(zip, "variables.json", (await project.Variables.GetAsync(cancellationToken).ConfigureAwait(false)).Child("standard") ?? []);

        IReadOnlyList<DssDatasetSettings> datasets = await project.Datasets.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (DssDatasetSettings dataset in Told("datasets", datasets, progress))
        {
            DssDatasetHandle handle = project.Datasets[dataset.Name];
            Add(zip, $"datasets/{dataset.Name}.json", Own((await handle.GetSettingsAsync(cancellationToken).ConfigureAwait(false)).Raw, AddedByApi));
            if (dataset.Type == EditableRows.DatasetType && await EditableRows.ReadAsync(handle, cancellationToken).ConfigureAwait(false) is { } rows)
                Add(zip, $"datasets/{dataset.Name}.data", rows);
        }

        foreach (DssRecipeItem recipe in Told("recipes", await project.Recipes.ListAsync(cancellationToken).ConfigureAwait(false), progress))
            AddRecipe(zip, await project.Recipes[recipe.Name].GetSettingsAsync(cancellationToken).ConfigureAwait(false));
        foreach (DssScenarioStatus scenario in Told("scenarios", await project.Scenarios.ListAsync(cancellationToken).ConfigureAwait(false), progress))
        {
            // Without the script of one in Python: a snapshot holds none.
            DssRequest request = DssRequest.Get($"/projects/{project.Key}/scenarios/{scenario.Id}");
            Add(zip, $"scenarios/{scenario.Id}.json", Own(await project.Http.ObjectAsync(request, cancellationToken).ConfigureAwait(false), ["id"]));
        }

        foreach (DssZone zone in await project.Flow.Zones.ListAsync(cancellationToken).ConfigureAwait(false))
            Add(zip, $"zones/{zone.Id}.json", Own(zone.Raw, ["id"]));

        await AddIdentifiedAsync(zip, "managed_folders", project.ManagedFolders.ListAsync, id => project.ManagedFolders[id].GetSettingsAsync(cancellationToken), progress, cancellationToken).ConfigureAwait(false);
        await AddIdentifiedAsync(zip, "saved_models", project.SavedModels.ListAsync, id => project.SavedModels[id].GetSettingsAsync(cancellationToken), progress, cancellationToken).ConfigureAwait(false);
        await AddIdentifiedAsync(zip, "model_evaluation_stores", token => project.EvaluationStores.ListAsync(null, token), id => project.EvaluationStores.GetSettingsAsync(id, cancellationToken), progress, cancellationToken).ConfigureAwait(false);
        await AddIdentifiedAsync(zip, "streaming_endpoints", project.StreamingEndpoints.ListAsync, id => project.StreamingEndpoints.GetSettingsAsync(id, cancellationToken), progress, cancellationToken).ConfigureAwait(false);
        await AddIdentifiedAsync(zip, "knowledge-banks", project.KnowledgeBanks.ListAsync, id => project.KnowledgeBanks.GetSettingsAsync(id, cancellationToken), progress, cancellationToken).ConfigureAwait(false);

        var manifest = new JsonObject { ["originalProjectKey"] = project.Key };
        if (project.Http.ServerVersion is { } version)
            manifest["generatedWithDSSVersion"] = version;
        AddText(zip, "export-manifest.json", manifest.ToJsonString());
    }

    private static async Task AddIdentifiedAsync(
        ZipArchive zip, string folder, Func<CancellationToken, Task<IReadOnlyList<JsonObject>>> list, Func<string, Task<JsonObject>> read, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (JsonObject item in Told(folder.Replace('_', ' ').Replace('-', ' '), await ListOrNoneAsync(list, cancellationToken).ConfigureAwait(false), progress))
        {
            if (item.Text("id") is { } id)
                Add(zip, $"{folder}/{id}.json", Own(await read(id).ConfigureAwait(false), ["id", "projectKey"]));
        }
    }

    /// <summary>The items, each told of before it is handed out.</summary>
    private static IEnumerable<T> Told<T>(string what, IReadOnlyList<T> items, IProgress<PullProgress>? progress) => items.Select((item, index) =>
    {
        progress?.Report(new PullProgress(what, index, items.Count));
        return item;
    });

    // Older servers lack some kinds of object altogether.
    private static async Task<IReadOnlyList<JsonObject>> ListOrNoneAsync(Func<CancellationToken, Task<IReadOnlyList<JsonObject>>> list, CancellationToken cancellationToken)
    {
        try
        {
            return await list(cancellationToken).ConfigureAwait(false);
        }
        catch (DssNotFoundException)
        {
            return [];
        }
    }

    private static void AddRecipe(ZipArchive zip, DssRecipeSettings recipe)
    {
        Add(zip, $"recipes/{recipe.Name}.json", Own(recipe.Recipe, AddedByApi));
        if (recipe.Payload is { Length: > 0 } payload)
            AddText(zip, $"{Root}recipes/{recipe.Name}.{PayloadFiles.ExtensionOf(recipe.Type)}", payload);
    }

    private static JsonObject Own(JsonObject raw, string[] without)
    {
        var own = (JsonObject)raw.DeepClone();
        foreach (string field in without)
            own.Remove(field);
        return own;
    }

    private static void Add(ZipArchive zip, string path, JsonObject value) => AddText(zip, Root + path, value.ToJsonString());

    private static void AddText(ZipArchive zip, string path, string text)
    {
        // Object names become file names; one with a slash would become another object's.
        if (path.Contains("..", StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal))
            throw new InvalidOperationException($"'{path}' cannot be a file of a project; the server sent an object with that name.");
        using Stream entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
