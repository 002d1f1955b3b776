using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

[DssRow<Visits>]
public sealed partial record PatientVisit(string? Patient, [DssColumn("visits")] int Count, string? City);

[DssRow<Measures>]
public sealed partial record Measure(
    sbyte? Tiny, short? Small, int? Whole, long? Big, float? Single, double? Number, bool? Flag, string? Text, DateTimeOffset? Instant, DateOnly? Day, [DssColumn("local_time")] DateTime? LocalTime);

[DssRow<Counters>]
public sealed partial record Counter(string? Site, long? Ticks)
{
    public static async IAsyncEnumerable<Counter> Rows(params (string Site, long Ticks)[] rows)
    {
        foreach ((string site, long ticks) in rows)
        {
            await Task.Yield();
            yield return new Counter(site, ticks);
        }
    }
}

[DssRow<Scored>]
public sealed partial record Score(string? City, double? Risk)
{
    public static IAsyncEnumerable<Score> Rows(params (string City, double Risk)[] rows) => rows.Select(row => new Score(row.City, row.Risk)).ToAsyncEnumerable();
}
