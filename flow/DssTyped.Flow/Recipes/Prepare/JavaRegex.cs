using System.Text.RegularExpressions;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>Java's regular expressions on .NET's. They are nearly the same language; where the same text means something else, it is written in another way.</summary>
internal static class JavaRegex
{
    /// <summary>The expression; null if it is none, or uses what can't be written for .NET (see <see cref="Problem"/>).</summary>
    /// <param name="pattern">The expression in Java's language.</param>
    /// <param name="flags">The flags it starts with: <c>i</c> ignores the case of ASCII letters, <c>iu</c> of all letters.</param>
    /// <param name="limit">How long a match may take; null for as long as it needs.</param>
    public static Regex? Parse(string pattern, string flags = "", TimeSpan? limit = null)
    {
        try
        {
            return new Regex(new JavaRegexTranslator(pattern, flags).Translate(), RegexOptions.CultureInvariant, limit ?? Regex.InfiniteMatchTimeout);
        }
        catch (ArgumentException)
        {
            // Not an expression: the caller says so with the pattern's place.
            return null;
        }
    }

    /// <summary>Why an expression can't be used, in words that go behind "the regular expression"; null if it can.</summary>
    public static string? Problem(string pattern, string flags = "")
    {
        try
        {
            _ = new Regex(new JavaRegexTranslator(pattern, flags).Translate(), RegexOptions.CultureInvariant);
            return null;
        }
        catch (JavaRegexException problem)
        {
            return problem.Message;
        }
        catch (ArgumentException)
        {
            return "is malformed";
        }
    }
}
