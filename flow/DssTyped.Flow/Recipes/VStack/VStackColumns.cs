namespace DssTyped.Flow.Recipes.VStack;

/// <summary>Says which columns a stack writes and which column of each input they take.</summary>
public static class VStackColumns
{
    /// <summary>The columns in the order of the output, without the origin column.</summary>
    /// <param name="settings">The stack.</param>
    /// <param name="columnsOf">The names of a stacked input's columns.</param>
    /// <param name="nameOf">The dataset of a stacked input.</param>
    public static IReadOnlyList<VStackColumn> Of(VStackSettings settings, Func<int, IReadOnlyList<string>> columnsOf, Func<int, string> nameOf)
    {
        IReadOnlyList<string>[] inputs = [.. Enumerable.Range(0, settings.Inputs.Count).Select(columnsOf)];
        if (inputs.Length == 0)
            return [];

        int copied = Math.Max(0, Enumerable.Range(0, inputs.Length).FirstOrDefault(index => nameOf(index) == settings.CopiedDataset));
        string[] selected = [.. settings.Selected.Select(column => column.Name)];
        return settings.Mode switch
        {
            VStackMode.Union => ByName(inputs.SelectMany(columns => columns).Distinct(StringComparer.Ordinal), inputs),
            VStackMode.Intersect => ByName(inputs[0].Where(name => inputs.All(columns => columns.Contains(name))), inputs),
            VStackMode.Custom => ByName(selected, inputs),
            VStackMode.FromDataset => ByName(selected.Length > 0 ? selected : inputs[copied], inputs),
            VStackMode.FromIndex => ByPosition(selected.Length > 0 ? selected : inputs[copied], inputs),
            VStackMode.Remap => [.. selected.Select((name, position) => new VStackColumn(name, settings.Inputs
                .Select(input => position < input.Matches.Count && input.Matches[position].Column is { } column ? new VStackSource(column.Name) : null).ToArray()))],
        };
    }

    private static IReadOnlyList<VStackColumn> ByName(IEnumerable<string> names, IReadOnlyList<string>[] inputs)
    {
        HashSet<string>[] sets = [.. inputs.Select(columns => new HashSet<string>(columns, StringComparer.Ordinal))];
        return [.. names.Select(name => new VStackColumn(name, [.. sets.Select(set => set.Contains(name) ? new VStackSource(name) : null)]))];
    }

    private static IReadOnlyList<VStackColumn> ByPosition(IReadOnlyList<string> names, IReadOnlyList<string>[] inputs) =>
        [.. names.Select((name, position) => new VStackColumn(name, [.. inputs.Select(columns => position < columns.Count ? new VStackSource(columns[position]) : null)]))];
}

/// <summary>A column that a stack writes.</summary>
/// <param name="Name">The name in the output.</param>
/// <param name="Sources">The column to take from each stacked input; null for none.</param>
public sealed record VStackColumn(string Name, IReadOnlyList<VStackSource?> Sources);

/// <summary>A column of a stacked input.</summary>
/// <param name="Column">Its name.</param>
public sealed record VStackSource(string Column);
