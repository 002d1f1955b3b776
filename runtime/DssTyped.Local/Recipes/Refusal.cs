namespace DssTyped.Local.Recipes;

/// <summary>Why a recipe can't run on the local engine, and the mend.</summary>
/// <param name="Reason">What can't be done, in words: a sentence without its full stop.</param>
/// <param name="Mend">What to do instead, a whole sentence.</param>
internal sealed record Refusal(string Reason, string Mend = Refusal.Elsewhere)
{
    /// <summary>What always helps.</summary>
    public const string Elsewhere = "Pin its outputs with data computed by DSS, handle it with a delegate, or build it on a DSS server.";

    /// <inheritdoc/>
    public override string ToString() => $"{Reason}. {Mend}";
}
