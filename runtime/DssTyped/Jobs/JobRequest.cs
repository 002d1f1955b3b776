namespace DssTyped;

/// <summary>A job to start.</summary>
/// <param name="Outputs">What to build; at least one.</param>
/// <param name="Mode">What else is built.</param>
public sealed record JobRequest(IReadOnlyList<JobOutput> Outputs, BuildMode Mode)
{
    /// <summary>Whether output schemas are brought up to date before each recipe runs (<c>autoUpdateSchemaBeforeEachRecipeRun</c>).</summary>
    public bool AutoUpdateSchemas { get; init; }

    /// <summary>What to do when live and compiled schemas differ.</summary>
    public SchemaCheck SchemaCheck { get; init; }

    /// <summary>The schemas the program was compiled against; empty if there are none.</summary>
    public IReadOnlyList<DatasetSchema> CompiledSchemas { get; init; } = [];
}
