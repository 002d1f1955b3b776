namespace DssTyped;

/// <summary>One or more of the builds that ran side by side failed; all have ended.</summary>
public sealed class DssParallelBuildException : DssException
{
    internal DssParallelBuildException(IReadOnlyList<Exception?> outcomes, int succeeded)
        : base(MessageOf(outcomes, succeeded), outcomes.First(outcome => outcome is not null)) => Outcomes = outcomes;

    /// <summary>What each build threw, in the order of the tuple; null for one that went well or was cancelled.</summary>
    public IReadOnlyList<Exception?> Outcomes { get; }

    private static string MessageOf(IReadOnlyList<Exception?> outcomes, int succeeded) =>
        $"{outcomes.Count - succeeded} of {outcomes.Count} builds did not end well; {succeeded} did. "
        + string.Join(" ", outcomes.Where(outcome => outcome is not null).Select(outcome => outcome!.Message));
}
