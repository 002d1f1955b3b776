namespace DssTyped;

/// <summary>When a dataset may be rebuilt (<c>flowOptions.rebuildBehavior</c> in DSS).</summary>
public enum RebuildBehavior
{
    /// <summary>Whenever a build needs it.</summary>
    Normal,

    /// <summary>Only when a build names it; recursive builds leave it as it is.</summary>
    Explicit,

    /// <summary>Never.</summary>
    WriteProtect,
}
