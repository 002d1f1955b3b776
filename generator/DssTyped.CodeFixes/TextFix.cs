using Microsoft.CodeAnalysis.Text;

namespace DssTyped.CodeFixes;

/// <summary>One way to mend a finding: pieces of text that are replaced, inserted or removed in the file it stands in.</summary>
/// <param name="Title">What the editor offers.</param>
/// <param name="Changes">The changes.</param>
internal sealed record TextFix(string Title, params TextChange[] Changes)
{
    /// <summary>Tells several ways to mend one finding apart, so that all findings can be mended the same way; empty for the only one.</summary>
    public string Way { get; init; } = "";
}
