using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Aggregates;

/// <summary>A column that a recipe computes from many rows: one of the two kinds below.</summary>
public abstract record AggregateColumn
{
    private protected AggregateColumn()
    {
    }

    /// <summary>The name DSS gives it, before prefixes and renamings.</summary>
    public abstract string DefaultName { get; }

    // In DSS's order, which is that of the output's columns.
    private static readonly Aggregation[] GroupingOrder =
    [
        Aggregation.Count, Aggregation.Min, Aggregation.Max, Aggregation.CountDistinct, Aggregation.Average, Aggregation.Median, Aggregation.Sum,
        Aggregation.SumOfSquares, Aggregation.Concat, Aggregation.ConcatDistinct, Aggregation.StandardDeviation, Aggregation.First, Aggregation.Last,
    ];

    /// <summary>What the <c>values</c> of a grouping (or the <c>valueColumns</c> of a pivot) ask for, in the order of the output.</summary>
    internal static EquatableArray<AggregateColumn> ReadAll(IReadOnlyList<JsonValue> entries) => entries.SelectMany(entry => Read(entry, GroupingOrder)).ToEquatableArray();

    /// <summary>What one entry asks for, in a given order.</summary>
    internal static IEnumerable<AggregateColumn> Read(JsonValue entry, Aggregation[] order)
    {
        if (entry.FindText("customExpr") is { Length: > 0 } expression)
            return [new CustomAggregate(entry.Text("customName"), StorageTypes.Parse(entry.Text("type").ToLowerInvariant()), expression, entry.Find("customExpr")!.Span)];
        if (entry.Column("column") is not { } column)
            return [];

        return order.Where(aggregation => aggregation.IsAskedFor(entry)).Select(aggregation => new ColumnAggregate(column, aggregation)
        {
            Separator = entry.Text("concatSeparator", ","),
            IgnoreNulls = entry.FindFlag("firstLastNotNull"),
            // Other aggregates keep the order column of an earlier choice, which means nothing.
            OrderColumn = aggregation is Aggregation.First or Aggregation.Last ? entry.Column("orderColumn") : null,
        });
    }
}

/// <summary>An aggregate of a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Function">What is made of its values.</param>
public sealed record ColumnAggregate(ColumnRef Column, Aggregation Function) : AggregateColumn
{
    /// <inheritdoc/>
    public override string DefaultName => Column.Name + "_" + Function.Suffix();

    /// <summary>What stands between the values of <see cref="Aggregation.Concat"/>.</summary>
    public string Separator { get; init; } = ",";

    /// <summary>Whether <see cref="Aggregation.First"/> and <see cref="Aggregation.Last"/> skip rows without a value.</summary>
    public bool IgnoreNulls { get; init; }

    /// <summary>The column that says which row is first, for <see cref="Aggregation.First"/> and <see cref="Aggregation.Last"/>.</summary>
    public ColumnRef? OrderColumn { get; init; }
}

/// <summary>An aggregate that a user wrote in SQL.</summary>
/// <param name="Name">The name of the output column.</param>
/// <param name="Type">The type that the user gave it; DSS spells it in capitals here.</param>
/// <param name="Expression">The SQL, in the dialect of the dataset's database.</param>
/// <param name="Span">Where it stands in the snapshot.</param>
public sealed record CustomAggregate(string Name, StorageType Type, string Expression, JsonSpan Span) : AggregateColumn
{
    /// <inheritdoc/>
    public override string DefaultName => Name;
}
