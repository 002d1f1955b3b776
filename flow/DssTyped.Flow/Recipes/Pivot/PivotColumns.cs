using DssTyped.Flow.Recipes.Aggregates;

namespace DssTyped.Flow.Recipes.Pivot;

/// <summary>Says which columns a pivot writes for modalities that are known.</summary>
public static class PivotColumns
{
    /// <summary>The columns after the identifiers: for each element, each modality and each value column its aggregates, and the count.</summary>
    public static IEnumerable<PivotColumn> Of(PivotSettings settings, EquatableArray<EquatableArray<PivotModality>> modalities)
    {
        for (int at = 0; at < settings.Elements.Count && at < modalities.Count; at++)
        {
            PivotElement element = settings.Elements[at];
            foreach (PivotModality modality in modalities[at])
            {
                foreach (AggregateColumn aggregate in InOrder(element.Values))
                    yield return new PivotColumn(element, modality, aggregate, NameOf(modality, aggregate));
                if (element.CountsRows)
                    yield return new PivotColumn(element, modality, null, modality.CountColumn ?? modality.Name + "_count");
            }
        }
    }

    // The user interface makes an entry for each aggregate; DSS puts those of one column together, in the order it has everywhere.
    private static IEnumerable<AggregateColumn> InOrder(EquatableArray<AggregateColumn> values) =>
        values.OfType<ColumnAggregate>().GroupBy(value => value.Column.Name, StringComparer.Ordinal)
            .SelectMany(column => column.OrderBy(value => value.Function))
            .Concat<AggregateColumn>(values.OfType<CustomAggregate>());

    private static string NameOf(PivotModality modality, AggregateColumn aggregate)
    {
        if (aggregate is not ColumnAggregate plain)
            return modality.Name + "_" + aggregate.DefaultName;

        string pivoted = modality.ValueColumns.FirstOrDefault(column => column.Source == plain.Column.Name)?.Pivoted ?? modality.Name + "_" + plain.Column.Name;
        return pivoted + "_" + plain.Function.Suffix();
    }
}

/// <summary>A column that a pivot writes for one modality.</summary>
/// <param name="Element">The element it belongs to.</param>
/// <param name="Modality">The modality.</param>
/// <param name="Aggregate">What is computed; null for the number of rows.</param>
/// <param name="Name">The name in the output.</param>
public sealed record PivotColumn(PivotElement Element, PivotModality Modality, AggregateColumn? Aggregate, string Name);
