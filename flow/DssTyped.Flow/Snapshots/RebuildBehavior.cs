namespace DssTyped.Flow.Snapshots;

/// <summary>When DSS may rebuild a dataset (<c>flowOptions.rebuildBehavior</c>).</summary>
public enum RebuildBehavior
{
    /// <summary>Whenever a build needs it.</summary>
    Normal,

    /// <summary>Only when a build names it; recursive builds leave it as it is.</summary>
    Explicit,

    /// <summary>Never.</summary>
    WriteProtect,
}
