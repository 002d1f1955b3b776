using System.Text;

namespace DssTyped.Flow.Formula;

/// <summary>Puts project variables into a formula's text, as DSS does before it parses: <c>${name}</c> becomes the variable's text, inside quotes too.</summary>
public static class FormulaVariables
{
    /// <summary>The text with every known variable replaced; unknown ones stay and are reported (DSS fails on them).</summary>
    /// <param name="text">The formula.</param>
    /// <param name="valueOf">The text of a variable; null if there is none of that name.</param>
    public static (string Text, IReadOnlyList<FormulaProblem> Problems) Expand(string text, Func<string, string?> valueOf)
    {
        if (text.IndexOf("${", StringComparison.Ordinal) < 0)
            return (text, []);

        var result = new StringBuilder(text.Length);
        var problems = new List<FormulaProblem>();
        int at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and int start && text.IndexOf('}', start) is > 0 and int end)
        {
            string name = text.Substring(start + 2, end - start - 2);
            result.Append(text, at, start - at);
            if (valueOf(name) is { } value)
            {
                result.Append(value);
            }
            else
            {
                result.Append(text, start, end + 1 - start);
                problems.Add(new FormulaProblem(FormulaProblemKind.UnknownVariable, new FormulaSpan(start, end + 1), name, $"there is no project variable '{name}'; define it in the project's variables"));
            }

            at = end + 1;
        }

        return (result.Append(text, at, text.Length - at).ToString(), problems);
    }
}
