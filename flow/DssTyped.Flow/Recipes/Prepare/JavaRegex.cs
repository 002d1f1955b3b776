using System.Text.RegularExpressions;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>Java's regular expressions on .NET's: nearly the same language.</summary>
internal static class JavaRegex
{
    /// <summary>The expression; null if it is none here: malformed, or with Java's possessive quantifiers or character-class operations, which .NET lacks.</summary>
    public static Regex? Parse(string pattern, bool ignoreCase = false)
    {
        if (HasJavaOnly(pattern))
            return null;

        try
        {
            // Java's \d, \w and \s are ASCII.
            return new Regex(Ascii(pattern), RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));
        }
        catch (ArgumentException)
        {
            // Not an expression: the caller says so with the pattern's place.
            return null;
        }
    }

    private static bool HasJavaOnly(string pattern)
    {
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\')
            {
                if (i + 1 < pattern.Length && pattern[i + 1] is 'Q' or 'E' or 'h' or 'H' or 'R' or 'X')
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

    private static string Ascii(string pattern)
    {
        if (pattern.IndexOf('\\') < 0)
            return pattern;

        var result = new System.Text.StringBuilder(pattern.Length + 16);
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                char escaped = pattern[++i];
                result.Append((escaped, inClass) switch
                {
                    ('d', false) => "[0-9]",
                    ('d', true) => "0-9",
                    ('D', false) => "[^0-9]",
                    ('w', false) => "[A-Za-z0-9_]",
                    ('w', true) => "A-Za-z0-9_",
                    ('W', false) => "[^A-Za-z0-9_]",
                    ('s', false) => "[ \\t\\n\\x0B\\f\\r]",
                    ('s', true) => " \\t\\n\\x0B\\f\\r",
                    ('S', false) => "[^ \\t\\n\\x0B\\f\\r]",
                    _ => "\\" + escaped,
                });
                continue;
            }

            inClass = inClass ? c != ']' : c == '[';
            result.Append(c);
        }

        return result.ToString();
    }
}
