using System.Text;
using System.Text.RegularExpressions;

namespace DssTyped.Local.Text;

/// <summary>What Java puts for a match: <c>$1</c>, <c>${name}</c>, and a backslash before a character that stands for itself.</summary>
internal static class JavaReplacement
{
    /// <summary>The replacement as .NET's, and why Java does not take it.</summary>
    /// <param name="java">The replacement.</param>
    /// <param name="pattern">The expression whose groups it names.</param>
    public static (string Text, string? Problem) Of(string java, Regex pattern)
    {
        if (java.AsSpan().IndexOfAny('$', '\\') < 0)
            return (java, null);

        int groups = pattern.GetGroupNumbers().Length - 1;
        var result = new StringBuilder(java.Length + 8);
        for (int i = 0; i < java.Length; i++)
        {
            if (java[i] == '$')
            {
                if (Group(java, ref i, groups, pattern) is not { } group)
                    return ("", $"'{java}' refers to a group that the regular expression does not have; write '\\$' for the sign");

                result.Append("${").Append(group).Append('}');
                continue;
            }

            if (java[i] == '\\' && ++i == java.Length)
                return ("", $"'{java}' ends with a backslash; write two of them for the sign");

            result.Append(java[i] == '$' ? "$$" : java[i].ToString());
        }

        return (result.ToString(), null);
    }

    // As many digits as make a group that there is; at the end stands the last character of the reference.
    private static string? Group(string java, ref int at, int groups, Regex pattern)
    {
        if (at + 1 < java.Length && java[at + 1] == '{')
        {
            int end = java.IndexOf('}', at);
            string name = end < 0 ? "" : java[(at + 2)..end];
            at = Math.Max(at, end);
            return name.Length > 0 && !char.IsAsciiDigit(name[0]) && pattern.GroupNumberFromName(name) > 0 ? name : null;
        }

        if (at + 1 >= java.Length || !char.IsAsciiDigit(java[at + 1]))
            return null;

        int number = java[++at] - '0';
        while (at + 1 < java.Length && char.IsAsciiDigit(java[at + 1]) && (number * 10) + java[at + 1] - '0' <= groups)
            number = (number * 10) + java[++at] - '0';

        return number <= groups ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
