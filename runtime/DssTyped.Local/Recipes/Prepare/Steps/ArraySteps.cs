using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Formula;
using DssTyped.Local.Formula.Functions;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps on JSON arrays.</summary>
internal static class ArraySteps
{
    public static void Sort(ArraySortProcessor step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        table.Map(from, table.Slot(step.Output.Length > 0 ? step.Output : step.Input), cell =>
        {
            if (ArrayOf(cell) is not { } items)
                return cell;

            IEnumerable<FormulaValue> sorted = step.SortingType == "ALPHA"
                ? items.OrderBy(item => item.ToText(), StringComparer.Ordinal)
                : items.OrderBy(item => item.AsNumber() ?? double.MaxValue);
            return FormulaJson.Write((step.Descending ? sorted.Reverse() : sorted).ToList());
        });
    }

    public static void Extract(ArrayExtractProcessor step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        table.Map(from, table.Slot(step.Output.Length > 0 ? step.Output : step.Input), cell =>
        {
            if (ArrayOf(cell) is not { } items)
                return null;

            FormulaValue array = items.ToList();
            return (step.ByIndex ? ValueFunctions.Get(array, (long)step.Index, FormulaValue.Null) : ValueFunctions.Slice(array, (long)step.Begin, (long)step.End)).ToCell();
        });
    }

    public static void Concat(ConcatArrays step, PrepareTable table)
    {
        int[] from = [.. step.Inputs.Select(table.Slot).Where(slot => slot >= 0)];
        step.Apply(table.Columns);
        int to = table.Slot(step.Output);
        table.Each(row => row[to] = FormulaJson.Write(from.SelectMany(slot => ArrayOf(row[slot]) ?? []).ToList()));
    }

    public static void Zip(ZipArrays step, PrepareTable table)
    {
        (string Name, int Slot)[] from = [.. step.Inputs.Select(name => (name, table.Slot(name))).Where(input => input.Item2 >= 0)];
        step.Apply(table.Columns);
        int to = table.Slot(step.Output);
        table.Each(row =>
        {
            (string Name, IReadOnlyList<FormulaValue> Items)[] arrays = [.. from.Select(input => (input.Name, ArrayOf(row[input.Slot]) ?? []))];
            int length = arrays.Length == 0 ? 0 : arrays.Max(array => array.Items.Count);
            var objects = new List<FormulaValue>(length);
            for (int i = 0; i < length; i++)
            {
                var fields = new FormulaObject();
                foreach ((string name, IReadOnlyList<FormulaValue> items) in arrays)
                {
                    if (i < items.Count)
                        fields.Set(name, items[i]);
                }

                objects.Add(fields);
            }

            row[to] = FormulaJson.Write(objects);
        });
    }

    private static IReadOnlyList<FormulaValue>? ArrayOf(string? cell) => cell is null ? null : FormulaJson.Parse(cell) is { Kind: FormulaKind.Array } array ? array.Array : null;
}
