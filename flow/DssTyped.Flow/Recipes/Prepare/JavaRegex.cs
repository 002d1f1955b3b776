using System.Text;
using System.Text.RegularExpressions;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>Java's regular expressions on .NET's: nearly the same language.</summary>
internal static class JavaRegex
{
    // What ends a line to Java; .NET knows the line feed only.
    private const string LineEnds = @"\n\r\u0085\u2028\u2029";

    // How .NET counts groups is not Java's way as soon as some have names and others have none.
    private static readonly Regex Group = new(@"\\.|\[(?:\\.|[^\]\\])*\]|(?<named>\(\?<[A-Za-z])|(?<plain>\((?!\?))", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    // (?s) and (?m), alone or among other flags.
    private static readonly Regex LineFlags = new(@"(?<!\\)\(\?[a-zA-Z]*[sm]", RegexOptions.CultureInvariant);

    /// <summary>The expression; null if it is none here: malformed, with groups of which only some have names, or with Java's possessive quantifiers or character-class operations, which .NET lacks.</summary>
    /// <param name="pattern">The pattern as Java has it.</param>
    /// <param name="ignoreCase">Whether letter case does not count.</param>
    /// <param name="limit">How long a match may take; null for as long as it needs.</param>
    public static Regex? Parse(string pattern, bool ignoreCase = false, TimeSpan? limit = null)
    {
        if (HasJavaOnly(pattern) || MixesGroups(pattern))
            return null;

        try
        {
            return new Regex(Translated(pattern), RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None), limit ?? Regex.InfiniteMatchTimeout);
        }
        catch (ArgumentException)
        {
            // Not an expression: the caller says so with the pattern's place.
            return null;
        }
    }

    private static bool MixesGroups(string pattern)
    {
        Match[] groups = [.. Group.Matches(pattern).Cast<Match>()];
        return groups.Any(match => match.Groups["named"].Success) && groups.Any(match => match.Groups["plain"].Success);
    }

    private static bool HasJavaOnly(string pattern)
    {
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\')
            {
                if (i + 1 < pattern.Length && pattern[i + 1] is 'Q' or 'E' or 'h' or 'H' or 'v' or 'V' or 'R' or 'X')
                    return true;
                i++;
            }
            else if (inClass)
            {
                if (c == '[' || (c == '&' && i + 1 < pattern.Length && pattern[i + 1] == '&'))
                    return true;
                inClass = c != ']';
            }
            else if (c == '[')
            {
                inClass = true;
                if (i + 1 < pattern.Length && pattern[i + 1] == '^')
                    i++;
            }
            else if (c == '+' && i > 0 && pattern[i - 1] is '+' or '*' or '?' or '}' && (i < 2 || pattern[i - 2] != '\\'))
            {
                return true;
            }
        }

        return false;
    }

    // Java's \d, \w and \s are ASCII, and there are more ends of lines.
    private static string Translated(string pattern)
    {
        bool hasLineFlags = LineFlags.IsMatch(pattern);
        var result = new StringBuilder(pattern.Length + 16);
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                result.Append(Escaped(pattern[++i], inClass));
                continue;
            }

            if (!inClass && !hasLineFlags && c is '.' or '$')
            {
                result.Append(c == '.' ? $"[^{LineEnds}]" : @"(?=(?:\r\n|(?<!\r)\n|[\r\u0085\u2028\u2029])?\z)");
                continue;
            }

            inClass = inClass ? c != ']' : c == '[';
            result.Append(c);
        }

        return result.ToString();
    }

    private static string Escaped(char escaped, bool inClass) => (escaped, inClass) switch
    {
        ('d', false) => "[0-9]",
        ('d', true) => "0-9",
        ('D', false) => "[^0-9]",
        ('D', true) => @"\x00-\x2F\x3A-\uFFFF",
        ('w', false) => "[A-Za-z0-9_]",
        ('w', true) => "A-Za-z0-9_",
        ('W', false) => "[^A-Za-z0-9_]",
        ('W', true) => @"\x00-\x2F\x3A-\x40\x5B-\x5E\x60\x7B-\uFFFF",
        ('s', false) => @"[ \t\n\x0B\f\r]",
        ('s', true) => @" \t\n\x0B\f\r",
        ('S', false) => @"[^ \t\n\x0B\f\r]",
        ('S', true) => @"\x00-\x08\x0E-\x1F\x21-\uFFFF",
        _ => "\\" + escaped,
    };
}
