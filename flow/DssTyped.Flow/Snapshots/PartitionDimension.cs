namespace DssTyped.Flow.Snapshots;

/// <summary>A dimension that a dataset is partitioned by.</summary>
/// <param name="Name">The dimension's name.</param>
/// <param name="IsTime">Whether it is a time dimension rather than one of discrete values.</param>
/// <param name="Period">The period of a time dimension: <c>YEAR</c>, <c>MONTH</c>, <c>DAY</c> or <c>HOUR</c>.</param>
public sealed record PartitionDimension(string Name, bool IsTime, string Period);
