namespace DssTyped.Flow.Formula;

internal enum FormulaTokenKind
{
    End,
    Name,
    Number,
    Text,
    Pattern,
    Variable,
    Symbol,
}

/// <summary>A token: for texts and patterns <paramref name="Text"/> is the unescaped content, else the spelling.</summary>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text, FormulaSpan Span, bool IgnoreCase = false)
{
    public bool Is(string symbol) => Kind == FormulaTokenKind.Symbol && Text == symbol;
}
