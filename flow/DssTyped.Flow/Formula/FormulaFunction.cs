namespace DssTyped.Flow.Formula;

/// <summary>A function of the formula language.</summary>
/// <param name="Name">The name; case counts.</param>
/// <param name="Chapter">The chapter of DSS's reference it stands in.</param>
/// <param name="Least">The least number of arguments.</param>
/// <param name="Most">The greatest number of arguments; -1 for any number.</param>
/// <param name="Type">The type of the result where <paramref name="ResultOf"/> is <see cref="FormulaResult.Fixed"/>.</param>
/// <param name="ResultOf">What decides the type of the result.</param>
/// <param name="Support">How the local engine runs it.</param>
/// <param name="Note">What differs or why it is refused; empty if exact.</param>
public sealed record FormulaFunction(string Name, string Chapter, int Least, int Most, FormulaType Type, FormulaResult ResultOf, FormulaSupport Support, string Note)
{
    /// <summary>The indexes of arguments that only bind a name for the later ones (control structures).</summary>
    public IReadOnlyList<int> Binds { get; init; } = [];

    /// <summary>The arity as a message shows it: "2", "1 to 3" or "at least 1".</summary>
    public string Arity => Most == Least ? $"{Least}" : Most < 0 ? $"at least {Least}" : $"{Least} to {Most}";
}

/// <summary>What decides the type of a function's result.</summary>
public enum FormulaResult
{
    /// <summary>The function.</summary>
    Fixed,

    /// <summary>The column named by the first argument.</summary>
    ColumnValue,

    /// <summary>The second and third argument (<c>if</c>).</summary>
    LastTwo,

    /// <summary>The results of cases (<c>switch</c>).</summary>
    Cases,

    /// <summary>All arguments.</summary>
    AllArguments,
}

/// <summary>How the local engine runs a function.</summary>
public enum FormulaSupport
{
    /// <summary>As DSS's own engine, by its documentation or checked against its output.</summary>
    Exact,

    /// <summary>With a difference that the note states.</summary>
    Differs,

    /// <summary>Not at all; a formula that uses it is refused before anything runs.</summary>
    Refused,
}
