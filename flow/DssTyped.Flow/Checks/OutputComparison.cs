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

    /// <summary>Whether the stored schema is surely out of date.</summary>
    public bool IsStale => Dataset is not null && Derived.Certainty == Certainty.Exact && Status is SchemaStatus.TypesDiffer or SchemaStatus.OrderDiffers or SchemaStatus.NamesDiffer;

    /// <summary>What differs, column by column.</summary>
    public IReadOnlyList<string> Differences()
    {
        Schema stored = Dataset?.Schema ?? Schema.Empty;
        var derived = new HashSet<string>(Derived.Columns.Select(column => column.Name), StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (DerivedColumn column in Derived.Columns)
        {
            if (stored.Find(column.Name) is not { } old)
                differences.Add($"'{column.Name}' is not stored");
            else if (Derived.TypesKnown && column.Type != StorageType.Unknown && old.Type != column.Type)
                differences.Add($"'{column.Name}' is stored as {old.TypeName}, but is now {StorageTypes.NameOf(column.Type)}");
        }

        differences.AddRange(stored.Where(column => !derived.Contains(column.Name)).Select(column => $"'{column.Name}' is stored, but no longer written"));
        if (differences.Count == 0 && Status == SchemaStatus.OrderDiffers)
            differences.Add($"the columns now stand in the order {string.Join(", ", Derived.Columns.Take(MaxDifferences).Select(column => $"'{column.Name}'"))}{(Derived.Columns.Count > MaxDifferences ? " ..." : "")}");

        return differences;
    }

    internal Finding ToFinding()
    {
        IReadOnlyList<string> differences = Differences();
        string text = string.Join("; ", differences.Take(MaxDifferences)) + (differences.Count > MaxDifferences ? FormattableString.Invariant($"; and {differences.Count - MaxDifferences} more") : "");
        return Finding.Of(FlowDiagnostics.StaleSchema, Dataset!.Span, Dataset.Name, Recipe.Name, text);
    }
}
