namespace DssTyped.Emit.Model;

/// <summary>Why a member may no longer be used: a breaking change against the baseline.</summary>
/// <param name="Id">The rule: <c>DSS4nnn</c>.</param>
/// <param name="Message">What changed, why, and what to use instead.</param>
/// <param name="HelpPage">The rule's page.</param>
/// <param name="IsPending">Whether it comes with the next build: what is stored is as before.</param>
public sealed record ObsoleteModel(string Id, string Message, string HelpPage, bool IsPending = false);
