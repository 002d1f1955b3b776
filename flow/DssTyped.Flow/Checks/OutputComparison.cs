using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Checks;

/// <summary>How the derived schema of an output compares with the stored one.</summary>
public enum SchemaStatus
{
    /// <summary>Names, order and, where they are derived, types are equal.</summary>
    Equal,

    /// <summary>Names and order are equal, types differ.</summary>
    TypesDiffer,

    /// <summary>The same names in another order.</summary>
    OrderDiffers,

    /// <summary>Other names.</summary>
    NamesDiffer,

    /// <summary>It can't be told: nothing is stored yet, or what is written depends on more than settings and schemas.</summary>
    Unknown,
}

/// <summary>One output of a recipe: what the recipe now writes against what is stored.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Dataset">The output; null if it is no dataset of the project.</param>
/// <param name="Derived">What the recipe is known to write.</param>
/// <param name="Status">How the two compare.</param>
public sealed record OutputComparison(RecipeDefinition Recipe, DatasetDefinition? Dataset, DerivedSchema Derived, SchemaStatus Status)
{
    private const int MaxDifferences = 8;
    private const int MaxShown = 3;

    /// <summary>Whether the stored schema is surely out of date.</summary>
    public bool IsStale => Dataset is not null && Derived.Certainty == Certainty.Exact && Status switch
    {
        SchemaStatus.OrderDiffers or SchemaStatus.NamesDiffer => true,
        SchemaStatus.TypesDiffer => Retyped().Any(),
        SchemaStatus.Equal or SchemaStatus.Unknown => false,
    };

    /// <summary>What differs, column by column.</summary>
    public IReadOnlyList<string> Differences() =>
    [
        .. Missing().Select(name => $"'{name}' is not stored"),
        .. Gone().Select(name => $"'{name}' is stored, but no longer written"),
        .. Retyped(),
        .. Status == SchemaStatus.OrderDiffers ? [Order()] : Array.Empty<string>(),
    ];

    internal Finding ToFinding() => Finding.Of(FlowDiagnostics.StaleSchema, Dataset!.Span, Dataset.Name, Recipe.Name, InWords());

    // Many differences of one kind are most likely one event: a source that was read again with other columns.
    private string InWords()
    {
        IReadOnlyList<string> all = Differences();
        if (all.Count <= MaxDifferences)
            return string.Join("; ", all);

        string[] missing = [.. Missing()], gone = [.. Gone()], retyped = [.. Retyped()];
        return string.Join("; ", new[]
        {
            missing.Length > 0 ? $"{Some(missing.Select(name => $"'{name}'"), missing.Length)} are not stored" : "",
            gone.Length > 0 ? $"{Some(gone.Select(name => $"'{name}'"), gone.Length)} are stored, but no longer written" : "",
            retyped.Length > 0 ? Some(retyped, retyped.Length, "; ") : "",
        }.Where(part => part.Length > 0));
    }

    private static string Some(IEnumerable<string> items, int count, string separator = ", ") =>
        string.Join(separator, items.Take(MaxShown)) + (count > MaxShown ? FormattableString.Invariant($" and {count - MaxShown} more") : "");

    private IEnumerable<string> Missing() => Derived.Columns.Select(column => column.Name).Where(name => Stored.Find(name) is null);

    private IEnumerable<string> Gone()
    {
        var derived = new HashSet<string>(Derived.Columns.Select(column => column.Name), StringComparer.Ordinal);
        return Stored.Select(column => column.Name).Where(name => !derived.Contains(name));
    }

    private IEnumerable<string> Retyped() => Derived.Columns
        .Where(column => Stored.Find(column.Name) is { } old && !Derived.Allows(column, old.Type))
        .Select(column => $"'{column.Name}' is stored as {Stored.Find(column.Name)!.TypeName}, but is now {StorageTypes.NameOf(column.Type)}");

    private string Order()
    {
        int at = Enumerable.Range(0, Stored.Count).First(index => Stored[index].Name != Derived.Columns[index].Name);
        return FormattableString.Invariant($"the same columns now stand in another order, from place {at + 1} on: '{Derived.Columns[at].Name}' instead of '{Stored[at].Name}'");
    }

    private Schema Stored => Dataset?.Schema ?? Schema.Empty;
}
