namespace DssTyped.Flow.Formula;

/// <summary>Finds what is wrong with a formula against the columns it can read.</summary>
public static class FormulaChecks
{
    /// <summary>Syntax problems, unknown functions, wrong numbers of arguments and unknown columns, in the order of the text.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="columns">The names of the columns; null if they are not all known, so none can be called unknown.</param>
    public static IReadOnlyList<FormulaProblem> Check(Formula formula, IReadOnlyCollection<string>? columns)
    {
        var problems = formula.Problems.ToList();
        foreach (CallNode call in formula.Root.SelfAndDescendants().OfType<CallNode>())
        {
            if (CheckCall(call) is { } problem)
                problems.Add(problem);
        }

        if (columns is not null)
        {
            foreach (FormulaColumn column in FormulaColumns.Of(formula).Named)
            {
                if (!columns.Contains(column.Name) && column.Name.IndexOf("${", StringComparison.Ordinal) < 0)
                {
                    string? nearest = NearestName.Of(column.Name, columns);
                    problems.Add(new FormulaProblem(FormulaProblemKind.UnknownColumn, column.Span, column.Name,
                        $"there is no column '{column.Name}' here{DidYouMean(nearest)}; an unknown column is always empty", nearest));
                }
            }
        }

        return [.. problems.OrderBy(problem => problem.Span.Start)];
    }

    private static FormulaProblem? CheckCall(CallNode call)
    {
        if (FormulaFunctions.Find(call.Function) is not { } function)
        {
            string? nearest = FormulaFunctions.NearestTo(call.Function);
            return new FormulaProblem(FormulaProblemKind.UnknownFunction, call.NameSpan, call.Function, $"there is no function '{call.Function}'{DidYouMean(nearest)}", nearest);
        }

        int count = call.Arguments.Count;
        return count < function.Least || (function.Most >= 0 && count > function.Most)
            ? new FormulaProblem(FormulaProblemKind.ArgumentCount, call.NameSpan, call.Function, $"'{call.Function}' takes {function.Arity} argument{(function is { Least: 1, Most: 1 } ? "" : "s")}, not {count}")
            : null;
    }

    private static string DidYouMean(string? nearest) => nearest is null ? "" : $"; did you mean '{nearest}'?";
}
