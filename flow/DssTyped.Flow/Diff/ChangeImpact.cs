namespace DssTyped.Flow.Diff;

/// <summary>What a change does to programs that were written against the old snapshot.</summary>
public enum ChangeImpact
{
    /// <summary>Code compiles as before; values may differ.</summary>
    Neutral,

    /// <summary>There is something new.</summary>
    Additive,

    /// <summary>A type holds more than before.</summary>
    Widening,

    /// <summary>Code that uses it fails to compile, or fails when it runs.</summary>
    Breaking,
}
