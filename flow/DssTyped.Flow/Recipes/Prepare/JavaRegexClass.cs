using System.Text;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>A class of Java's expressions, <c>[...]</c>, for .NET: classes in it and <c>&amp;&amp;</c> between two are written out where .NET has a way.</summary>
internal sealed class JavaRegexClass(string pattern, string flags)
{
    private readonly bool _ignoresCase = flags.Contains('i');
    private readonly bool _skipsBlanks = flags.Contains('x');

    /// <summary>The class that starts behind the bracket at <paramref name="at"/>, which is moved behind its end.</summary>
    public string Read(ref int at)
    {
        bool isNegated = Is(at, '^');
        if (isNegated)
            at++;

        string? all = null;
        bool isWhole = false, isOutside = false;
        var inside = new StringBuilder();
        while (true)
        {
            if (at >= pattern.Length)
                throw new JavaRegexException("has a '[' that is not closed");

            char c = pattern[at];
            if (c == ']' && (inside.Length > 0 || all is not null))
                break;

            at++;
            if (_skipsBlanks && char.IsWhiteSpace(c))
                continue;
            if (isWhole || (c == '[' && all is not null && inside.Length > 0))
                throw Refused();

            if (c == '[')
            {
                string nested = Read(ref at);
                isOutside = nested.StartsWith("[^", StringComparison.Ordinal);
                isWhole = all is not null;
                if (isNegated || nested.Contains("-[") || (isOutside && !isWhole))
                    throw Refused();

                int start = isOutside ? 2 : 1;
                inside.Append(nested, start, nested.Length - start - 1);
            }
            else if (c == '&' && Is(at, '&'))
                all = Both(all, inside, isNegated, ref at);
            else
                Item(c, inside, ref at);
        }

        at++;
        return all is null ? $"[{(isNegated ? "^" : "")}{inside}]" : $"[{all}-[{(isOutside ? "" : "^")}{inside}]]";
    }

    // [a&&b]: what is in a, without what is not in b.
    private static string Both(string? all, StringBuilder inside, bool isNegated, ref int at)
    {
        if (all is not null || isNegated || inside.Length == 0)
            throw Refused();

        at++;
        string first = inside.ToString();
        inside.Clear();
        return first;
    }

    private void Item(char c, StringBuilder inside, ref int at)
    {
        if (c == '\\' && at < pattern.Length)
        {
            char letter = pattern[at];
            if (letter == 'Q')
                throw Refused();

            if (letter is 'p' or 'P')
            {
                at++;
                if (letter == 'P' && flags.Contains('u'))
                    throw Refused();

                inside.Append(JavaRegexSet.OfProperty(JavaRegexEscapes.PropertyName(pattern, ref at), letter == 'P', _ignoresCase));
                return;
            }

            if (JavaRegexSet.OfLetter(letter) is { } set)
            {
                at++;
                bool isRange = letter == 'v' && Is(at, '-') && !Is(at + 1, ']');
                inside.Append(isRange || (char.IsUpper(letter) && flags.Contains('u')) ? throw Refused() : set);
                return;
            }
        }

        char first = Character(c, ref at), last = first;
        if (Is(at, '-') && at + 1 < pattern.Length && pattern[at + 1] is not (']' or '['))
        {
            at++;
            char to = pattern[at++];
            if (to == '\\' && at < pattern.Length && (pattern[at] is 'p' or 'P' or 'Q' || JavaRegexSet.OfLetter(pattern[at]) is not null))
                throw Refused();

            last = Character(to, ref at);
            if (last < first)
                throw new JavaRegexException("has a range from a later to an earlier character");
        }

        inside.Append(JavaRegexSet.OfRange(first, last, _ignoresCase));
    }

    private char Character(char c, ref int at)
    {
        char character = c == '\\' ? JavaRegexEscapes.Character(pattern, ref at) : c;
        return char.IsSurrogate(character) ? throw new JavaRegexException("has a character beyond U+FFFF in a class, which can't be used here; write alternatives") : character;
    }

    private bool Is(int at, char c) => at < pattern.Length && pattern[at] == c;

    private static JavaRegexException Refused() => new("has a class that can't be used here; write it without '&&' and what is in its brackets one by one, or as alternatives");
}
