using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Join;

/// <summary>What a <c>join</c>, <c>fuzzyjoin</c> or <c>geojoin</c> recipe asks for.</summary>
/// <param name="Tables">The joined tables; one input may be several of them.</param>
/// <param name="Joins">The joins, applied one after the other.</param>
/// <param name="Selected">The chosen columns, in the order of the output.</param>
/// <param name="ComputedColumns">Columns computed after the join.</param>
/// <param name="PostFilter">Which rows are kept.</param>
/// <param name="AutoCasts">Whether keys of different types are cast to a common one.</param>
/// <param name="AddsMetaColumn">Whether a fuzzy join adds a column that describes each match.</param>
public sealed record JoinSettings(
    EquatableArray<JoinTable> Tables,
    EquatableArray<JoinStep> Joins,
    EquatableArray<SelectedColumn> Selected,
    EquatableArray<ComputedColumn> ComputedColumns,
    FilterSettings PostFilter,
    bool AutoCasts,
    bool AddsMetaColumn) : RecipeSettings;

/// <summary>One joined table.</summary>
/// <param name="Index">Which of the recipe's inputs.</param>
/// <param name="Prefix">What stands before its columns' names in the output; empty for nothing.</param>
/// <param name="Selection">Which of its columns the output gets.</param>
/// <param name="PreFilter">Which of its rows are joined.</param>
/// <param name="ComputedColumns">Columns computed before joining.</param>
public sealed record JoinTable(int Index, string Prefix, ColumnSelection Selection, FilterSettings PreFilter, EquatableArray<ComputedColumn> ComputedColumns)
{
    /// <summary>Where the index stands in the snapshot.</summary>
    public JsonSpan IndexSpan { get; init; }

    /// <summary>The name a column of this table gets in the output when it has no alias.</summary>
    public string NameOf(string column) => Prefix.Length > 0 ? Prefix + "_" + column : column;
}

/// <summary>Which columns of a table the output gets.</summary>
public enum ColumnSelection
{
    /// <summary>The chosen ones.</summary>
    Manual,

    /// <summary>All whose names are not taken yet.</summary>
    AllNonConflicting,

    /// <summary>All.</summary>
    All,
}

/// <summary>A chosen column.</summary>
/// <param name="Table">The index of the table.</param>
/// <param name="Column">The column.</param>
/// <param name="Alias">The name it gets; null for the usual one.</param>
public sealed record SelectedColumn(int Table, ColumnRef Column, string? Alias);
