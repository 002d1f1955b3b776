namespace DssTyped;

/// <summary>The engine's schema of a dataset is not the one the program was compiled against.</summary>
public sealed class DssSchemaMismatchException : DssException
{
    /// <summary>The exception of one or more differences.</summary>
    public DssSchemaMismatchException(IReadOnlyList<string> differences)
        : base($"The flow has changed since the program was compiled: {string.Join("; ", differences)}. Import the snapshot again and recompile, or set SchemaCheck to Warn.") => Differences = differences;

    /// <summary>What differs, one line each.</summary>
    public IReadOnlyList<string> Differences { get; }
}
