using System.Globalization;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>What stands behind a backslash in Java's expressions.</summary>
internal static class JavaRegexEscapes
{
    /// <summary>The character that an escape stands for; <paramref name="at"/> is behind the backslash, and then behind the escape.</summary>
    public static char Character(string pattern, ref int at)
    {
        if (at == pattern.Length)
            throw new JavaRegexException("ends with a backslash");

        char c = pattern[at++];
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'r': return '\r';
            case 'f': return '\f';
            case 'a': return '\a';
            case 'e': return '\u001B';
            case 'c' when at < pattern.Length: return (char)(pattern[at++] ^ 64);
            case '0': return Octal(pattern, ref at);
            case 'x' when at < pattern.Length && pattern[at] == '{':
                int end = pattern.IndexOf('}', at);
                string digits = end < 0 ? "" : pattern.Substring(at + 1, end - at - 1);
                at = end + 1;
                return Hex(digits);
            case 'x': return Hex(Take(pattern, ref at, 2));
            case 'u': return Hex(Take(pattern, ref at, 4));
        }

        return c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' ? throw new JavaRegexException($"uses '\\{c}', which can't be used here") : c;
    }

    /// <summary>The name of a property; <paramref name="at"/> is behind the letter p.</summary>
    public static string PropertyName(string pattern, ref int at)
    {
        if (at < pattern.Length && pattern[at] != '{')
            return pattern[at++].ToString();

        int end = pattern.IndexOf('}', Math.Min(at, pattern.Length));
        if (end < 0)
            throw new JavaRegexException("has a '\\p' without a name");

        string name = pattern.Substring(at + 1, end - at - 1);
        at = end + 1;
        return name;
    }

    private static char Octal(string pattern, ref int at)
    {
        int value = 0, count = 0;
        for (; at < pattern.Length && count < 3 && pattern[at] is >= '0' and <= '7' && (value * 8) + pattern[at] - '0' < 256; at++, count++)
            value = (value * 8) + pattern[at] - '0';

        return count > 0 ? (char)value : throw new JavaRegexException("has a '\\0' without digits");
    }

    private static string Take(string pattern, ref int at, int count)
    {
        string digits = at + count <= pattern.Length ? pattern.Substring(at, count) : "";
        at += count;
        return digits;
    }

    private static char Hex(string digits) => int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) && code is >= 0 and <= char.MaxValue
        ? (char)code
        : throw new JavaRegexException("has a character by its code that can't be used here");
}
