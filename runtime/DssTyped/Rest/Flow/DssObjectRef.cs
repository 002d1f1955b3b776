using System.Text.Json.Serialization;

namespace DssTyped.Rest;

/// <summary>Points to an object of a flow.</summary>
/// <param name="ObjectType">DSS type: DATASET, RECIPE, MANAGED_FOLDER, SAVED_MODEL, MODEL_EVALUATION_STORE, STREAMING_ENDPOINT, RETRIEVABLE_KNOWLEDGE, LABELING_TASK.</param>
/// <param name="ObjectId">Name of a dataset or recipe, id of anything else.</param>
public sealed record DssObjectRef(string ObjectType, string ObjectId)
{
    /// <summary>Owner, for an object of another project; null for the project's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public string? ProjectKey { get; init; }

    /// <summary>A dataset of the project.</summary>
    public static DssObjectRef Dataset(string name, string? projectKey = null) => new("DATASET", name) { ProjectKey = projectKey };

    /// <summary>A recipe of the project.</summary>
    public static DssObjectRef Recipe(string name) => new("RECIPE", name);

    /// <summary>A managed folder of the project.</summary>
    public static DssObjectRef ManagedFolder(string id, string? projectKey = null) => new("MANAGED_FOLDER", id) { ProjectKey = projectKey };

    /// <summary>A saved model of the project.</summary>
    public static DssObjectRef SavedModel(string id, string? projectKey = null) => new("SAVED_MODEL", id) { ProjectKey = projectKey };
}
