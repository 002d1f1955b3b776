namespace DssTyped.Flow.Diagnostics;

/// <summary>How bad a finding is.</summary>
public enum FlowSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Likely a mistake.</summary>
    Warning,

    /// <summary>Wrong: a build or a program would fail.</summary>
    Error,
}
