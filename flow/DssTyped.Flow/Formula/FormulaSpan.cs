namespace DssTyped.Flow.Formula;

/// <summary>A part of a formula's text, in UTF-16 units, end exclusive.</summary>
/// <param name="Start">The offset of the first character.</param>
/// <param name="End">The offset after the last character.</param>
public readonly record struct FormulaSpan(int Start, int End)
{
    /// <summary>The smallest span that holds this one and another.</summary>
    public FormulaSpan To(FormulaSpan other) => new(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
