using DssTyped.RestBenchmarks.Flow;

namespace DssTyped.RestBenchmarks;

/// <summary>A row as a program wants it: every column, with its type.</summary>
[DssRow<Readings>]
public sealed partial record Reading(
    long Id, string? Patient, string? Unit, double? Value, double? Score, int? Visits, bool? Urgent, [DssColumn("taken_at")] DateTimeOffset? TakenAt, [DssColumn("sent_at")] DateTimeOffset? SentAt, string? Note);
