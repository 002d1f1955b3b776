using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps that fill empty cells.</summary>
internal static class FillSteps
{
    public static void Value(FillEmptyWithValue step, PrepareTable table)
    {
        int[] slots = table.Slots(step.Scope);
        step.Apply(table.Columns);
        string? value = PrepareTable.Cell(step.Value);
        table.Each(row =>
        {
            foreach (int slot in slots)
            {
                if (string.IsNullOrEmpty(row[slot]))
                    row[slot] = value;
            }
        });
    }

    public static void UpDown(UpDownFiller step, PrepareTable table)
    {
        int[] slots = table.Slots(step.Scope);
        step.Apply(table.Columns);
        if (step.FromNext)
        {
            List<string?[]> rows = table.Materialize();
            FillFrom(slots, Enumerable.Reverse(rows));
            return;
        }

        string?[] last = new string?[slots.Length];
        table.Each(row => FillRow(slots, row, last));
    }

    public static void Computed(FillEmptyWithComputedValue step, PrepareTable table)
    {
        int[] slots = table.Slots(step.Scope);
        step.Apply(table.Columns);
        List<string?[]> rows = table.Materialize();
        foreach (int slot in slots)
        {
            if (ValueOf(step.Mode, rows.Select(row => row[slot]).Where(cell => !string.IsNullOrEmpty(cell)).OfType<string>()) is not { } value)
                continue;

            foreach (string?[] row in rows)
            {
                if (string.IsNullOrEmpty(row[slot]))
                    row[slot] = value;
            }
        }
    }

    private static string? ValueOf(string mode, IEnumerable<string> cells)
    {
        if (mode == "MODE")
            return cells.GroupBy(cell => cell, StringComparer.Ordinal).MaxBy(group => group.Count())?.Key;

        double[] numbers = [.. cells.Select(JavaNumbers.Parse).OfType<double>()];
        if (numbers.Length == 0)
            return null;
        if (mode == "MEAN")
            return JavaText.Of(numbers.Sum() / numbers.Length);

        Array.Sort(numbers);
        int middle = numbers.Length / 2;
        return JavaText.Of(numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2);
    }

    private static void FillFrom(int[] slots, IEnumerable<string?[]> rows)
    {
        string?[] last = new string?[slots.Length];
        foreach (string?[] row in rows)
            FillRow(slots, row, last);
    }

    private static void FillRow(int[] slots, string?[] row, string?[] last)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            if (string.IsNullOrEmpty(row[slots[i]]))
                row[slots[i]] = last[i];
            else
                last[i] = row[slots[i]];
        }
    }
}
