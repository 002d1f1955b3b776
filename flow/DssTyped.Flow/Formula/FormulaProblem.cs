namespace DssTyped.Flow.Formula;

/// <summary>Something wrong with a formula.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Span">Where in the formula's text.</param>
/// <param name="Name">The name it is about (function, column, variable); empty for syntax.</param>
/// <param name="Message">What is wrong and how to mend it, as one sentence without the formula's place.</param>
/// <param name="Nearest">The name most likely meant, or null.</param>
public sealed record FormulaProblem(FormulaProblemKind Kind, FormulaSpan Span, string Name, string Message, string? Nearest = null)
{
    /// <summary>Whether DSS still gives the formula a meaning, so that it is a doubt rather than an error.</summary>
    public bool IsDoubt => Kind is FormulaProblemKind.IgnoredText or FormulaProblemKind.SingleEquals;
}

/// <summary>The kinds of things that are wrong with formulas.</summary>
public enum FormulaProblemKind
{
    /// <summary>The text is no formula.</summary>
    Syntax,

    /// <summary>Text after the end of a complete formula; DSS ignores it.</summary>
    IgnoredText,

    /// <summary><c>=</c> where <c>==</c> is meant.</summary>
    SingleEquals,

    /// <summary>There is no such function.</summary>
    UnknownFunction,

    /// <summary>A function has too few or too many arguments.</summary>
    ArgumentCount,

    /// <summary>There is no such column.</summary>
    UnknownColumn,

    /// <summary>There is no such project variable.</summary>
    UnknownVariable,
}
