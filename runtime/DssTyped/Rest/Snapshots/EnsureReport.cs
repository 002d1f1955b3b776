namespace DssTyped.Rest;

/// <summary>What was there, what was made, and what differs.</summary>
/// <param name="Created">Objects that were missing and now exist.</param>
/// <param name="Unchanged">Objects that were there as wanted.</param>
/// <param name="Differences">Objects that are there but otherwise; nothing was changed about them. One line for each difference.</param>
/// <param name="NotCreated">Objects that are missing and cannot be made through the API, with the reason.</param>
public sealed record EnsureReport(IReadOnlyList<string> Created, IReadOnlyList<string> Unchanged, IReadOnlyList<string> Differences, IReadOnlyList<string> NotCreated)
{
    /// <summary>True when everything is there as wanted.</summary>
    public bool IsComplete => Differences.Count == 0 && NotCreated.Count == 0;

    internal static EnsureReport Of(IEnumerable<EnsureReport> parts)
    {
        EnsureReport[] all = [.. parts];
        return new([.. all.SelectMany(part => part.Created)], [.. all.SelectMany(part => part.Unchanged)], [.. all.SelectMany(part => part.Differences)], [.. all.SelectMany(part => part.NotCreated)]);
    }
}
