namespace DssTyped.Emit.Names;

/// <summary>Words of C# that can't be used as identifiers everywhere: keywords and contextual keywords.</summary>
internal static class Keywords
{
    private static readonly HashSet<string> Words = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false finally "
        + "fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private protected "
        + "public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort "
        + "using virtual void volatile while "
        + "add alias allows and ascending async await by descending dynamic equals extension field file from get global group init into join let managed nameof nint not "
        + "notnull nuint on or orderby partial record remove required scoped select set unmanaged value var when where with yield").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether a word is a keyword, contextual ones included.</summary>
    public static bool IsKeyword(string word) => Words.Contains(word);
}
