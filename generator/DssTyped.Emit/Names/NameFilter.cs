namespace DssTyped.Emit.Names;

/// <summary>Include and exclude globs over DSS names: <c>LAB_*;ML_*</c>. <c>*</c> stands for any text, <c>?</c> for one character; case counts.</summary>
/// <param name="Include">Globs, separated by semicolons or commas; empty includes everything.</param>
/// <param name="Exclude">Globs of what is left out after all.</param>
public sealed record NameFilter(string Include = "", string Exclude = "")
{
    private static readonly char[] Separators = [';', ',', '\n', '\r'];

    /// <summary>Whether a name passes.</summary>
    public bool Accepts(string name) => (IsEmpty(Include) || MatchesAny(Include, name)) && !MatchesAny(Exclude, name);

    /// <summary>Whether a name matches one of several globs.</summary>
    public static bool MatchesAny(string globs, string name)
    {
        if (globs.Length == 0)
            return false;

        foreach (string glob in Split(globs))
        {
            if (Matches(glob, name))
                return true;
        }

        return false;
    }

    /// <summary>The globs of a list.</summary>
    public static IEnumerable<string> Split(string globs) =>
        globs.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(glob => glob.Trim()).Where(glob => glob.Length > 0);

    private static bool IsEmpty(string globs) => !Split(globs).Any();

    // Linear with backtracking to the last star only: a hostile pattern can't make it slow.
    private static bool Matches(string glob, string name)
    {
        int g = 0, n = 0, star = -1, mark = 0;
        while (n < name.Length)
        {
            if (g < glob.Length && (glob[g] == '?' || (glob[g] == name[n] && glob[g] != '*')))
            {
                g++;
                n++;
            }
            else if (g < glob.Length && glob[g] == '*')
            {
                star = g++;
                mark = n;
            }
            else if (star >= 0)
            {
                g = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (g < glob.Length && glob[g] == '*')
            g++;

        return g == glob.Length;
    }
}
