using System.Globalization;
using System.Text;

namespace DssTyped.Flow.Formula;

/// <summary>Cuts a formula into tokens. Names may start with a digit and hold any letters; a slash starts a pattern where an operand can stand.</summary>
internal sealed class FormulaLexer(string text, List<FormulaProblem> problems)
{
    // Longest first.
    private static readonly string[] Symbols =
        ["//", "==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<", ">", "=", "!", "(", ")", "[", "]", ",", "."];

    private int _at;
    private bool _operandEnded;

    public FormulaToken Next()
    {
        while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] == '\uFEFF'))
            _at++;

        FormulaToken token = Read();
        _operandEnded = token.Kind is FormulaTokenKind.Name or FormulaTokenKind.Number or FormulaTokenKind.Text or FormulaTokenKind.Pattern or FormulaTokenKind.Variable
            || token.Is(")") || token.Is("]");
        return token;
    }

    private FormulaToken Read()
    {
        int start = _at;
        if (start >= text.Length)
            return new FormulaToken(FormulaTokenKind.End, "", new FormulaSpan(text.Length, text.Length));

        char first = text[start];
        if (first is '"' or '\'')
            return ReadText(first);
        if (first == '$' && start + 1 < text.Length && text[start + 1] == '{' && text.IndexOf('}', start) is > 0 and int close)
        {
            _at = close + 1;
            return new FormulaToken(FormulaTokenKind.Variable, text.Substring(start + 2, close - start - 2), new FormulaSpan(start, _at));
        }

        // ".5" is a number only where an operand can stand; elsewhere the dot is a field access.
        if (char.IsDigit(first) || (first == '.' && !_operandEnded && start + 1 < text.Length && IsDigit(text[start + 1])))
            return ReadNumberOrName();
        if (IsNameStart(first))
            return ReadName();
        if (first == '/' && !_operandEnded)
            return ReadPattern();

        foreach (string symbol in Symbols)
        {
            if (string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                return new FormulaToken(FormulaTokenKind.Symbol, symbol, new FormulaSpan(start, _at));
            }
        }

        _at++;
        Report(start, $"'{first}' means nothing here; put names with such characters in val(\"...\")");
        return Next();
    }

    private FormulaToken ReadNumberOrName()
    {
        int start = _at;
        int end = Digits(start);
        bool isDecimal = false;
        if (end < text.Length && text[end] == '.' && end + 1 < text.Length && IsDigit(text[end + 1]))
            (end, isDecimal) = (Digits(end + 1), true);

        // "1." is a number too, unless a field or method follows.
        else if (end > start && end < text.Length && text[end] == '.' && (end + 1 == text.Length || !IsNameStart(text[end + 1])))
            (end, isDecimal) = (end + 1, true);

        int exponent = Exponent(end);
        if (exponent > end)
            (end, isDecimal) = (exponent, true);

        // 20_miles is a name, and so is 3d.
        if (!isDecimal && end < text.Length && IsNamePart(text[end]))
            return ReadName();

        _at = end;
        return new FormulaToken(FormulaTokenKind.Number, text.Substring(start, end - start), new FormulaSpan(start, end));
    }

    private int Exponent(int at)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
            return at;

        int digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        int end = Digits(digits);
        return end > digits && (end == text.Length || !IsNamePart(text[end])) ? end : at;
    }

    private int Digits(int at)
    {
        while (at < text.Length && IsDigit(text[at]))
            at++;

        return at;
    }

    private FormulaToken ReadName()
    {
        int start = _at;
        while (_at < text.Length && IsNamePart(text[_at]))
            _at++;

        return new FormulaToken(FormulaTokenKind.Name, text.Substring(start, _at - start), new FormulaSpan(start, _at));
    }

    private FormulaToken ReadText(char quote)
    {
        int start = _at++;
        var content = new StringBuilder();
        while (_at < text.Length)
        {
            char c = text[_at++];
            if (c == quote)
                return new FormulaToken(FormulaTokenKind.Text, content.ToString(), new FormulaSpan(start, _at));

            if (c == '\\' && _at < text.Length)
                AppendEscape(content);
            else
                content.Append(c);
        }

        Report(start, $"the text that starts here is not closed; add {quote}");
        return new FormulaToken(FormulaTokenKind.Text, content.ToString(), new FormulaSpan(start, _at));
    }

    private void AppendEscape(StringBuilder content)
    {
        char c = text[_at++];
        if (c == 'u' && _at + 4 <= text.Length && int.TryParse(text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            content.Append((char)code);
            _at += 4;
            return;
        }

        content.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c });
    }

    private FormulaToken ReadPattern()
    {
        int start = _at++;
        var content = new StringBuilder();
        while (_at < text.Length && text[_at] != '/')
        {
            // An escaped slash is a slash; every other escape belongs to the pattern.
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                if (text[_at + 1] != '/')
                    content.Append('\\');
                _at++;
            }

            content.Append(text[_at++]);
        }

        if (_at == text.Length)
            Report(start, "the pattern that starts here is not closed; add /");
        else
            _at++;

        bool ignoreCase = _at < text.Length && text[_at] == 'i' && (_at + 1 == text.Length || !IsNamePart(text[_at + 1]));
        if (ignoreCase)
            _at++;

        return new FormulaToken(FormulaTokenKind.Pattern, content.ToString(), new FormulaSpan(start, _at), ignoreCase);
    }

    private void Report(int start, string message) =>
        problems.Add(new FormulaProblem(FormulaProblemKind.Syntax, new FormulaSpan(start, Math.Max(start + 1, _at)), "", message));

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '$' || char.IsSurrogate(c);

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' || char.IsSurrogate(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
