using System.Globalization;
using System.Text;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>Writes an expression of Java for .NET: one pass over the text that keeps what .NET sees differently apart.</summary>
internal sealed class JavaRegexTranslator(string pattern, string startFlags)
{
    // Where a line ends to Java, and a place that is not between the two characters of one line end.
    private const string LineEnds = "\\n\\r\\u0085\\u2028\\u2029";
    private const string NotInLineEnd = "(?<!\\r(?=\\n))";

    private readonly StringBuilder _result = new(pattern.Length + 32);
    private readonly Stack<(int Start, string Flags)> _open = new();
    private readonly List<string> _names = [];
    private readonly bool _hasNames = pattern.Contains("(?<") && System.Text.RegularExpressions.Regex.IsMatch(pattern, "\\(\\?<[a-zA-Z]");
    private string _flags = startFlags;
    private int _at;
    private int _atom = -1;
    private int _groups;

    /// <summary>The expression for .NET, for which no option may be set.</summary>
    /// <exception cref="JavaRegexException">It is none in Java, or can't be written for .NET.</exception>
    public string Translate()
    {
        while (_at < pattern.Length)
            Next();

        if (_open.Count > 0)
            throw new JavaRegexException("has a bracket that is not closed");

        return _result.ToString();
    }

    private bool Ignores => Has('i');

    private bool Has(char flag) => _flags.Contains(flag);

    private void Next()
    {
        char c = pattern[_at++];
        switch (c)
        {
            case ' ' or '\t' or '\n' or '\r' or '\f' or '\u000B' when Has('x'):
                break;
            case '#' when Has('x'):
                while (_at < pattern.Length && pattern[_at] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
                    _at++;
                break;
            case '\\':
                Escape();
                break;
            case '[':
                Atom(Cased(new JavaRegexClass(pattern, _flags).Read(ref _at)));
                break;
            case '(':
                Open();
                break;
            case ')':
                Close();
                break;
            case '*' or '+' or '?':
                Quantify(c.ToString());
                break;
            case '{':
                Count();
                break;
            case '.':
                Atom(Has('s') ? "[\\s\\S]" : Has('d') ? "[^\\n]" : $"[^{LineEnds}]");
                break;
            case '^':
                Place(!Has('m') ? "\\A" : Has('d') ? "(?:\\A|(?<=\\n))(?!\\z)" : $"(?:\\A|(?<=[{LineEnds}]){NotInLineEnd})(?!\\z)");
                break;
            case '$':
                Place(!Has('m') ? LastEnd() : Has('d') ? "(?=\\n|\\z)" : $"(?=[{LineEnds}]|\\z){NotInLineEnd}");
                break;
            case '|':
                _result.Append('|');
                _atom = -1;
                break;
            default:
                Literal(c);
                break;
        }
    }

    // The end of the text, or the line end before it.
    private string LastEnd() => Has('d') ? "(?=\\n?\\z)" : $"(?=(?:\\r\\n|[{LineEnds}])?\\z){NotInLineEnd}";

    private void Escape()
    {
        if (_at == pattern.Length)
            throw new JavaRegexException("ends with a backslash");

        char c = pattern[_at];
        if (c == 'Q')
        {
            int end = pattern.IndexOf("\\E", _at + 1, StringComparison.Ordinal);
            string quoted = end < 0 ? pattern.Substring(_at + 1) : pattern.Substring(_at + 1, end - _at - 1);
            _at = end < 0 ? pattern.Length : end + 2;
            foreach (char literal in quoted)
                Literal(literal);
            return;
        }

        if (c is >= '1' and <= '9')
        {
            Reference();
            return;
        }

        if (c is 'p' or 'P')
        {
            _at++;
            Atom($"[{JavaRegexSet.OfProperty(JavaRegexEscapes.PropertyName(pattern, ref _at), c == 'P', Ignores)}]");
            return;
        }

        if (JavaRegexSet.OfLetter(c) is { } set)
        {
            _at++;
            Atom($"[{set}]");
            return;
        }

        switch (c)
        {
            case 'b' or 'B' or 'A' or 'G' or 'z':
                if (c == 'b' && _at + 1 < pattern.Length && pattern[_at + 1] == '{')
                    throw new JavaRegexException("uses '\\b{', which can't be used here");
                _at++;
                // Behind a lazy class .NET 10 takes \b for an end of what the class can hold; it does not see through the double negation.
                Place(c switch { 'b' => "(?!\\B)", 'B' => "(?!\\b)", _ => "\\" + c });
                break;
            case 'Z':
                _at++;
                Place(LastEnd());
                break;
            case 'R':
                _at++;
                Atom("(?:\\r\\n|[\\n\\u000B\\f\\r\\u0085\\u2028\\u2029])");
                break;
            case 'k':
                NamedReference();
                break;
            default:
                Literal(JavaRegexEscapes.Character(pattern, ref _at));
                break;
        }
    }

    private void Reference()
    {
        // As many digits as make a group that is already open.
        int number = pattern[_at++] - '0';
        while (_at < pattern.Length && pattern[_at] is >= '0' and <= '9' && (number * 10) + pattern[_at] - '0' <= _groups)
            number = (number * 10) + pattern[_at++] - '0';

        RefuseCase();
        Atom(number <= _groups ? $"(?:\\{number.ToString(CultureInfo.InvariantCulture)})" : "(?!)");
    }

    private void NamedReference()
    {
        int end = pattern.IndexOf('>', _at);
        if (_at + 1 >= pattern.Length || pattern[_at + 1] != '<' || end < 0 || !_names.Contains(pattern.Substring(_at + 2, end - _at - 2)))
            throw new JavaRegexException("refers to a group that it does not have");

        RefuseCase();
        Atom($"(?:\\k{pattern.Substring(_at + 1, end - _at)})");
        _at = end + 1;
    }

    private void RefuseCase()
    {
        if (Ignores)
            throw new JavaRegexException("refers to a group and ignores case, which can't be used here");
    }

    private void Open()
    {
        int start = _result.Length;
        string flags = _flags;
        _atom = -1;
        if (_at >= pattern.Length || pattern[_at] != '?')
        {
            _groups++;
            // Beside named groups .NET would count the others first.
            _result.Append(_hasNames ? $"(?<{_groups.ToString(CultureInfo.InvariantCulture)}>" : "(");
        }
        else if (Starts("?:") || Starts("?=") || Starts("?!") || Starts("?>"))
        {
            _result.Append('(').Append(pattern, _at, 2);
            _at += 2;
        }
        else if (Starts("?<=") || Starts("?<!"))
        {
            _result.Append('(').Append(pattern, _at, 3);
            _at += 3;
        }
        else if (Starts("?<"))
        {
            OpenNamed();
        }
        else if (!Flags())
        {
            return;
        }

        _open.Push((start, flags));
    }

    private void OpenNamed()
    {
        int end = pattern.IndexOf('>', _at);
        string name = end < 0 ? "" : pattern.Substring(_at + 2, end - _at - 2);
        if (name.Length == 0 || !name.All(c => c is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z') || name[0] <= '9' || _names.Contains(name))
            throw new JavaRegexException($"has a group that Java can't call '{name}'");

        _names.Add(name);
        _groups++;
        _result.Append("(?<").Append(name).Append('>');
        _at = end + 1;
    }

    // "(?i)" holds to the end of the group that it stands in, "(?i:" opens one. Gives whether a group is open.
    private bool Flags()
    {
        bool on = true;
        string flags = _flags;
        for (_at++; _at < pattern.Length; _at++)
        {
            char c = pattern[_at];
            if (c is ')' or ':')
            {
                _at++;
                _flags = flags;
                if (c == ':')
                    _result.Append("(?:");
                return c == ':';
            }

            if (c == '-' && on)
                on = false;
            else if (c is 'i' or 'm' or 's' or 'x' or 'd' or 'u')
                flags = on ? flags + c : flags.Replace(c.ToString(), "");
            else
                throw new JavaRegexException($"uses '(?{c}', which can't be used here");
        }

        throw new JavaRegexException("has a bracket that is not closed");
    }

    private void Close()
    {
        if (_open.Count == 0)
            throw new JavaRegexException("closes a bracket that is not open");

        (_atom, _flags) = _open.Pop();
        _result.Append(')');
    }

    private void Count()
    {
        int end = pattern.IndexOf('}', _at);
        string[] bounds = end < 0 ? [] : pattern.Substring(_at, end - _at).Split(',');
        if (bounds.Length is not (1 or 2) || bounds[0].Length == 0 || !bounds.All(bound => bound.All(c => c is >= '0' and <= '9')))
            throw new JavaRegexException("has a '{' that starts no count; write '\\{' for the sign");

        _at = end + 1;
        Quantify($"{{{string.Join(",", bounds)}}}");
    }

    private void Quantify(string quantifier)
    {
        if (_atom < 0)
            throw new JavaRegexException($"has a '{quantifier[0]}' that repeats no character");

        char kind = _at < pattern.Length ? pattern[_at] : '\0';
        if (kind == '+')
        {
            // What it took it does not give back.
            _result.Insert(_atom, "(?>").Append(quantifier).Append(')');
            _at++;
        }
        else if (kind == '?')
        {
            _result.Append(quantifier).Append('?');
            _at++;
        }
        else
        {
            _result.Append(quantifier);
        }

        _atom = -1;
    }

    private void Literal(char c)
    {
        bool isLetter = c is >= 'a' and <= 'z' or >= 'A' and <= 'Z';
        Atom(Ignores && (isLetter || Has('u')) ? Cased(isLetter ? $"[{JavaRegexSet.OfRange(c, c, ignoresCase: true)}]" : JavaRegexSet.Literal(c)) : JavaRegexSet.Literal(c));
        // Half a pair is no character: what repeats it repeats both.
        if (char.IsHighSurrogate(c) && _at < pattern.Length && char.IsLowSurrogate(pattern[_at]))
        {
            int start = _atom;
            _result.Insert(start, "(?:").Append(JavaRegexSet.Literal(pattern[_at++])).Append(')');
            _atom = start;
        }
    }

    private string Cased(string atom) => Ignores && Has('u') ? $"(?i:{atom})" : atom;

    private void Atom(string atom)
    {
        _atom = _result.Length;
        _result.Append(atom);
    }

    // Nothing can be repeated there: .NET does not end on all expressions that try.
    private void Place(string place)
    {
        _atom = -1;
        _result.Append(place);
    }

    private bool Starts(string text) => string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0;
}
