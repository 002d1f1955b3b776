using System.Globalization;
using System.Text.RegularExpressions;

namespace DssTyped.Tests.Oracle;

/// <summary>A second reading of the formula language: its own parser, straight to an evaluation, for the functions that random formulas use.</summary>
internal sealed class NaiveFormula
{
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!=", "<=", ">=", "<", ">"], ["+", "-"], ["*", "//", "/", "%"]];
    private static readonly Regex Token = new("""\s*("[^"]*"|[0-9]+(\.[0-9]+)?|[A-Za-z_]\w*|\|\||&&|==|!=|<=|>=|//|.)""", RegexOptions.Singleline);

    private readonly string[] _tokens;
    private int _at;

    private NaiveFormula(string text) => _tokens = [.. Token.Matches(text.Trim()).Select(match => match.Groups[1].Value)];

    private delegate object? Evaluation(Func<string, string?> cells);

    /// <summary>What a formula gives on a row, given its cells by the names of their columns.</summary>
    public static object? Evaluate(string text, Func<string, string?> cells)
    {
        var formula = new NaiveFormula(text);
        Evaluation evaluation = formula.Operation(0);
        return formula._at == formula._tokens.Length ? evaluation(cells) : throw new InvalidOperationException($"'{text}' goes on after token {formula._at}.");
    }

    private Evaluation Operation(int level)
    {
        if (level == Levels.Length)
            return Sign();

        Evaluation left = Operation(level + 1);
        while (_at < _tokens.Length && Levels[level].Contains(_tokens[_at]))
        {
            (string sign, Evaluation first) = (_tokens[_at++], left);
            Evaluation second = Operation(level + 1);
            left = level < 2 ? Logic(sign == "||", first, second) : cells => Combined(sign, first(cells), second(cells));
        }

        return left;
    }

    private Evaluation Sign()
    {
        if (Skips("!") && Sign() is { } condition)
            return cells => condition(cells) is var value && value == NaiveValues.Error ? value : !NaiveValues.IsTrue(value);
        if (Skips("-") && Sign() is { } operand)
            return cells => Negative(operand(cells));

        return Operand();
    }

    private Evaluation Operand()
    {
        string token = _tokens[_at++];
        if (token == "(")
        {
            Evaluation inner = Operation(0);
            Expect(")");
            return inner;
        }

        if (token[0] == '"')
            return _ => token[1..^1];
        if (char.IsAsciiDigit(token[0]))
            return _ => NaiveValues.OfCell(token);
        if (token is "true" or "false")
            return _ => token == "true";
        if (!Skips("("))
            return cells => NaiveValues.OfCell(cells(token));

        var arguments = new List<Evaluation>();
        while (!Skips(")"))
        {
            arguments.Add(Operation(0));
            Skips(",");
        }

        return Call(token, [.. arguments]);
    }

    private static Evaluation Call(string name, Evaluation[] a) => name switch
    {
        "val" => cells => NaiveValues.OfCell(cells((string)a[0](cells)!)),
        "strval" => cells => cells((string)a[0](cells)!) is { Length: > 0 } cell ? cell : null,
        "if" => cells => a[0](cells) is var test && test == NaiveValues.Error ? test : (NaiveValues.IsTrue(test) ? a[1] : a[2])(cells),
        "switch" => cells => (NaiveValues.Equal(a[0](cells), a[1](cells)) ? a[2] : a[3])(cells),
        "coalesce" => cells => a.Select(argument => argument(cells)).FirstOrDefault(value => !NaiveValues.IsBlank(value)),
        "isBlank" => cells => NaiveValues.IsBlank(a[0](cells)),
        "isNonBlank" => cells => !NaiveValues.IsBlank(a[0](cells)),
        "isError" => cells => a[0](cells) == NaiveValues.Error,
        _ => cells =>
        {
            object?[] values = [.. a.Select(argument => argument(cells))];
            return Array.Exists(values, value => value == NaiveValues.Error) ? NaiveValues.Error : NaiveFunctions.Call(name, values);
        },
    };

    // The second side is only looked at where it counts.
    private static Evaluation Logic(bool isOr, Evaluation left, Evaluation right) => cells =>
    {
        object? first = left(cells);
        if (first == NaiveValues.Error)
            return first;
        if (NaiveValues.IsTrue(first) == isOr)
            return isOr;

        object? second = right(cells);
        return second == NaiveValues.Error ? second : NaiveValues.IsTrue(second);
    };

    private static object? Combined(string sign, object? a, object? b)
    {
        if (a == NaiveValues.Error || b == NaiveValues.Error)
            return NaiveValues.Error;
        if (sign is "==" or "!=")
            return NaiveValues.Equal(a, b) == (sign == "==");
        if (sign is not ("<" or "<=" or ">" or ">="))
            return NaiveValues.Calculate(sign, a, b);
        if (NaiveValues.IsEmpty(a) || NaiveValues.IsEmpty(b) || NaiveValues.Order(a, b) is not { } order)
            return null;

        return sign switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    private static object? Negative(object? value) => value switch
    {
        _ when value == NaiveValues.Error => value,
        long whole => unchecked(-whole),
        _ when NaiveValues.IsEmpty(value) => null,
        _ => NaiveValues.Number(value) is { } number ? -number : NaiveValues.Error,
    };

    private bool Skips(string token)
    {
        bool found = _at < _tokens.Length && _tokens[_at] == token;
        _at += found ? 1 : 0;
        return found;
    }

    private void Expect(string token)
    {
        if (!Skips(token))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Token {_at} is not '{token}'."));
    }
}
