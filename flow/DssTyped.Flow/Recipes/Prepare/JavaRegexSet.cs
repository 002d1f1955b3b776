using System.Text;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>Sets of characters of Java's expressions as the inside of a .NET class.</summary>
internal static class JavaRegexSet
{
    // Pairs of first and last characters, in order.
    private const string Digits = "09", Words = "09AZ__az", Spaces = "\t\r  ", Vertical = "\n\r\u0085\u0085\u2028\u2029";
    private const string Horizontal = "\t\t  \u00A0\u00A0\u1680\u1680\u180E\u180E\u2000\u200A\u202F\u202F\u205F\u205F\u3000\u3000";

    private static readonly HashSet<string> Categories = new(
        ["L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Me", "Mc", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn"],
        StringComparer.Ordinal);

    /// <summary>The set of an escaped letter, as <c>\d</c>; null if the letter stands for none.</summary>
    public static string? OfLetter(char letter) => char.ToLowerInvariant(letter) switch
    {
        'd' => Inside(Digits, char.IsUpper(letter)),
        'w' => Inside(Words, char.IsUpper(letter)),
        's' => Inside(Spaces, char.IsUpper(letter)),
        'h' => Inside(Horizontal, char.IsUpper(letter)),
        'v' => Inside(Vertical, char.IsUpper(letter)),
        _ => null,
    };

    /// <summary>The set of a property, as <c>\p{Alpha}</c>: POSIX names mean ASCII, the others are Unicode's categories.</summary>
    public static string OfProperty(string name, bool isNegated, bool ignoresCase)
    {
        string? posix = name switch
        {
            "Lower" => "az", "Upper" => "AZ", "Alpha" => "AZaz", "Digit" => Digits, "Alnum" => "09AZaz", "XDigit" => "09AFaf", "ASCII" => "\0\u007F", "Space" => Spaces, "Blank" => "\t\t  ",
            "Punct" => "!/:@[`{~", "Graph" => "!~", "Print" => " ~", "Cntrl" => "\0\u001F\u007F\u007F", _ => null,
        };
        string category = name.StartsWith("Is", StringComparison.Ordinal) ? name.Substring(2) : name;
        if (posix is null && !Categories.Contains(category))
            throw new JavaRegexException($"uses '\\p{{{name}}}', which can't be used here; write the characters");
        if (ignoresCase && (name is "Lower" or "Upper" || category is "Lu" or "Ll" or "Lt"))
            throw new JavaRegexException($"uses '\\p{{{name}}}' and ignores case, which Java's versions take in different ways; write the characters");

        return posix is not null ? Inside(posix, isNegated) : $"\\{(isNegated ? 'P' : 'p')}{{{category}}}";
    }

    /// <summary>A range of characters, with those of the other case if case is ignored.</summary>
    public static string OfRange(char first, char last, bool ignoresCase)
    {
        string range = Range(first, last);
        if (!ignoresCase)
            return range;

        foreach ((char from, char to, int other) in new[] { ('a', 'z', -32), ('A', 'Z', 32) })
        {
            (char low, char high) = ((char)Math.Max(first, from), (char)Math.Min(last, to));
            if (low <= high)
                range += Range((char)(low + other), (char)(high + other));
        }

        return range;
    }

    /// <summary>A character that stands for itself.</summary>
    public static string Literal(char c) => c is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or '_' or ' ' ? c.ToString() : $"\\u{(int)c:X4}";

    private static string Range(char first, char last) => first == last ? Literal(first) : $"{Literal(first)}-{Literal(last)}";

    private static string Inside(string ranges, bool isNegated)
    {
        var inside = new StringBuilder();
        int next = 0;
        for (int i = 0; i < ranges.Length; i += 2)
        {
            if (!isNegated)
                inside.Append(Range(ranges[i], ranges[i + 1]));
            else if (ranges[i] > next)
                inside.Append(Range((char)next, (char)(ranges[i] - 1)));

            next = ranges[i + 1] + 1;
        }

        return isNegated ? inside.Append(Range((char)next, '\uFFFF')).ToString() : inside.ToString();
    }
}
