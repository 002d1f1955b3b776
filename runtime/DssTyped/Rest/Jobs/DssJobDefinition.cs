using System.Text.Json.Serialization;

namespace DssTyped.Rest;

/// <summary>What a job is to do.</summary>
public sealed class DssJobDefinition
{
    /// <summary>A job of the given mode, without outputs yet.</summary>
    public DssJobDefinition(BuildMode mode = BuildMode.NonRecursiveForced) => Mode = mode;

    /// <summary>What to build beside the outputs.</summary>
    [JsonIgnore]
    public BuildMode Mode { get; }

    /// <summary>The mode as DSS writes it.</summary>
    public string Type => BuildModes.NameOf(Mode);

    /// <summary>Update the Hive metastore after the build.</summary>
    public bool RefreshHiveMetastore { get; set; }

    /// <summary>What to build.</summary>
    public IList<DssJobOutput> Outputs { get; } = [];

    /// <summary>Bring the output schemas of visual recipes up to date before each runs.</summary>
    public bool AutoUpdateSchemaBeforeEachRecipeRun { get; set; }
}

/// <summary>One thing a job builds.</summary>
/// <param name="Id">Name of the dataset, or id of the folder, model, store or knowledge bank.</param>
public sealed record DssJobOutput(string Id)
{
    /// <summary>DSS object type: DATASET, MANAGED_FOLDER, SAVED_MODEL, STREAMING_ENDPOINT, MODEL_EVALUATION_STORE, RETRIEVABLE_KNOWLEDGE; null means a dataset.</summary>
    public string? Type { get; init; }

    /// <summary>Project of the output; null for the job's own.</summary>
    public string? ProjectKey { get; init; }

    /// <summary>DSS partition specification, for example <c>2026-01-01,2026-01-02</c>; null for all data.</summary>
    public string? Partition { get; init; }
}

/// <summary>The answer to a job start.</summary>
internal sealed class DssJobStarted
{
    public string? Id { get; set; }
}
