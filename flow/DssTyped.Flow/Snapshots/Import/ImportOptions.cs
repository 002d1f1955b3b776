namespace DssTyped.Flow.Snapshots.Import;

/// <summary>How a project is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>The project's key; null to take it from the export's manifest.</summary>
    public string? ProjectKey { get; init; }

    /// <summary>
    /// Whether the settings of plugins (<c>customConfig</c>, <c>customFields</c>, parameters of applications) are kept. They are
    /// left out by default: they are free JSON in which plugins keep passwords too.
    /// </summary>
    public bool IncludePluginSettings { get; init; }
}

/// <summary>A project that was imported.</summary>
/// <param name="Snapshot">The snapshot, in canonical order.</param>
/// <param name="Notes">What was left out and why, for people, in the order of the files.</param>
public sealed record ImportResult(Snapshot Snapshot, IReadOnlyList<string> Notes);
