namespace DssTyped.Flow.Snapshots;

/// <summary>The project a snapshot was taken of.</summary>
/// <param name="ProjectKey">The project's key; a project folder does not have it, so it is given at import.</param>
/// <param name="Name">The project's name.</param>
/// <param name="DssVersion">The version of DSS that exported it; null if unknown.</param>
public sealed record ProjectInfo(string ProjectKey, string Name, string? DssVersion);
