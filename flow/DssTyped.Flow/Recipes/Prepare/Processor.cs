using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>A step of a prepare recipe: its settings and what it does to the columns. What it does to the cells is the engine's part.</summary>
internal abstract record Processor
{
    /// <summary>The type as DSS spells it.</summary>
    public string Type { get; init; } = "";

    /// <summary>The position among the enabled steps of the recipe, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Where the step stands in the snapshot.</summary>
    public JsonSpan Span { get; init; }

    /// <summary>The settings as they stand in the payload, also those that the step does not read.</summary>
    public JsonValue Raw { get; init; } = JsonValue.Object();

    /// <summary>The step as messages name it.</summary>
    public string Label => FormattableString.Invariant($"Step {Number} ({Type})");

    /// <summary>Does to the columns what the step does.</summary>
    public abstract void Apply(PrepareColumns columns);
}

/// <summary>A step that computes new values of columns in place.</summary>
internal abstract record InPlaceProcessor(ColumnScope Scope) : Processor
{
    public override void Apply(PrepareColumns columns)
    {
        foreach (PrepareColumn column in Scope.In(columns))
            columns.Change(column, TypeAfter(column.Type));
    }

    /// <summary>What DSS finds in a column of which it found a type before the step.</summary>
    private protected virtual StorageType TypeAfter(StorageType before) => before;
}

/// <summary>A step that leaves every column as it is: it drops rows, or clears cells.</summary>
internal abstract record FilterProcessor : Processor
{
    public override void Apply(PrepareColumns columns)
    {
    }
}
