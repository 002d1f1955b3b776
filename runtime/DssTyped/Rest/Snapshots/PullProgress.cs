namespace DssTyped.Rest;

/// <summary>How far a project is fetched.</summary>
/// <param name="What">What is being fetched: <c>export</c>, or a kind of objects such as <c>datasets</c>.</param>
/// <param name="Done">Objects of this kind that are there already.</param>
/// <param name="Total">Objects of this kind; null for an export, whose size DSS does not tell.</param>
public sealed record PullProgress(string What, int Done, int? Total);
