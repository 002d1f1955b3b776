using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Formula;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps on JSON objects.</summary>
internal static class JsonSteps
{
    public static void Flatten(JSONFlattener step, PrepareTable table)
    {
        if (table.Columns.Find(step.Input) is not { } input)
            return;

        int from = table.Slot(input);
        List<string?[]> rows = table.Materialize();
        var found = new FoundColumns(table, input);
        foreach (string?[] row in rows)
        {
            if (row[from] is { Length: > 0 } cell && FormulaJson.Parse(cell) is { } value && (value.Kind == FormulaKind.Object || (value.Kind == FormulaKind.Array && step.FlattenArrays)))
                Fields(step, value, step.PrefixOutputs ? input.Name + step.Separator : "", 1, (name, text) => found.Set(row, name, text));
        }

        found.Finish(rows);
    }

    public static void Nest(NestProcessor step, PrepareTable table)
    {
        (string Name, int Slot)[] from = [.. step.Scope.In(table.Columns).Select(column => (column.Name, table.Slot(column)))];
        step.Apply(table.Columns);
        int to = table.Slot(step.Output);
        table.Each(row =>
        {
            var fields = new FormulaObject();
            foreach ((string name, int slot) in from)
            {
                if (!string.IsNullOrEmpty(row[slot]))
                    fields.Set(name, Typed(row[slot]!));
            }

            row[to] = FormulaJson.Write(fields);
        });
    }

    public static void FoldObject(ObjectFoldProcessor step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        int key = table.Slot(step.Outputs.Key), value = table.Slot(step.Outputs.Value);
        table.Expand(row =>
        {
            if (row[from] is not { } cell || FormulaJson.Parse(cell) is not { Kind: FormulaKind.Object } fields)
                return step.KeepsOthers ? [row] : [];
            if (fields.Object.Fields.Count == 0)
                return step.KeepsEmptyObjects ? [row] : [];

            return fields.Object.Fields.Select(field =>
            {
                string?[] copy = [.. row];
                copy[key] = field.Key;
                copy[value] = field.Value.ToCell();
                return copy;
            });
        });
    }

    // Numbers and JSON stay what they are.
    private static FormulaValue Typed(string cell) =>
        cell[0] is '{' or '[' && FormulaJson.Parse(cell) is { Kind: FormulaKind.Object or FormulaKind.Array } nested ? nested
        : FormulaValue.OfCell(cell) is { IsNumber: true } number ? number
        : cell;

    private static void Fields(JSONFlattener step, FormulaValue value, string prefix, int depth, Action<string, string?> add)
    {
        IEnumerable<(string Name, FormulaValue Value)> fields = value.Kind == FormulaKind.Object
            ? value.Object.Fields.Select(field => (field.Key, field.Value))
            : value.Array.Select((item, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), item));
        foreach ((string name, FormulaValue field) in fields)
        {
            bool opens = depth < step.MaxDepth && (field.Kind == FormulaKind.Object || (field.Kind == FormulaKind.Array && step.FlattenArrays));
            if (opens)
                Fields(step, field, prefix + name + step.Separator, depth + 1, add);
            else
                add(prefix + name, field.Kind == FormulaKind.Null ? (step.NullAsEmpty ? null : "null") : field.ToText());
        }
    }
}
