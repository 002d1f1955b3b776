using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Looks up rows of another dataset.</summary>
internal static class JoinSteps
{
    public const string NoFuzzy = "how DSS's in-memory fuzzy join breaks ties is not published; use a Fuzzy Join recipe";

    public static string? Refuse(MemoryEquiJoiner step) =>
        step.IsFuzzy ? NoFuzzy : step.Normalizes ? "DSS's text normalization of join keys is not part of the local engine; simplify the keys in steps of their own" : null;

    public static void Join(MemoryEquiJoiner step, PrepareTable table)
    {
        if (table.Run.Other(step.RightInput) is not { } right)
            throw new RecipeFailedException($"{step.Label} reads dataset '{step.RightInput}', which is not an input of the recipe; open and save the recipe in DSS, then import the project again.");

        int key = Column(right.Schema, step.RightColumn, step);
        int[] copied = [.. step.Copied.Select(name => Column(right.Schema, name, step))];
        int left = table.Slot(step.LeftColumn);
        step.Apply(table.Columns);
        int[] to = [.. step.Copied.Select(name => table.Slot(step.Prefix + name))];
        Dictionary<string, string?[]>? lookup = null;
        table.Each(row =>
        {
            // Read when the first row comes, so that nothing is held while the steps are put together.
            lookup ??= Read(right.Rows, key, copied, step, table.Run.Warn);
            string?[]? found = left >= 0 && row[left] is { Length: > 0 } cell && lookup.TryGetValue(cell, out string?[]? match) ? match : null;
            for (int i = 0; i < to.Length; i++)
                row[to[i]] = found?[i];
        });
    }

    private static int Column(Schema schema, string name, MemoryEquiJoiner step) => schema.IndexOf(name) is >= 0 and int index
        ? index
        : throw new RecipeFailedException($"{step.Label} uses column '{name}' of '{step.RightInput}', which has no such column; correct the step in DSS.");

    private static Dictionary<string, string?[]> Read(IEnumerable<string?[]> rows, int key, int[] copied, MemoryEquiJoiner step, Action<string> warn)
    {
        var lookup = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        foreach (string?[] row in rows)
        {
            if (row[key] is not { Length: > 0 } value)
                continue;

            string?[] cells = [.. copied.Select(index => PrepareTable.Cell(row[index]))];
            if (!lookup.TryAdd(value, cells) && !lookup[value].AsSpan().SequenceEqual(cells))
                warn($"{step.Label}: '{step.RightInput}' has several different rows for a value of '{step.RightColumn}'; the first is taken.");
        }

        return lookup;
    }
}
