using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>A recipe in the making. Methods return the builder; <see cref="CreateAsync"/> sends.</summary>
public sealed class DssRecipeBuilder
{
    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly string _type;
    private readonly string? _name;
    private readonly DssRecipeCreation _creation;
    private readonly JsonObject _prototype = new() { ["inputs"] = new JsonObject(), ["outputs"] = new JsonObject() };
    private readonly JsonObject _settings = [];
    private readonly List<string> _virtualInputs = [];
    private readonly List<Func<CancellationToken, Task>> _before = [];

    internal DssRecipeBuilder(DssHttp http, string projectKey, string type, string? name)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        _http = http;
        _projectKey = projectKey;
        _type = DssRecipeCreations.DssType(type);
        _name = name;
        _creation = DssRecipeCreations.For(_type);
        if (_creation is DssRecipeCreation.SingleOutput or DssRecipeCreation.VirtualInputs)
            SetOutputCreation(dataset: null, datasetSettings: null, folder: null, folderSettings: null);
        if (_creation is DssRecipeCreation.Code)
            _settings["script"] = null;
    }

    /// <summary>Adds an input: a dataset by name, or a folder, model or store by id.</summary>
    /// <param name="reference">Name or id.</param>
    /// <param name="role">DSS role, for example <c>main</c>, <c>model</c> or <c>reference</c>.</param>
    /// <param name="projectKey">Owner, for an object shared by another project.</param>
    public DssRecipeBuilder WithInput(string reference, string role = "main", string? projectKey = null)
    {
        string full = projectKey is null || string.Equals(projectKey, _projectKey, StringComparison.Ordinal) ? reference : $"{projectKey}.{reference}";
        if (_creation is DssRecipeCreation.VirtualInputs)
            _virtualInputs.Add(full);
        else
            DssRecipeRoles.Add(_prototype, "inputs", role, new JsonObject { ["ref"] = full });
        return this;
    }

    /// <summary>Adds an output that exists: a dataset by name, or a folder, model or store by id.</summary>
    /// <param name="reference">Name or id.</param>
    /// <param name="append">Add rows instead of replacing them.</param>
    /// <param name="role">DSS role.</param>
    public DssRecipeBuilder WithOutput(string reference, bool append = false, string role = "main")
    {
        if (_creation is DssRecipeCreation.SingleOutput or DssRecipeCreation.VirtualInputs)
            SetOutputCreation(dataset: false, datasetSettings: null, folder: null, folderSettings: null);
        return AddOutput(reference, append, role);
    }

    /// <summary>Adds a new managed dataset as output.</summary>
    /// <param name="name">Name of the dataset.</param>
    /// <param name="storage">Where it is stored.</param>
    /// <param name="append">Add rows instead of replacing them.</param>
    /// <param name="overwrite">Delete a dataset of this name, with its data, first.</param>
    /// <exception cref="NotSupportedException">DSS wants the outputs of this recipe type to exist before.</exception>
    public DssRecipeBuilder WithNewOutput(string name, DssManagedStorage storage, bool append = false, bool overwrite = false)
    {
        switch (_creation)
        {
            case DssRecipeCreation.SingleOutput or DssRecipeCreation.VirtualInputs:
                if (overwrite)
                    _before.Add(token => DropAsync(name, token));
                SetOutputCreation(dataset: true, DatasetSettings(storage), folder: null, folderSettings: null);
                break;
            case DssRecipeCreation.Code:
                // A code recipe does not make its outputs; partitioning is copied when the recipe is created.
                _before.Add(token => new DssDatasets(_http, _projectKey).CreateManagedAsync(name, storage with { PartitioningOption = null }, overwrite, token));
                if (storage.PartitioningOption is { } partitioning)
                    _settings["partitioningOptionId"] = partitioning;
                break;
            default:
                throw new NotSupportedException($"DSS does not make the outputs of a '{_type}' recipe; create dataset {name} first and use WithOutput.");
        }

        return AddOutput(name, append, "main");
    }

    /// <summary>Adds a new managed folder as output, for recipes that write files.</summary>
    public DssRecipeBuilder WithNewOutputFolder(string name, string connection, string? typeOption = null, string? partitioningOption = null)
    {
        if (_creation is not DssRecipeCreation.SingleOutput)
            throw new NotSupportedException($"DSS does not make the folder of a '{_type}' recipe; create folder {name} first and use WithOutput.");
        SetOutputCreation(dataset: null, datasetSettings: null, folder: true, new JsonObject
        {
            ["connectionId"] = connection, ["typeOptionId"] = typeOption, ["partitioningOptionId"] = partitioningOption,
        });
        return AddOutput(name, append: false, "main");
    }

    /// <summary>Makes a knowledge bank the output of an embedding recipe.</summary>
    public DssRecipeBuilder WithKnowledgeBank(string name, string embeddingModelId, string vectorStore = "CHROMA") =>
        WithSetting("outputRetrievableKnowledgeName", name).WithSetting("embeddingLLMId", embeddingModelId).WithSetting("vectorStoreType", vectorStore);

    /// <summary>The code of a code recipe.</summary>
    public DssRecipeBuilder WithScript(string script) => WithSetting("script", script);

    /// <summary>The first key of a grouping recipe.</summary>
    public DssRecipeBuilder WithGroupKey(string column) => WithSetting("groupKey", column);

    /// <summary>The first key of an upsert recipe.</summary>
    public DssRecipeBuilder WithUpsertKey(string column) => WithSetting("upsertKey", column);

    /// <summary>Takes the payload as it is, without DSS's own defaults.</summary>
    public DssRecipeBuilder WithRawPayload(string payload) => WithSetting("rawCreation", true).WithSetting("rawPayload", payload);

    /// <summary>Sets any creation setting by DSS's own name.</summary>
    public DssRecipeBuilder WithSetting(string name, JsonNode? value)
    {
        _settings[name] = value;
        return this;
    }

    /// <summary>Takes inputs, outputs, parameters and everything else but name, type and payload from a whole definition.</summary>
    internal DssRecipeBuilder WithPrototype(JsonObject recipe)
    {
        _settings.Clear();
        foreach ((string field, JsonNode? value) in recipe)
        {
            if (field is not ("name" or "type" or "projectKey" or "payload"))
                _prototype[field] = value?.DeepClone();
        }

        return this;
    }

    /// <summary>Creates the recipe. DSS may change the name: go on with the handle that is returned.</summary>
    public async Task<DssRecipeHandle> CreateAsync(CancellationToken cancellationToken = default)
    {
        foreach (Func<CancellationToken, Task> step in _before)
            await step(cancellationToken).ConfigureAwait(false);

        _prototype["type"] = _type;
        _prototype["name"] = _name;
        _prototype["projectKey"] = _projectKey;
        if (_virtualInputs.Count > 0)
            _settings["virtualInputs"] = _virtualInputs.ToJsonArray();
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/recipes/")
            .Body(new JsonObject { ["recipePrototype"] = _prototype.DeepClone(), ["creationSettings"] = _settings.DeepClone() });
        JsonObject answer = await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false);
        return new DssRecipeHandle(_http, _projectKey, answer.Text("name") ?? _name ?? throw _http.NotWhatWasExpected(request, "the name of a recipe"));
    }

    private DssRecipeBuilder AddOutput(string reference, bool append, string role)
    {
        DssRecipeRoles.Add(_prototype, "outputs", role, new JsonObject { ["ref"] = reference, ["appendMode"] = append });
        return this;
    }

    private void SetOutputCreation(bool? dataset, JsonObject? datasetSettings, bool? folder, JsonObject? folderSettings)
    {
        _settings["createOutputDataset"] = dataset;
        _settings["outputDatasetSettings"] = datasetSettings;
        _settings["createOutputFolder"] = folder;
        _settings["outputFolderSettings"] = folderSettings;
    }

    private static JsonObject DatasetSettings(DssManagedStorage storage) => new()
    {
        ["connectionId"] = storage.Connection,
        ["typeOptionId"] = storage.TypeOption,
        ["specificSettings"] = new JsonObject { ["formatOptionId"] = storage.FormatOption, ["overrideSQLSchema"] = null },
        ["partitioningOptionId"] = storage.PartitioningOption,
    };

    private async Task DropAsync(string name, CancellationToken cancellationToken)
    {
        var dataset = new DssDatasetHandle(_http, _projectKey, name);
        if (await dataset.ExistsAsync(cancellationToken).ConfigureAwait(false))
            await dataset.DeleteAsync(dropData: true, cancellationToken).ConfigureAwait(false);
    }
}
