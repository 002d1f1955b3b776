using DssTyped.Flow.Recipes.Aggregates;

namespace DssTyped.Flow.Recipes.Window;

/// <summary>A column that each window computes: one of the kinds below.</summary>
public abstract record WindowValue
{
    private protected WindowValue()
    {
    }

    /// <summary>The name DSS gives it, before prefixes and renamings.</summary>
    public abstract string DefaultName { get; }
}

/// <summary>An aggregate over the window's rows.</summary>
/// <param name="Aggregate">The aggregate.</param>
public sealed record WindowAggregate(AggregateColumn Aggregate) : WindowValue
{
    /// <inheritdoc/>
    public override string DefaultName => Aggregate.DefaultName;
}

/// <summary>The value of an earlier or later row, or the difference to it.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsLead">Whether it looks at later rows rather than earlier ones.</param>
/// <param name="IsDifference">Whether it is the difference rather than the value.</param>
/// <param name="Offset">The number of rows.</param>
/// <param name="IsNumbered">Whether the offset is part of the name, as it is when several are asked for.</param>
/// <param name="DateUnit">The unit of a difference of dates.</param>
public sealed record WindowOffset(ColumnRef Column, bool IsLead, bool IsDifference, int Offset, bool IsNumbered, string DateUnit) : WindowValue
{
    /// <inheritdoc/>
    public override string DefaultName => $"{Column.Name}_{(IsLead ? "lead" : "lag")}{(IsDifference ? "_diff" : "")}{(IsNumbered ? Offset : "")}";
}
