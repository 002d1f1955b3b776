namespace DssTyped.Flow.Json;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 units.</param>
public readonly record struct LinePosition(int Line, int Column)
{
    /// <summary>The place as compilers print it: <c>(line,column)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({Line},{Column})");
}
