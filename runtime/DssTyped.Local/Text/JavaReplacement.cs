using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DssTyped.Local.Text;

/// <summary>What replaces the matches of a pattern, as Java writes it: <c>$1</c> or <c>${name}</c> for a group, a backslash before what is meant literally.</summary>
internal static class JavaReplacement
{
    /// <summary>The replacement as .NET has it; null where Java fails: a dollar sign names no group of the pattern, or a backslash stands before nothing.</summary>
    public static string? Of(string java, Regex pattern)
    {
        if (java.AsSpan().IndexOfAny('$', '\\') < 0)
            return java;

        int[] groups = pattern.GetGroupNumbers();
        var result = new StringBuilder(java.Length + 8);
        for (int i = 0; i < java.Length; i++)
        {
            switch (java[i])
            {
                case '\\' when i + 1 < java.Length:
                    Literal(java[++i], result);
                    break;
                case '\\':
                    return null;
                case '$':
                    if (Group(java.AsSpan(i + 1), pattern, groups.Length - 1) is not ({ } group, var length))
                        return null;

                    result.Append("${").Append(group).Append('}');
                    i += length;
                    break;
                default:
                    result.Append(java[i]);
                    break;
            }
        }

        return result.ToString();
    }

    private static void Literal(char c, StringBuilder result) => result.Append(c == '$' ? "$$" : c.ToString());

    // A number goes on as long as there is such a group: $12 is group 1 and a 2 where there are fewer than twelve.
    private static (string Group, int Length)? Group(ReadOnlySpan<char> text, Regex pattern, int last)
    {
        if (text.Length > 1 && text[0] == '{' && text.IndexOf('}') is > 1 and var end)
            return pattern.GroupNumberFromName(text[1..end].ToString()) > 0 && !char.IsAsciiDigit(text[1]) ? (text[1..end].ToString(), end + 1) : null;

        if (text.Length == 0 || !char.IsAsciiDigit(text[0]) || text[0] - '0' > last)
            return null;

        int number = text[0] - '0', length = 1;
        while (length < text.Length && char.IsAsciiDigit(text[length]) && (number * 10) + (text[length] - '0') is var longer && longer <= last)
        {
            number = longer;
            length++;
        }

        return (number.ToString(CultureInfo.InvariantCulture), length);
    }
}
