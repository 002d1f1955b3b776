using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Formula;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps that make rows from columns and columns from rows.</summary>
internal static class ReshapeSteps
{
    public static void SplitColumn(ColumnSplitter step, PrepareTable table)
    {
        if (table.Columns.Find(step.Input) is not { } input)
            return;

        int from = table.Slot(input);
        if (step.ToArray)
        {
            step.Apply(table.Columns);
            table.Map(from, table.Slot(step.Prefix), cell => cell is null ? null : FormulaJson.Write(Chunks(cell, step).Select(chunk => (FormulaValue)chunk).ToList()));
            return;
        }

        if (step.IsLimited)
        {
            step.Apply(table.Columns);
            int[] to = [.. Enumerable.Range(0, step.Limit).Select(i => table.Slot(Matches.Numbered(step.Prefix, i)))];
            table.Each(row =>
            {
                string[] chunks = Chunks(row[from], step);
                for (int i = 0; i < to.Length; i++)
                    row[to[i]] = i < chunks.Length ? PrepareTable.Cell(chunks[i]) : null;
            });
            return;
        }

        // How many columns there are is only known after the last row.
        List<string?[]> rows = table.Materialize();
        string[][] all = [.. rows.Select(row => Chunks(row[from], step))];
        int width = all.Length == 0 ? 0 : all.Max(chunks => chunks.Length);
        PrepareColumn after = input;
        int[] slots = new int[width];
        for (int i = 0; i < width; i++)
        {
            after = table.Columns.Put(Matches.Numbered(step.Prefix, i), StorageType.Unknown, [input], after);
            slots[i] = table.Slot(after);
        }

        table.Replace(Filled(rows, all, slots, table));
    }

    public static void SplitFold(SplitFold step, PrepareTable table)
    {
        int slot = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (slot < 0)
            return;

        table.Expand(row =>
        {
            // A text without a separator is left as it is, blanks around it too.
            if (string.IsNullOrEmpty(row[slot]) || step.Separator.Length == 0 || !row[slot]!.Contains(step.Separator, StringComparison.Ordinal))
                return [row];

            string[] chunks = row[slot]!.Split(step.Separator);
            if (step.Trim)
                chunks = [.. chunks.Select(chunk => chunk.Trim())];
            if (!step.KeepEmpty)
                chunks = [.. chunks.Where(chunk => chunk.Length > 0)];

            return chunks.Select(chunk => With(row, slot, chunk));
        });
    }

    public static void FoldArray(ArrayFold step, PrepareTable table)
    {
        int slot = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (slot < 0)
            return;

        table.Expand(row =>
        {
            if (row[slot] is not { } cell || FormulaJson.Parse(cell) is not { Kind: FormulaKind.Array } array)
                return [row];

            return array.Array.Count == 0 ? [With(row, slot, null)] : array.Array.Select(item => With(row, slot, item.ToCell()));
        });
    }

    public static void FoldColumns(MultiColumnFold step, PrepareTable table) =>
        Fold(step, [.. step.Inputs.Select(table.Columns.Find).OfType<PrepareColumn>()], step.NameColumn, step.ValueColumn, table, name => name, keepsEmpty: true);

    public static void FoldByPattern(MultiColumnByPrefixFold step, PrepareTable table)
    {
        // A group in the pattern is the part of the name that is kept. Unlike the fold of listed columns, this one makes no rows of empty cells.
        System.Text.RegularExpressions.Regex pattern = ColumnScope.FullMatch(step.Pattern)!;
        Fold(step, step.Folded(table.Columns), step.NameColumn, step.ValueColumn, table, name => pattern.Match(name) is { Groups.Count: > 1 } match ? match.Groups[1].Value : name, keepsEmpty: false);
    }

    public static void Unfold(Unfold step, PrepareTable table) =>
        UnfoldValues(table, step.Input, step.Prefix, step.Limit, step.OverflowAction, step.Label, cell => string.IsNullOrEmpty(cell) ? [] : [cell]);

    public static void SplitUnfold(SplitUnfold step, PrepareTable table) =>
        UnfoldValues(table, step.Input, step.Prefix, step.Limit, step.OverflowAction, step.Label,
            cell => string.IsNullOrEmpty(cell) ? [] : step.Separator.Length == 0 ? [cell] : cell.Split(step.Separator).Where(chunk => step.KeepEmpty || chunk.Length > 0), counts: true);

    public static void UnfoldArray(ArrayUnfold step, PrepareTable table) =>
        UnfoldValues(table, step.Input, step.Prefix, step.Limit, step.OverflowAction, step.Label,
            cell => cell is not null && FormulaJson.Parse(cell) is { Kind: FormulaKind.Array } array ? array.Array.Select(item => item.ToText()) : [], step.CountsValues);

    public static void Repeat(GenerateBigData step, PrepareTable table) =>
        table.Expand(row => Enumerable.Range(0, Math.Max(1, step.Factor)).Select(i => i == 0 ? row : [.. row]));

    public static void Pivot(Flow.Recipes.Prepare.Processors.Pivot step, PrepareTable table)
    {
        if (table.Columns.Find(step.Index) is not { } index || table.Columns.Find(step.Labels) is not { } labels || table.Columns.Find(step.Values) is not { } values)
            throw new RecipeFailedException($"{step.Label} needs the columns '{step.Index}', '{step.Labels}' and '{step.Values}'.");

        (int indexSlot, int labelSlot, int valueSlot) = (table.Slot(index), table.Slot(labels), table.Slot(values));
        int[] others = [.. table.Columns.All.Where(column => column != index).Select(table.Slot)];
        List<string?[]> rows = table.Materialize();
        var found = new FoundColumns(table, index);
        List<string?[]> result = [];
        foreach (string?[][] members in Runs(rows, indexSlot))
        {
            string?[] pivoted = [.. members[0]];
            foreach (int other in others)
            {
                bool constant = Array.TrueForAll(members, member => member[other] == members[0][other]);
                if (!constant && step.OtherColumns != "KEEP_FIRST")
                    pivoted[other] = null;
            }

            foreach (string?[] member in members)
            {
                if (member[labelSlot]?.Trim() is { Length: > 0 } label)
                    found.Set(pivoted, label, member[valueSlot]);
            }

            result.Add(pivoted);
        }

        found.Finish(result, table.Columns.All[^1]);
    }

    // Each change of the index starts a new row, also where a value comes back.
    private static IEnumerable<string?[][]> Runs(List<string?[]> rows, int slot)
    {
        for (int start = 0, end; start < rows.Count; start = end)
        {
            end = start + 1;
            while (end < rows.Count && (rows[end][slot] ?? "") == (rows[start][slot] ?? ""))
                end++;

            yield return [.. rows[start..end]];
        }
    }

    private static string[] Chunks(string? cell, ColumnSplitter step)
    {
        if (string.IsNullOrEmpty(cell))
            return [];

        string[] chunks = step.Separator.Length == 0 ? [cell] : cell.Split(step.Separator);
        if (!step.KeepEmpty)
            chunks = [.. chunks.Where(chunk => chunk.Length > 0)];

        return !step.IsLimited || chunks.Length <= step.Limit ? chunks : step.FromEnd ? chunks[^step.Limit..] : chunks[..step.Limit];
    }

    private static IEnumerable<string?[]> Filled(List<string?[]> rows, string[][] chunks, int[] slots, PrepareTable table)
    {
        for (int r = 0; r < rows.Count; r++)
        {
            string?[] row = rows[r];
            if (row.Length < table.Width)
                Array.Resize(ref row, table.Width);
            for (int i = 0; i < slots.Length; i++)
                row[slots[i]] = i < chunks[r].Length ? PrepareTable.Cell(chunks[r][i]) : null;

            yield return row;
        }
    }

    private static void Fold(Processor step, IReadOnlyList<PrepareColumn> folded, string nameColumn, string valueColumn, PrepareTable table, Func<string, string> nameOf, bool keepsEmpty)
    {
        (int Slot, string Name)[] from = [.. folded.Select(column => (table.Slot(column), nameOf(column.Name)))];
        step.Apply(table.Columns);
        int name = table.Slot(nameColumn), value = table.Slot(valueColumn);
        if (from.Length == 0)
            return;

        table.Expand(row => from.Where(column => keepsEmpty || !string.IsNullOrEmpty(row[column.Slot])).Select(column =>
        {
            string?[] copy = row.Length < table.Width ? new string?[table.Width] : new string?[row.Length];
            row.CopyTo(copy, 0);
            // A column that is itself folded away takes nothing.
            if (name >= 0)
                copy[name] = PrepareTable.Cell(column.Name);
            if (value >= 0)
                copy[value] = row[column.Slot];

            return copy;
        }));
    }

    private static void UnfoldValues(PrepareTable table, string inputName, string prefix, int limit, string overflow, string label, Func<string?, IEnumerable<string>> valuesOf, bool counts = false)
    {
        if (table.Columns.Find(inputName) is not { } input)
            return;

        int from = table.Slot(input);
        List<string?[]> rows = table.Materialize();
        var found = new FoundColumns(table, input);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (string?[] row in rows)
        {
            foreach (IGrouping<string, string> value in valuesOf(row[from]).GroupBy(value => value, StringComparer.Ordinal))
            {
                // A limit of 0 is none.
                if (!known.Contains(value.Key) && limit > 0 && known.Count >= limit)
                {
                    if (overflow == "ERROR")
                        throw new RecipeFailedException($"{label}: column '{inputName}' has more than {limit} values; raise the limit of the step, or let it drop the others.");
                    if (overflow == "CLIP")
                        continue;
                    if (overflow == "WARNING" && known.Count == limit)
                        table.Run.Warn($"{label}: column '{inputName}' has more than {limit} values; each becomes a column.");
                }

                known.Add(value.Key);
                found.Set(row, prefix + value.Key, counts ? value.Count().ToString(System.Globalization.CultureInfo.InvariantCulture) : "1");
            }
        }

        found.Finish(rows, type: StorageType.BigInt);
    }

    private static string?[] With(string?[] row, int slot, string? cell)
    {
        string?[] copy = [.. row];
        copy[slot] = PrepareTable.Cell(cell);
        return copy;
    }
}
