namespace DssTyped.Flow.Lineage;

/// <summary>Everything that a column depends on, or everything that depends on it.</summary>
/// <param name="Start">The column.</param>
/// <param name="IsDownstream">Whether the trace follows the data rather than going back to its sources.</param>
/// <param name="Edges">The steps, nearest first; each once, also where ways meet or go in circles.</param>
/// <param name="Columns">The columns that were found, nearest first, without the start.</param>
public sealed record LineageTrace(LineageColumn Start, bool IsDownstream, IReadOnlyList<LineageEdge> Edges, IReadOnlyList<TracedColumn> Columns);

/// <summary>A column that a trace found.</summary>
/// <param name="Column">The column.</param>
/// <param name="Certainty">How surely it is connected with the start: of the best way, the weakest link.</param>
/// <param name="Distance">The number of recipes in between, at least.</param>
public sealed record TracedColumn(LineageColumn Column, LineageCertainty Certainty, int Distance);
