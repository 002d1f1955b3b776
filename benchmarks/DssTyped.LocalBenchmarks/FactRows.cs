using DssTyped.LocalBenchmarks.Flow;

namespace DssTyped.LocalBenchmarks;

/// <summary>The columns of the facts that are no text.</summary>
[DssRow<Facts>]
public readonly partial record struct NumberRow(long? Id, long? K, double? A, double? B, int? N, bool? Flag, DateTimeOffset? At);

/// <summary>All columns of the facts.</summary>
[DssRow<Facts>]
public readonly partial record struct FactRow(long? Id, long? K, double? A, double? B, int? N, bool? Flag, DateTimeOffset? At, string? S, string? T, string? U);
