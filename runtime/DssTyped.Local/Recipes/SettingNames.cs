namespace DssTyped.Local.Recipes;

/// <summary>The names that settings of one kind may have.</summary>
/// <param name="Read">Those that the engine reads.</param>
/// <param name="Ignored">Those that it need not read: they change no row of what it can run.</param>
internal sealed record SettingNames(IReadOnlySet<string> Read, IReadOnlySet<string> Ignored)
{
    /// <summary>The names of a list, in which brackets hold those to ignore: <c>column (comment width) values</c>.</summary>
    public static SettingNames Of(string list)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var ignored = new HashSet<string>(StringComparer.Ordinal);
        bool inBrackets = false;
        foreach (string word in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            inBrackets |= word[0] == '(';
            (inBrackets ? ignored : read).Add(word.Trim('(', ')'));
            inBrackets &= word[^1] != ')';
        }

        return new SettingNames(read, ignored);
    }

    /// <summary>Whether a name is one of them.</summary>
    public bool Contains(string name) => Read.Contains(name) || Ignored.Contains(name);
}
