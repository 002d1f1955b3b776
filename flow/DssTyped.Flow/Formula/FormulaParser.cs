namespace DssTyped.Flow.Formula;

/// <summary>Parses a formula by recursive descent. Every failure becomes a problem and a <see cref="MissingNode"/>; nothing throws.</summary>
internal sealed class FormulaParser
{
    // Deeper nesting and longer chains (a + b + ...) than any real formula has; they protect the stack, here and of all that walks the tree.
    private const int MaxDepth = 300;
    private const int MaxHeight = 1000;

    private static readonly Dictionary<string, FormulaOperator>[] Levels =
    [
        new(StringComparer.Ordinal) { ["||"] = FormulaOperator.Or },
        new(StringComparer.Ordinal) { ["&&"] = FormulaOperator.And },
        new(StringComparer.Ordinal)
        {
            ["=="] = FormulaOperator.Equal, ["="] = FormulaOperator.Equal, ["!="] = FormulaOperator.NotEqual, ["<"] = FormulaOperator.Less,
            ["<="] = FormulaOperator.LessOrEqual, [">"] = FormulaOperator.Greater, [">="] = FormulaOperator.GreaterOrEqual,
        },
        new(StringComparer.Ordinal) { ["+"] = FormulaOperator.Add, ["-"] = FormulaOperator.Subtract },
        new(StringComparer.Ordinal)
        {
            ["*"] = FormulaOperator.Multiply, ["/"] = FormulaOperator.Divide, ["//"] = FormulaOperator.IntegerDivide, ["%"] = FormulaOperator.Modulo,
        },
    ];

    private readonly string _text;
    private readonly List<FormulaProblem> _problems = [];
    private readonly FormulaLexer _lexer;
    private FormulaToken _token;
    private int _lastEnd;
    private int _depth;

    public FormulaParser(string text)
    {
        _text = text;
        _lexer = new FormulaLexer(text, _problems);
        _token = _lexer.Next();
    }

    public Formula Parse()
    {
        FormulaNode root = Expression();
        if (_token.Kind != FormulaTokenKind.End)
        {
            // A complete formula followed by closing brackets is common in real projects: DSS stops reading there.
            FormulaProblemKind kind = _token.Is(")") || _token.Is("]") ? FormulaProblemKind.IgnoredText : FormulaProblemKind.Syntax;
            string rest = _text.Substring(_token.Span.Start).Trim();
            _problems.Add(new FormulaProblem(kind, new FormulaSpan(_token.Span.Start, _text.Length), "",
                $"the formula is complete before '{(rest.Length > 20 ? rest.Substring(0, 20) + "..." : rest)}'; remove that, or join it with an operator"));
        }

        return new Formula(_text, root, [.. _problems.OrderBy(problem => problem.Span.Start)]);
    }

    private FormulaNode Expression() => Binary(0);

    private FormulaNode Binary(int level)
    {
        if (level == Levels.Length)
            return Unary();

        FormulaNode left = Binary(level + 1);
        while (_token.Kind == FormulaTokenKind.Symbol && Levels[level].TryGetValue(_token.Text, out FormulaOperator op))
        {
            if (_token.Is("="))
                _problems.Add(new FormulaProblem(FormulaProblemKind.SingleEquals, _token.Span, "", "'=' compares nothing; write '=='"));

            Advance();
            FormulaNode right = Binary(level + 1);
            left = new BinaryNode(op, left, right, left.Span.To(right.Span));
            if (left.Height > MaxHeight)
                return TooDeep();
        }

        return left;
    }

    private FormulaNode Unary()
    {
        if (!_token.Is("-") && !_token.Is("!") && !_token.Is("+"))
            return Postfix();

        FormulaToken sign = Advance();
        if (++_depth > MaxDepth)
            return TooDeep();

        FormulaNode operand = Unary();
        _depth--;
        return sign.Is("+") ? operand : new UnaryNode(sign.Is("!"), operand, sign.Span.To(operand.Span));
    }

    private FormulaNode Postfix()
    {
        FormulaNode node = Primary();
        while (true)
        {
            if (node.Height > MaxHeight)
                return TooDeep();

            if (_token.Is("."))
            {
                Advance();
                node = Field(node);
            }
            else if (_token.Is("["))
            {
                Advance();
                FormulaNode from = Deeper();
                FormulaNode? to = null;
                if (_token.Is(","))
                {
                    Advance();
                    to = Deeper();
                }

                Expect("]");
                node = new IndexNode(node, from, to, new FormulaSpan(node.Span.Start, _lastEnd));
            }
            else
            {
                return node;
            }
        }
    }

    private FormulaNode Field(FormulaNode target)
    {
        if (_token.Kind is not (FormulaTokenKind.Name or FormulaTokenKind.Number))
        {
            Report("a field or function name is missing after '.'");
            return target;
        }

        FormulaToken name = Advance();
        if (!_token.Is("("))
            return new MemberNode(target, name.Text, target.Span.To(name.Span));

        List<FormulaNode> arguments = Arguments();
        arguments.Insert(0, target);
        return new CallNode(name.Text, name.Span, arguments, IsMethod: true, new FormulaSpan(target.Span.Start, _lastEnd));
    }

    private FormulaNode Primary()
    {
        if (_depth > MaxDepth)
            return TooDeep();

        FormulaToken token = _token;
        switch (token.Kind)
        {
            case FormulaTokenKind.Number:
                Advance();
                return new NumberNode(token.Text, token.Span);
            case FormulaTokenKind.Text:
                Advance();
                return new TextNode(token.Text, token.Span);
            case FormulaTokenKind.Pattern:
                Advance();
                return new PatternNode(token.Text, token.IgnoreCase, token.Span);
            case FormulaTokenKind.Variable:
                Advance();
                return new VariableNode(token.Text, token.Span);
            case FormulaTokenKind.Name:
                Advance();
                return _token.Is("(") ? new CallNode(token.Text, token.Span, Arguments(), IsMethod: false, new FormulaSpan(token.Span.Start, _lastEnd)) : new NameNode(token.Text, token.Span);
            case FormulaTokenKind.Symbol when token.Is("("):
                Advance();
                return Nested(")");
            case FormulaTokenKind.Symbol when token.Is("["):
                return new ArrayNode(List("[", "]"), new FormulaSpan(token.Span.Start, _lastEnd));
            default:
                Report(token.Kind == FormulaTokenKind.End ? "an expression is missing at the end" : $"an expression is missing before '{token.Text}'");
                return new MissingNode(token.Span);
        }
    }

    private FormulaNode Nested(string close)
    {
        FormulaNode inner = Deeper();
        Expect(close);
        return inner;
    }

    private FormulaNode Deeper()
    {
        _depth++;
        FormulaNode inner = Expression();
        _depth--;
        return inner;
    }

    private List<FormulaNode> Arguments() => List("(", ")");

    private List<FormulaNode> List(string open, string close)
    {
        Expect(open);
        var items = new List<FormulaNode>();
        _depth++;
        while (!_token.Is(close) && _token.Kind != FormulaTokenKind.End)
        {
            int before = _token.Span.Start;
            items.Add(Expression());
            if (_token.Is(","))
                Advance();
            else if (!_token.Is(close))
            {
                Report($"',' or '{close}' is missing");

                // Go on with what follows as if there were a comma, but never stand still.
                if (_token.Span.Start == before || _token.Is(")") || _token.Is("]"))
                    break;
            }
        }

        _depth--;
        Expect(close);
        return items;
    }

    private FormulaToken Advance()
    {
        FormulaToken token = _token;
        _lastEnd = token.Span.End;
        _token = _lexer.Next();
        return token;
    }

    private void Expect(string symbol)
    {
        if (_token.Is(symbol))
            Advance();
        else if (!_problems.Exists(problem => problem.Span == PlaceOf(_token)))
            Report($"'{symbol}' is missing");
    }

    private FormulaNode TooDeep()
    {
        Report("the formula is nested too deeply; split it into several steps");
        while (_token.Kind != FormulaTokenKind.End)
            Advance();

        return new MissingNode(_token.Span);
    }

    private void Report(string message) => _problems.Add(new FormulaProblem(FormulaProblemKind.Syntax, PlaceOf(_token), "", message));

    private static FormulaSpan PlaceOf(FormulaToken token) => new(token.Span.Start, Math.Max(token.Span.End, token.Span.Start + 1));
}
