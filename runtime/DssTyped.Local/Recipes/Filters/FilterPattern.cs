using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare;

namespace DssTyped.Local.Recipes.Filters;

/// <summary>The regular expressions of filter conditions. DSS's engines disagree on whether one must match the whole text, so only those are taken for which that makes no difference.</summary>
internal static class FilterPattern
{
    /// <summary>The pattern; null if it can't be used.</summary>
    public static Regex? Parse(string pattern) => JavaRegex.Parse(pattern);

    /// <summary>Whether a match is one of the whole text: anchors at both ends, and no alternatives beside them.</summary>
    public static bool IsAnchored(string pattern)
    {
        if (!pattern.StartsWith('^') || !pattern.EndsWith('$'))
            return false;

        int depth = 0;
        bool inClass = false;
        for (int i = 1; i < pattern.Length - 1; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    depth++;
                    break;
                case ')' when !inClass:
                    depth--;
                    break;
                case '|' when !inClass && depth == 0:
                    return false;
            }

            // The last character belongs to a backslash: a dollar sign, not an anchor.
            if (i == pattern.Length - 1)
                return false;
        }

        return true;
    }
}
