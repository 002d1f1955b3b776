using CsCheck;
using DssTyped.Flow.Formula;
using DssTyped.Flow.Schemas;
using Formula = DssTyped.Flow.Formula.Formula;

namespace DssTyped.Tests.Formulas;

public sealed class FormulaParserTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "(1 + (2 * 3))")]
    [InlineData("(1 + 2) * 3", "((1 + 2) * 3)")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a || b && c == d + 1", "(a || (b && (c == (d + 1))))")]
    [InlineData("-a * !b", "(-a * !b)")]
    [InlineData("7 // 2 % 3", "((7 // 2) % 3)")]
    [InlineData("20_miles + 100_analysis", "(20_miles + 100_analysis)")]
    [InlineData("1e3 + 1.5E-2 + .5 + 3d", "(((1e3 + 1.5E-2) + .5) + 3d)")]
    [InlineData("開花日までの日数 / 365", "(開花日までの日数 / 365)")]
    [InlineData("(a - b).abs()", "abs((a - b))")]
    [InlineData("""val("Image URL").split("/")[-1]""", """split(val("Image URL"), "/")[-1]""")]
    [InlineData("""["a", 'b'][mod(n, 2)]""", """["a", "b"][mod(n, 2)]""")]
    [InlineData("""variables["x"]["y"]""", """variables["x"]["y"]""")]
    [InlineData("""cells["reward_" + x].value""", """cells[("reward_" + x)].value""")]
    [InlineData("""split(s, /\s*[,;]\s*/i)""", """split(s, /\s*[,;]\s*/i)""")]
    [InlineData("a / b / c", "((a / b) / c)")]
    [InlineData("x[1, -2]", "x[1, -2]")]
    [InlineData("${cost} * 2", "(${cost} * 2)")]
    [InlineData(" \n\t'it''s' ", "\"it\"")]
    public void Parses_by_the_precedence_of_operators(string text, string tree) => Assert.Equal(tree, Show(Formula.Parse(text).Root));

    [Fact]
    public void Escapes_in_texts_are_characters() =>
        Assert.Equal("a\n\t\"\\\u00E9", Assert.IsType<TextNode>(Formula.Parse("""
            "a\n\t\"\\\u00e9"
            """).Root).Value);

    [Theory]
    [InlineData("1 +", 3, "an expression is missing at the end")]
    [InlineData("concat(a, b", 11, "',' or ')' is missing")]
    [InlineData("if(a > 5 b, 1, 0)", 9, "',' or ')' is missing")]
    [InlineData("a # b", 2, "'#' means nothing here; put names with such characters in val(\"...\")")]
    [InlineData("'open", 0, "the text that starts here is not closed; add '")]
    [InlineData("a b", 2, "the formula is complete before 'b'; remove that, or join it with an operator")]
    [InlineData("", 0, "an expression is missing at the end")]
    public void Says_where_a_formula_is_wrong(string text, int at, string message)
    {
        Formula formula = Formula.Parse(text);
        Assert.False(formula.IsValid);
        FormulaProblem problem = formula.Problems.First(problem => !problem.IsDoubt);
        Assert.Equal((at, message), (problem.Span.Start, problem.Message));
    }

    [Fact]
    public void Brackets_too_many_and_a_single_equals_sign_are_doubts_only()
    {
        Assert.True(Formula.Parse("if(a < 5, 1, 2)))").IsValid);
        FormulaProblem problem = Assert.Single(Formula.Parse("if(day = 'x', 1, 2)").Problems);
        Assert.Equal((FormulaProblemKind.SingleEquals, true, new FormulaSpan(7, 8)), (problem.Kind, problem.IsDoubt, problem.Span));
    }

    [Fact]
    public void Offers_the_nearest_function_and_column()
    {
        IReadOnlyList<FormulaProblem> problems = FormulaChecks.Check(Formula.Parse("lenght(nme) + substring(name)"), ["name", "age"]);
        Assert.Equal(
            [(FormulaProblemKind.UnknownFunction, "length"), (FormulaProblemKind.UnknownColumn, "name"), (FormulaProblemKind.ArgumentCount, null)],
            problems.Select(problem => (problem.Kind, problem.Nearest)));
        Assert.Equal("'substring' takes 2 to 3 arguments, not 1", problems[2].Message);
    }

    [Theory]
    [InlineData("a + val('b c') * numval(\"d\")", "a,b c,d", false)]
    [InlineData("val(concat(champion, '_prediction'))", "champion", true)]
    [InlineData("cells['reward_' + x + '_sum'].value + cells.y.value + cells['z'].value", "x,y,z", true)]
    [InlineData("forEach(tags, tag, tag + suffix)", "tags,suffix", false)]
    [InlineData("with(a, a, a + b)", "a,b", false)]
    [InlineData("variables['v'] + true + null", "", false)]
    [InlineData("${column} + x", "x", true)]
    [InlineData("val(['only'])", "only", false)]
    public void Finds_the_columns_a_formula_reads(string text, string columns, bool computed)
    {
        var found = FormulaColumns.Of(Formula.Parse(text));
        Assert.Equal(columns, string.Join(",", found.Named.Select(column => column.Name)));
        Assert.Equal(computed, found.HasComputed);
    }

    [Fact]
    public void Variables_are_put_in_as_text_and_missing_ones_told()
    {
        (string text, IReadOnlyList<FormulaProblem> problems) = FormulaVariables.Expand("if(x > ${limit}, \"${who}\", ${gone})", name => name switch { "limit" => "5", "who" => "Ada", _ => null });
        Assert.Equal("if(x > 5, \"Ada\", ${gone})", text);
        Assert.Equal(("gone", new FormulaSpan(27, 34)), (Assert.Single(problems).Name, problems[0].Span));
    }

    [Theory]
    [InlineData("i + i * 2", FormulaType.Integer)]
    [InlineData("i / 2", FormulaType.Decimal)]
    [InlineData("i + d", FormulaType.Decimal)]
    [InlineData("s + 1", FormulaType.Any)]
    [InlineData("'x' + s", FormulaType.Text)]
    [InlineData("if(i > 1, 1, 0)", FormulaType.Integer)]
    [InlineData("if(i > 1, 1, 0.5)", FormulaType.Number)]
    [InlineData("i > 1 && b", FormulaType.Boolean)]
    [InlineData("switch(s, 'a', 1, 'b', 2)", FormulaType.Integer)]
    [InlineData("coalesce(i, d)", FormulaType.Number)]
    [InlineData("val('d')", FormulaType.Decimal)]
    [InlineData("now()", FormulaType.Date)]
    [InlineData("length(s)", FormulaType.Integer)]
    public void Infers_types_where_only_the_settings_decide(string text, FormulaType type) =>
        Assert.Equal(type, FormulaTypes.Infer(Formula.Parse(text), name => name switch { "i" => StorageType.BigInt, "d" => StorageType.Double, "b" => StorageType.Boolean, "s" => StorageType.String, _ => StorageType.Unknown }));

    [Fact]
    public void Any_text_is_parsed_without_throwing_and_problems_lie_in_it()
    {
        Gen<string> pieces = Gen.OneOf(Gen.OneOf("(", ")", "[", "]", ",", ".", "'", "\"", "/", "//", "==", "=", "&&", "!", "-", "+", "if", "a", "12", "1e", "${", "}", "\\", " ", "é", "\uD83D", "\n"), Gen.String[0, 3]);
        pieces.Array[0, 30].Select(string.Concat).Sample(
            text =>
            {
                Formula formula = Formula.Parse(text);
                FormulaColumns.Of(formula);
                FormulaTypes.Infer(formula, _ => StorageType.Unknown);
                return FormulaChecks.Check(formula, ["a"]).All(problem => problem.Span.Start >= 0 && problem.Span.Start <= text.Length && problem.Span.End > problem.Span.Start);
            },
            iter: 20_000);
    }

    /// <summary>Everything that walks over a formula does so on a small stack and in no time; a stack overflow would take the compiler with it.</summary>
    [Theory]
    [InlineData("", "(", "")]
    [InlineData("", "[", "")]
    [InlineData("", "-", "1")]
    [InlineData("", "if(a,", "a")]
    [InlineData("a", "[a", "")]
    [InlineData("a", "[0]", "")]
    [InlineData("a", ".b", "")]
    [InlineData("a", ".trim()", "")]
    [InlineData("1", " + 1", "")]
    [InlineData("a", " && a", "")]
    [InlineData("", "a[(1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + ", "")]
    public void Deep_nesting_and_long_chains_are_a_problem_not_a_crash(string start, string repeated, string end)
    {
        Formula? formula = null;
        var thread = new Thread(
            () =>
            {
                formula = Formula.Parse(start + string.Concat(Enumerable.Repeat(repeated, 100_000)) + end);
                FormulaTypes.Infer(formula, _ => StorageType.Unknown);
                FormulaColumns.Of(formula);
                FormulaChecks.Check(formula, ["a"]);
                _ = (formula.Root.GetHashCode(), formula.Root.SelfAndDescendants().Count());
            },
            maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();

        Assert.Contains(formula!.Problems, problem => problem.Message.Contains("nested too deeply", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_condition_of_real_life_is_fine() => Assert.True(Formula.Parse(string.Join(" || ", Enumerable.Range(0, 800).Select(i => $"strval('code') == 'c{i}'"))).IsValid);

    [Fact]
    public void The_catalogue_holds_each_function_once_with_sensible_arities() =>
        Assert.All(FormulaFunctions.All, function =>
        {
            Assert.True(function.Least >= 0 && (function.Most < 0 || function.Most >= function.Least), function.Name);
            Assert.Equal(function.Support == FormulaSupport.Exact, function.Note.Length == 0);
        });

    private static string Show(FormulaNode node) => node switch
    {
        TextNode text => $"\"{text.Value}\"",
        NumberNode number => number.Spelling,
        PatternNode pattern => $"/{pattern.Pattern}/{(pattern.IgnoreCase ? "i" : "")}",
        NameNode name => name.Name,
        VariableNode variable => $"${{{variable.Name}}}",
        UnaryNode unary => (unary.IsNot ? "!" : "-") + Show(unary.Operand),
        BinaryNode binary => $"({Show(binary.Left)} {Sign(binary.Operator)} {Show(binary.Right)})",
        CallNode call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Show))})",
        IndexNode index => $"{Show(index.Target)}[{Show(index.From)}{(index.To is null ? "" : ", " + Show(index.To))}]",
        MemberNode member => $"{Show(member.Target)}.{member.Name}",
        ArrayNode array => $"[{string.Join(", ", array.Items.Select(Show))}]",
        _ => "?",
    };

    private static string Sign(FormulaOperator op) => op switch
    {
        FormulaOperator.Or => "||",
        FormulaOperator.And => "&&",
        FormulaOperator.Equal => "==",
        FormulaOperator.NotEqual => "!=",
        FormulaOperator.Less => "<",
        FormulaOperator.LessOrEqual => "<=",
        FormulaOperator.Greater => ">",
        FormulaOperator.GreaterOrEqual => ">=",
        FormulaOperator.Add => "+",
        FormulaOperator.Subtract => "-",
        FormulaOperator.Multiply => "*",
        FormulaOperator.Divide => "/",
        FormulaOperator.IntegerDivide => "//",
        FormulaOperator.Modulo => "%",
    };
}
