using DssTyped.Flow.Formula;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Formula;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps with formulas and conditions.</summary>
internal static class FormulaSteps
{
    /// <summary>Why a formula can't run; variables are not known yet, so what they stand for is looked at when the recipe runs.</summary>
    public static string? Refuse(string expression) =>
        expression.Contains("${", StringComparison.Ordinal) ? null : FormulaCompiler.Refuse(Flow.Formula.Formula.Parse(expression));

    public static string? RefuseVisualIf(VisualIfRule step)
    {
        foreach (VisualIfAction action in step.Branches.SelectMany(branch => branch.Actions).Concat(step.Otherwise))
        {
            if (action.Operator is not ("ASSIGN_VALUE" or "ASSIGN_COLUMN" or "ASSIGN_FORMULA"))
                return $"the action '{action.Operator}' is not known";
            if (action.Operator == "ASSIGN_FORMULA" && Refuse(action.Formula) is { } reason)
                return reason;
        }

        return step.Branches.Select(branch => TextFilter.Refuse(FilterSettings.Read(branch.Filter))).FirstOrDefault(reason => reason is not null);
    }

    public static void Create(CreateColumnWithGREL step, PrepareTable table)
    {
        CompiledFormula formula = Compile(step.Expression, table);
        step.Apply(table.Columns);
        int to = table.Slot(step.Column);
        int errors = step.ErrorColumn.Length > 0 ? table.Slot(step.ErrorColumn) : -1;
        table.Each(row =>
        {
            FormulaValue value = formula.Evaluate(row);
            row[to] = value.ToCell();
            if (errors >= 0)
                row[errors] = value.IsError ? value.Error : null;
        });
    }

    public static void Filter(FilterOnCustomFormula step, PrepareTable table)
    {
        CompiledFormula formula = Compile(step.Expression, table);
        if (step.Action.Kind is RowActionKind.ClearCell or RowActionKind.ClearOtherCells)
        {
            bool clears = step.Action.Kind == RowActionKind.ClearCell;
            if (table.Slot(step.ClearColumn) is >= 0 and int slot)
                table.Each(row => row[slot] = formula.Evaluate(row).IsTruish == clears ? null : row[slot]);

            return;
        }

        bool keeps = step.Action.Kind == RowActionKind.KeepRow;
        table.Where(row => formula.Evaluate(row).IsTruish == keeps);
    }

    public static void Flag(FlagOnCustomFormula step, PrepareTable table)
    {
        CompiledFormula formula = Compile(step.Expression, table);
        step.Apply(table.Columns);
        int to = table.Slot(step.Action.FlagColumn);
        table.Each(row => row[to] = formula.Evaluate(row).IsTruish ? "1" : null);
    }

    public static void VisualIf(VisualIfRule step, PrepareTable table)
    {
        (Func<string?[], bool> Holds, Func<string?[], string?>[] Values, string[] Outputs)[] branches =
        [
            .. step.Branches.Select(branch => (TextFilter.Compile(FilterSettings.Read(branch.Filter), table), Values(branch.Actions), Outputs(branch.Actions))),
            (_ => true, Values(step.Otherwise), Outputs(step.Otherwise)),
        ];
        step.Apply(table.Columns);
        int[][] slots = [.. branches.Select(branch => branch.Outputs.Select(table.Slot).ToArray())];
        table.Each(row =>
        {
            int chosen = Array.FindIndex(branches, branch => branch.Holds(row));
            string?[] values = [.. branches[chosen].Values.Select(value => value(row))];
            for (int i = 0; i < values.Length; i++)
                row[slots[chosen][i]] = PrepareTable.Cell(values[i]);
        });

        Func<string?[], string?>[] Values(IReadOnlyList<VisualIfAction> actions) => [.. actions.Select(action => ValueOf(action, table))];

        static string[] Outputs(IReadOnlyList<VisualIfAction> actions) => [.. actions.Select(action => action.Output)];
    }

    /// <summary>A formula on the table's columns as they are now.</summary>
    public static CompiledFormula Compile(string expression, PrepareTable table)
    {
        // Columns may change later; the formula sees those of its own place.
        var slots = table.Columns.All.ToDictionary(column => column.Name, table.Slot, StringComparer.Ordinal);
        return FormulaCompiler.Compile(expression, name => slots.TryGetValue(name, out int slot) ? slot : -1, table.Run.Formulas);
    }

    private static Func<string?[], string?> ValueOf(VisualIfAction action, PrepareTable table)
    {
        if (action.Operator == "ASSIGN_VALUE")
            return _ => action.Value;
        if (action.Operator == "ASSIGN_FORMULA")
            return Compile(action.Formula, table).Cell;

        int slot = table.Slot(action.Column);
        return row => slot < 0 ? null : row[slot];
    }
}
