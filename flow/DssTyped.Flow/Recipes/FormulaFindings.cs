using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Formula;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes;

/// <summary>Parses formulas of settings, with the project's variables put in, and reports what is wrong with them at its place.</summary>
internal static class FormulaFindings
{
    /// <summary>The formula; what DSS passes over is not reported.</summary>
    /// <param name="written">The formula as it stands in the settings.</param>
    /// <param name="span">Where it stands in the snapshot.</param>
    /// <param name="variable">The text of a project variable; null if it is not known.</param>
    /// <param name="columns">The names of the columns it can read; null if they are not all known.</param>
    /// <param name="report">Takes findings, without the recipe's name.</param>
    public static Formula.Formula Parse(string written, JsonSpan span, Func<string, string?> variable, IReadOnlyCollection<string>? columns, Action<FlowDiagnostic, JsonSpan, string[]> report)
    {
        string text = FormulaVariables.Expand(written, variable).Text;
        var formula = Formula.Formula.Parse(text);
        foreach (FormulaProblem problem in FormulaChecks.Check(formula, columns))
        {
            if (problem.IsDoubt)
                continue;

            JsonSpan place = text == written ? Within(span, text, problem.Span) : span;
            string nearest = FlowDiagnostics.DidYouMean(problem.Nearest);
            if (problem.Kind == FormulaProblemKind.UnknownColumn)
                report(FlowDiagnostics.UnknownColumnInFormula, place, [problem.Name, nearest]);
            else if (problem.Kind == FormulaProblemKind.UnknownFunction)
                report(FlowDiagnostics.UnknownFunction, place, [problem.Name, nearest]);
            else
                report(FlowDiagnostics.FormulaSyntax, place, [FormattableString.Invariant($"{problem.Message} (at character {problem.Span.Start + 1})")]);
        }

        return formula;
    }

    // Places in the text are places in the file if the string is written with the usual escapes; its length tells.
    private static JsonSpan Within(JsonSpan span, string text, FormulaSpan part) =>
        span.End - span.Start == WrittenLength(text, text.Length) + 2 && part.End <= text.Length
            ? new JsonSpan(span.Start + 1 + WrittenLength(text, part.Start), span.Start + 1 + WrittenLength(text, part.End))
            : span;

    private static int WrittenLength(string text, int end)
    {
        int length = 0;
        for (int i = 0; i < end; i++)
        {
            length += text[i] switch
            {
                '"' or '\\' or '\n' or '\r' or '\t' or '\b' or '\f' => 2,
                < ' ' => 6,
                < '\x80' => 1,
                < '\x800' => 2,

                // Each half of a pair stands for two of its four bytes.
                >= '\xD800' and <= '\xDFFF' => 2,
                _ => 3,
            };
        }

        return length;
    }
}
