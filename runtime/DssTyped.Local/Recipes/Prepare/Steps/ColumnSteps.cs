using DssTyped.Flow.Formula;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps that copy, fill, join and arrange columns.</summary>
internal static class ColumnSteps
{
    /// <summary>Renaming, moving and removing columns touches no cell.</summary>
    public static void ApplyOnly(Processor step, PrepareTable table) => step.Apply(table.Columns);

    public static void Copy(ColumnCopier step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from >= 0 && table.Slot(step.Output) is >= 0 and int to)
            table.Each(row => row[to] = row[from]);
    }

    public static void Fill(FillColumn step, PrepareTable table)
    {
        step.Apply(table.Columns);
        int to = table.Slot(step.Column);
        string? value = PrepareTable.Cell(FormulaVariables.Expand(step.Value, table.Run.Formulas.Text).Text);
        table.Each(row => row[to] = value);
    }

    public static void Concat(ColumnsConcat step, PrepareTable table)
    {
        int[] from = [.. step.Inputs.Select(table.Slot).Where(slot => slot >= 0)];
        step.Apply(table.Columns);
        int to = table.Slot(step.Output);
        table.Each(row => row[to] = PrepareTable.Cell(string.Join(step.Separator, from.Select(slot => row[slot]).Where(cell => !string.IsNullOrEmpty(cell)))));
    }

    public static void Coalesce(Coalesce step, PrepareTable table)
    {
        int[] from = table.Slots(step.Scope);
        step.Apply(table.Columns);
        int to = table.Slot(step.Output);
        table.Each(row => row[to] = from.Select(slot => row[slot]).FirstOrDefault(cell => !string.IsNullOrEmpty(cell)) ?? PrepareTable.Cell(step.Otherwise));
    }

    public static void BuildContext(EnrichWithBuildContextProcessor step, PrepareTable table)
    {
        step.Apply(table.Columns);
        if (step.DateOutput.Length == 0)
            return;

        int to = table.Slot(step.DateOutput);
        string now = DssDates.Text(table.Run.Formulas.Time.GetUtcNow().UtcDateTime);
        table.Each(row => row[to] = now);
    }
}
