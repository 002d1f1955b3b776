using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Recipes.Join;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Looks up rows of another dataset.</summary>
internal static class JoinSteps
{
    public const string FuzzyNote = "of several nearest keys, by Damerau-Levenshtein, the first row's counts; prepared keys are lower case without marks";

    public static string? Refuse(MemoryEquiJoiner step) =>
        step.Stems ? "DSS's stemmers and lists of stop words are not part of the local engine; simplify the keys in steps of their own"
        : step.IsFuzzy && step.Raw.FindFlag("forceRawLevenshteinEngine") ? "it asks for DSS's plain way to measure distances, whose results are not published"
        : null;

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
            string?[]? found = left >= 0 && row[left] is { Length: > 0 } cell ? Find(lookup, Key(cell, step), step) : null;
            for (int i = 0; i < to.Length; i++)
                row[to[i]] = found?[i];
        });
    }

    private static string?[]? Find(Dictionary<string, string?[]> lookup, string key, MemoryEquiJoiner step)
    {
        if (lookup.TryGetValue(key, out string?[]? match) || !step.IsFuzzy)
            return match;

        long least = (long)step.MaxDistance + 1;
        foreach ((string candidate, string?[] cells) in lookup)
        {
            if (Math.Abs(candidate.Length - key.Length) < least && TextDistance.DamerauLevenshtein(key, candidate) is var distance && distance < least)
                (least, match) = (distance, cells);
        }

        return match;
    }

    private static string Key(string cell, MemoryEquiJoiner step)
    {
        string text = step.Normalizes ? TextMatcher.Normalize(cell, NormalizationMode.Normalized) : cell;
        return step.Sorts ? string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)) : text;
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
            string prepared = Key(value, step);
            if (!lookup.TryAdd(prepared, cells) && !lookup[prepared].AsSpan().SequenceEqual(cells))
                warn($"{step.Label}: '{step.RightInput}' has several different rows for a value of '{step.RightColumn}'; the first is taken.");
        }

        return lookup;
    }
}
