namespace DssTyped.Local.Recipes;

/// <summary>What the local engine can do with a kind of recipe, prepare step or function.</summary>
/// <param name="Support">How well it is supported.</param>
/// <param name="Text">How it differs, or what to do instead; empty if it is exact.</param>
internal sealed record SupportNote(Support Support, string Text = "");

/// <summary>How well something is supported.</summary>
internal enum Support
{
    /// <summary>Equal to what DSS writes.</summary>
    Exact,

    /// <summary>The stated settings differ in a stated way.</summary>
    Differs,

    /// <summary>Refused before anything runs.</summary>
    Refused,
}
