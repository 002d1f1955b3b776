using DssTyped.Local.Formula.Functions;

namespace DssTyped.Local.Formula;

/// <summary>A function's code.</summary>
/// <param name="Run">Computes the result; arguments are as many as the catalogue allows.</param>
/// <param name="TakesErrors">Whether it looks at errors itself; else an error among the arguments is the result.</param>
internal sealed record FormulaImplementation(Func<FormulaValue[], FormulaValue> Run, bool TakesErrors = false);

/// <summary>The code of every function that is not refused and no control structure.</summary>
internal static class FormulaImplementations
{
    private static readonly Dictionary<string, FormulaImplementation> ByName =
        new[] { MathFunctions.All, TextFunctions.All, DateFunctions.All, ValueFunctions.All }
            .SelectMany(chapter => chapter).ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);

    /// <summary>The function of that name, or null.</summary>
    public static FormulaImplementation? Find(string name) => ByName.GetValueOrDefault(name);
}
