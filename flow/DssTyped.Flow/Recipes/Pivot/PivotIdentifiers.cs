using DssTyped.Flow.Recipes.Aggregates;

namespace DssTyped.Flow.Recipes.Pivot;

/// <summary>Says which columns identify a row of a pivot's output.</summary>
public static class PivotIdentifiers
{
    /// <summary>The chosen columns, or all that the pivot does not use otherwise.</summary>
    public static IReadOnlyList<ColumnRef> Of(PivotSettings settings, IEnumerable<string> inputColumns)
    {
        if (settings.IdentifierSelection == "EXPLICIT")
            return settings.Identifiers;
        if (settings.IdentifierSelection == "NONE")
            return [];

        var used = new HashSet<string>(
            settings.Elements.SelectMany(element => element.Keys.Concat(element.Values.OfType<ColumnAggregate>().Select(value => value.Column)))
                .Concat(settings.OtherColumns.OfType<ColumnAggregate>().Select(value => value.Column)).Select(column => column.Name),
            StringComparer.Ordinal);
        return [.. inputColumns.Where(name => !used.Contains(name)).Select(name => new ColumnRef(name))];
    }
}
