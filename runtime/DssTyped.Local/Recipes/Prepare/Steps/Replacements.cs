using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Find and replace, with a mapping of its own or one that a dataset holds.</summary>
internal static class Replacements
{
    public static string? Refuse(FindReplace step)
    {
        if (step.FromDataset)
            return step.MappingDataset.Length > 0 && step.MappingFrom.Length > 0 && step.MappingTo.Length > 0 ? null : "the dataset or the columns of its mapping are not chosen";

        return step.Matching == MatchMode.Pattern ? RefuseRegex(step, step.Mapping) : null;
    }

    public static void Run(FindReplace step, PrepareTable table)
    {
        IReadOnlyList<PrepareColumn> inputs = step.Scope.In(table.Columns);
        int[] from = [.. inputs.Select(table.Slot)];
        step.Apply(table.Columns);
        int[] to = step.Output.Length > 0 && inputs.Count == 1 ? [table.Slot(step.Output)] : from;
        Func<IReadOnlyList<(string From, string To)>> mapping = step.FromDataset ? MappingOf(step, table) : () => step.Mapping;
        // Read when the first row comes, so that nothing is held while the steps are put together.
        (Func<string, string> Replace, string? Empty)? ready = null;
        table.Each(row =>
        {
            (Func<string, string> replace, string? empty) = ready ??= Prepare(step, mapping());
            for (int i = 0; i < from.Length; i++)
                row[to[i]] = row[from[i]] is { Length: > 0 } cell ? PrepareTable.Cell(replace(cell)) : empty;
        });
    }

    // The first of two mappings of one text counts.
    public static Dictionary<string, string> Lookup(IReadOnlyList<(string From, string To)> mapping, NormalizationMode mode)
    {
        var lookup = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string from, string to) in mapping)
            lookup.TryAdd(TextMatcher.Normalize(from, mode), to);

        return lookup;
    }

    private static (Func<string, string> Replace, string? Empty) Prepare(FindReplace step, IReadOnlyList<(string From, string To)> mapping) => (Replacer(step, mapping), EmptyReplaced(step, mapping));

    private static string? RefuseRegex(FindReplace step, IReadOnlyList<(string From, string To)> mapping)
    {
        string flags = TextMatcher.RegexFlags(step.Normalization);
        return mapping.Select(pair => TextMatcher.RefuseRegex(pair.From, step.Normalization) ?? JavaReplacement.Of(pair.To, JavaRegex.Parse(pair.From, flags)!).Problem).FirstOrDefault(problem => problem is not null);
    }

    private static Func<IReadOnlyList<(string From, string To)>> MappingOf(FindReplace step, PrepareTable table)
    {
        if (table.Run.Other(step.MappingDataset) is not { } other)
            throw new RecipeFailedException($"{step.Label} reads its mapping from dataset '{step.MappingDataset}', which is not an input of the recipe; open and save the recipe in DSS, then import the project again.");

        (int from, int to) = (Column(step.MappingFrom), Column(step.MappingTo));
        return () =>
        {
            (string From, string To)[] pairs = [.. other.Rows.Select(row => (row[from] ?? "", row[to] ?? ""))];
            return step.Matching == MatchMode.Pattern && RefuseRegex(step, pairs) is { } problem
                ? throw new RecipeFailedException($"{step.Label} can't use its mapping of dataset '{step.MappingDataset}': {problem}.")
                : pairs;
        };

        int Column(string name) => other.Schema.IndexOf(name) is >= 0 and int index
            ? index
            : throw new RecipeFailedException($"{step.Label} uses column '{name}' of '{step.MappingDataset}', which has no such column; correct the step in DSS.");
    }

    // FULL_STRING can replace an empty cell too.
    private static string? EmptyReplaced(FindReplace step, IReadOnlyList<(string From, string To)> mapping) =>
        step.Matching == MatchMode.FullString && mapping.FirstOrDefault(pair => pair.From.Length == 0) is { To: { Length: > 0 } to } ? to : null;

    private static Func<string, string> Replacer(FindReplace step, IReadOnlyList<(string From, string To)> mapping)
    {
        if (step.Matching == MatchMode.FullString)
        {
            Dictionary<string, string> lookup = Lookup(mapping, step.Normalization);
            return cell => lookup.TryGetValue(TextMatcher.Normalize(cell, step.Normalization), out string? found) ? found : cell;
        }

        // Each mapping works on the result of the one before.
        (Func<string, string> Replace, Func<string, bool> Finds)[] replacers = [.. mapping.Where(pair => pair.From.Length > 0).Select(pair => One(pair.From, pair.To, step))];
        return cell =>
        {
            foreach ((Func<string, string> replace, Func<string, bool> finds) in replacers)
            {
                if (step.StopAfterFirst && finds(cell))
                    return replace(cell);

                cell = replace(cell);
            }

            return cell;
        };
    }

    private static (Func<string, string> Replace, Func<string, bool> Finds) One(string from, string to, FindReplace step)
    {
        if (step.Matching == MatchMode.Pattern)
        {
            Regex pattern = JavaRegex.Parse(from, TextMatcher.RegexFlags(step.Normalization))!;
            string replacement = JavaReplacement.Of(to, pattern).Text;
            return (cell => pattern.Replace(cell, replacement), pattern.IsMatch);
        }

        string wanted = TextMatcher.Normalize(from, step.Normalization);
        return (cell => TextMatcher.ReplaceAll(cell, from, to, step.Normalization), cell => TextMatcher.Normalize(cell, step.Normalization).Contains(wanted, StringComparison.Ordinal));
    }
}
