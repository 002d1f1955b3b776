using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Flow.Formula;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Local.Text;

namespace DssTyped.Local.Formula;

/// <summary>Turns a formula into delegates, once per recipe.</summary>
internal sealed class FormulaCompiler
{
    private readonly Func<string, int> _slotOf;
    private readonly FormulaEnvironment _environment;
    private readonly Dictionary<string, int> _locals = new(StringComparer.Ordinal);
    private int _localCount;
    private int _greatestOffset;

    private FormulaCompiler(Func<string, int> slotOf, FormulaEnvironment environment)
    {
        _slotOf = slotOf;
        _environment = environment;
    }

    /// <summary>Compiles a formula's text.</summary>
    /// <param name="text">The formula; project variables are put in first.</param>
    /// <param name="slotOf">The place of a column in a row; -1 if there is none (the column is always empty then).</param>
    /// <param name="environment">The time, random numbers and variables.</param>
    /// <exception cref="FormulaRefusedException">It is no formula, or uses what the local engine does not have.</exception>
    public static CompiledFormula Compile(string text, Func<string, int> slotOf, FormulaEnvironment environment)
    {
        (string expanded, IReadOnlyList<FormulaProblem> unknown) = FormulaVariables.Expand(text, environment.Text);
        if (unknown.Count > 0)
            throw new FormulaRefusedException($"formula '{Short(text)}': {unknown[0].Message}");

        var formula = Flow.Formula.Formula.Parse(expanded);
        if (Refuse(formula) is { } reason)
            throw new FormulaRefusedException(reason);

        var compiler = new FormulaCompiler(slotOf, environment);
        FormulaCode code = compiler.Node(formula.Root);
        return new CompiledFormula(code, compiler._localCount, compiler._greatestOffset);
    }

    /// <summary>Why a formula can't run here; null if it can.</summary>
    public static string? Refuse(Flow.Formula.Formula formula)
    {
        foreach (FormulaProblem problem in FormulaChecks.Check(formula, columns: null))
        {
            if (problem.Kind != FormulaProblemKind.IgnoredText)
                return string.Create(CultureInfo.InvariantCulture, $"formula '{Short(formula.Text)}', character {problem.Span.Start + 1}: {problem.Message}");
        }

        foreach (CallNode call in formula.Root.SelfAndDescendants().OfType<CallNode>())
        {
            if (FormulaFunctions.Find(call.Function) is { Support: FormulaSupport.Refused } function)
                return string.Create(CultureInfo.InvariantCulture, $"formula '{Short(formula.Text)}', character {call.NameSpan.Start + 1}: '{function.Name}' can't run here: {function.Note}");
        }

        foreach (CallNode call in formula.Root.SelfAndDescendants().OfType<CallNode>())
        {
            FormulaNode? spelled = call.Function == "format" ? call.Arguments.FirstOrDefault() : null;
            if (spelled is TextNode format && JavaFormat.Refuse(format.Value) is { } problem)
                return string.Create(CultureInfo.InvariantCulture, $"formula '{Short(formula.Text)}', character {format.Span.Start + 1}: {problem}");
        }

        foreach (PatternNode pattern in formula.Root.SelfAndDescendants().OfType<PatternNode>())
        {
            if (JavaRegex.Problem(pattern.Pattern, Flags(pattern)) is { } problem)
                return string.Create(CultureInfo.InvariantCulture, $"formula '{Short(formula.Text)}', character {pattern.Span.Start + 1}: the regular expression {problem}");
        }

        return null;
    }

    private static string Flags(PatternNode pattern) => pattern.IgnoreCase ? "i" : "";

    private static string Short(string text) => text.Length > 60 ? text[..57] + "..." : text;

    private FormulaCode Node(FormulaNode node) => node switch
    {
        TextNode text => Constant(text.Value),
        NumberNode number => Constant(Number(number)),
        PatternNode pattern => Constant(FormulaValue.Of(JavaRegex.Parse(pattern.Pattern, Flags(pattern))!)),
        NameNode name => Name(name.Name),
        ArrayNode array => Array(array),
        UnaryNode unary => Unary(unary),
        BinaryNode binary => Binary(binary),
        MemberNode { Target: NameNode { Name: "cells" } } cell => Column(cell.Name),
        MemberNode { Name: "value", Target: IndexNode { Target: NameNode { Name: "cells" } } cell } => Cell(cell.From),
        IndexNode { Target: NameNode { Name: "cells" }, To: null } cell => Cell(cell.From),
        IndexNode { Target: NameNode { Name: "variables" }, From: TextNode name, To: null } => Constant(_environment.Value(name.Value)),
        MemberNode { Target: NameNode { Name: "variables" } } variable => Constant(_environment.Value(variable.Name)),
        MemberNode member => Member(member),
        IndexNode index => Index(index),
        CallNode call => Call(call),
        _ => throw new FormulaRefusedException($"a part of the formula is missing at character {node.Span.Start + 1}"),
    };

    private static FormulaCode Constant(FormulaValue value) => _ => value;

    private static FormulaValue Number(NumberNode node) =>
        !node.IsDecimal && long.TryParse(node.Spelling, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) ? (FormulaValue)whole : double.Parse(node.Spelling, NumberStyles.Float, CultureInfo.InvariantCulture);

    private FormulaCode Name(string name)
    {
        if (_locals.TryGetValue(name, out int local))
            return frame => frame.Locals[local];
        if (_slotOf(name) >= 0)
            return Column(name);

        return name switch { "true" => Constant(true), "false" => Constant(false), _ => Constant(FormulaValue.Null) };
    }

    private FormulaCode Column(string name)
    {
        int slot = _slotOf(name);
        return slot < 0 ? Constant(FormulaValue.Null) : frame => FormulaValue.OfCell(frame.Cells[slot]);
    }

    private FormulaCode Cell(FormulaNode name)
    {
        if (name is TextNode text)
            return Column(text.Value);

        FormulaCode computed = Node(name);
        return frame => _slotOf(computed(frame).ToText()) is >= 0 and int slot ? FormulaValue.OfCell(frame.Cells[slot]) : FormulaValue.Null;
    }

    private FormulaCode Array(ArrayNode node)
    {
        FormulaCode[] items = [.. node.Items.Select(Node)];
        return frame =>
        {
            var values = new List<FormulaValue>(items.Length);
            foreach (FormulaCode item in items)
                values.Add(item(frame));

            return values;
        };
    }

    private FormulaCode Unary(UnaryNode node)
    {
        FormulaCode operand = Node(node.Operand);
        if (node.IsNot)
            return frame => operand(frame) is var value && value.IsError ? value : !value.IsTrue;

        return frame => operand(frame) switch
        {
            { Kind: FormulaKind.Integer } whole => unchecked(-whole.Integer),
            { IsEmpty: true } => FormulaValue.Null,
            var value when value.AsNumber() is { } number => -number,
            { IsError: true } error => error,
            var value => FormulaValue.Fail($"'{value.ToText()}' is no number"),
        };
    }

    private FormulaCode Binary(BinaryNode node)
    {
        FormulaCode left = Node(node.Left);
        FormulaCode right = Node(node.Right);
        FormulaOperator op = node.Operator;
        return op switch
        {
            // The second side is only looked at if it counts.
            FormulaOperator.And => frame => left(frame) is var first && (first.IsError || !first.IsTrue) ? (first.IsError ? first : false) : FormulaOperators.Apply(op, first, right(frame)),
            FormulaOperator.Or => frame => left(frame) is var first && (first.IsError || first.IsTrue) ? (first.IsError ? first : true) : FormulaOperators.Apply(op, first, right(frame)),
            _ => frame => FormulaOperators.Apply(op, left(frame), right(frame)),
        };
    }

    private FormulaCode Member(MemberNode node)
    {
        FormulaCode target = Node(node.Target);
        string name = node.Name;
        return frame => target(frame) switch
        {
            { Kind: FormulaKind.Object } value => value.Object.Find(name) ?? FormulaValue.Null,
            { Kind: FormulaKind.Array } value when name == "length" => (long)value.Array.Count,
            { Kind: FormulaKind.Text } value when name == "length" => (long)value.Text.Length,
            { IsError: true } error => error,
            _ => FormulaValue.Null,
        };
    }

    private FormulaCode Index(IndexNode node)
    {
        FormulaCode target = Node(node.Target);
        FormulaCode from = Node(node.From);
        FormulaCode? to = node.To is null ? null : Node(node.To);
        return frame => to is null
            ? Functions.ValueFunctions.Get(target(frame), from(frame), FormulaValue.Null)
            : Functions.ValueFunctions.Slice(target(frame), from(frame), to(frame));
    }

    private FormulaCode Call(CallNode call)
    {
        if (FormulaFunctions.Find(call.Function) is { Binds.Count: > 0 } control)
            return Control(call, control);

        switch (call.Function)
        {
            case "val" or "strval" or "numval":
                return ColumnValue(call);
            case "if":
                return If(call);
            case "switch":
                return Switch(call);
            case "now":
                return _ => _environment.Time.GetUtcNow().UtcDateTime is var now ? new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc) : FormulaValue.Null;
            case "rand":
                return Rand([.. call.Arguments.Select(Node)]);
        }

        FormulaCode[] arguments = [.. call.Arguments.Select(Node)];
        FormulaImplementation function = FormulaImplementations.Find(call.Function)
            ?? throw new FormulaRefusedException($"'{call.Function}' can't run here");
        return frame =>
        {
            var values = new FormulaValue[arguments.Length];
            for (int i = 0; i < arguments.Length; i++)
            {
                values[i] = arguments[i](frame);
                if (values[i].IsError && !function.TakesErrors)
                    return values[i];
            }

            return function.Run(values);
        };
    }

    private FormulaCode If(CallNode call)
    {
        FormulaCode[] parts = [.. call.Arguments.Select(Node)];
        FormulaCode otherwise = parts.Length > 2 ? parts[2] : Constant(FormulaValue.Null);
        FormulaCode condition = parts[0], then = parts[1];
        return frame => condition(frame) is var test && test.IsError ? test : test.IsTrue ? then(frame) : otherwise(frame);
    }

    private FormulaCode Switch(CallNode call)
    {
        FormulaCode[] parts = [.. call.Arguments.Select(Node)];
        return frame =>
        {
            FormulaValue value = parts[0](frame);
            for (int i = 1; i + 1 < parts.Length; i += 2)
            {
                if (FormulaOperators.AreEqual(value, parts[i](frame)))
                    return parts[i + 1](frame);
            }

            return parts.Length % 2 == 0 ? parts[^1](frame) : FormulaValue.Null;
        };
    }

    private FormulaCode Rand(FormulaCode[] arguments)
    {
        if (arguments.Length == 0)
            return _ => _environment.Random.NextDouble();

        FormulaCode least = arguments.Length > 1 ? arguments[0] : Constant(0L);
        FormulaCode most = arguments[^1];
        return frame => least(frame).AsNumber() is { } from && most(frame).AsNumber() is { } to && (long)to > (long)from
            ? _environment.Random.NextInt64((long)from, (long)to)
            : FormulaValue.Fail("rand needs two whole numbers, the smaller first");
    }

    // val("name", default, offset): the name may be computed, the offset reads an earlier row.
    private FormulaCode ColumnValue(CallNode call)
    {
        FormulaNode first = call.Arguments[0] is ArrayNode { Items: [TextNode only] } ? only : call.Arguments[0];
        FormulaNode? offsetNode = call.Arguments.ElementAtOrDefault(call.Function == "numval" ? 1 : 2);
        FormulaCode otherwise = call.Function != "numval" && call.Arguments.Count > 1 ? Node(call.Arguments[1]) : Constant(FormulaValue.Null);
        int offset = 0;
        if (offsetNode is not null && !(offsetNode is NumberNode { IsDecimal: false } spelled && int.TryParse(spelled.Spelling, NumberStyles.None, CultureInfo.InvariantCulture, out offset) && offset < 10_000))
            throw new FormulaRefusedException($"the offset of '{call.Function}' must be a whole number from 0 to 9999, written in the formula");

        _greatestOffset = Math.Max(_greatestOffset, offset);
        Func<FormulaFrame, int> slot;
        if (first is TextNode text)
        {
            int known = _slotOf(text.Value);
            slot = _ => known;
        }
        else
        {
            FormulaCode name = Node(first);
            slot = frame => _slotOf(name(frame).ToText());
        }

        string function = call.Function;
        return frame =>
        {
            string?[]? row = offset == 0 ? frame.Cells : offset <= frame.Earlier.Count ? frame.Earlier[offset - 1] : null;
            string? cell = slot(frame) is >= 0 and int at ? row?[at] : null;
            if (string.IsNullOrEmpty(cell))
                return otherwise(frame);

            return function switch
            {
                "strval" => cell,
                "numval" => FormulaValue.OfCell(cell) is { IsNumber: true } number ? number : FormulaValue.Null,
                _ => FormulaValue.OfCell(cell),
            };
        };
    }

    private FormulaCode Control(CallNode call, FormulaFunction control)
    {
        int lastBind = control.Binds[^1];
        FormulaCode[] before = [.. call.Arguments.Take(lastBind).Where((_, index) => !control.Binds.Contains(index)).Select(Node)];
        var names = new List<string>();
        foreach (int index in control.Binds)
        {
            names.Add(call.Arguments[index] is NameNode name
                ? name.Name
                : throw new FormulaRefusedException($"argument {index + 1} of '{call.Function}' must be a plain name, which it binds"));
        }

        // An inner name hides an outer one while the body is compiled.
        int[] slots = [.. names.Select(_ => _localCount++)];
        int?[] hidden = [.. names.Select(name => _locals.TryGetValue(name, out int outer) ? outer : (int?)null)];
        for (int i = 0; i < slots.Length; i++)
            _locals[names[i]] = slots[i];

        FormulaCode body = Node(call.Arguments[lastBind + 1]);
        for (int i = 0; i < slots.Length; i++)
        {
            if (hidden[i] is { } outer)
                _locals[names[i]] = outer;
            else
                _locals.Remove(names[i]);
        }

        return FormulaControls.Of(call.Function, before, slots, body);
    }
}
