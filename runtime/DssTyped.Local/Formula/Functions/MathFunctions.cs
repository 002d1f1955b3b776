using System.Numerics;

namespace DssTyped.Local.Formula.Functions;

/// <summary>Functions on numbers. Those of one decimal give a decimal; ceil and floor whole numbers.</summary>
internal static class MathFunctions
{
    // Results overflow long before; larger arguments would only take time.
    private const long MostFactors = 100_000;

    public static Dictionary<string, FormulaImplementation> All { get; } = new(StringComparer.Ordinal)
    {
        ["abs"] = One(Math.Abs), ["acos"] = One(Math.Acos), ["asin"] = One(Math.Asin), ["atan"] = One(Math.Atan), ["cos"] = One(Math.Cos), ["cosh"] = One(Math.Cosh),
        ["exp"] = One(Math.Exp), ["ln"] = One(Math.Log), ["log"] = One(Math.Log10), ["sin"] = One(Math.Sin), ["sinh"] = One(Math.Sinh), ["sqrt"] = One(Math.Sqrt),
        ["tan"] = One(Math.Tan), ["tanh"] = One(Math.Tanh),
        ["degrees"] = One(x => x * 180 / Math.PI), ["radians"] = One(x => x / 180 * Math.PI),
        ["even"] = One(x => Math.Ceiling(x) is var up && up % 2 == 0 ? up : up + 1),
        ["odd"] = One(x => Math.Ceiling(x) is var up && up % 2 != 0 ? up : up + 1),
        ["ceil"] = Whole(Math.Ceiling), ["floor"] = Whole(Math.Floor),
        ["atan2"] = Two((a, b) => Math.Atan2(a, b)), ["pow"] = Two((a, b) => Math.Pow(a, b)), ["quotient"] = Two((a, b) => Math.Floor(a / b)),
        ["gcd"] = Two((a, b) => (double)BigInteger.GreatestCommonDivisor((long)a, (long)b)),
        ["lcm"] = Two((a, b) => (long)a == 0 || (long)b == 0 ? 0.0 : (double)(BigInteger.Abs((BigInteger)(long)a * (long)b) / BigInteger.GreatestCommonDivisor((long)a, (long)b))),
        ["mod"] = Two((a, b) => (long)b == 0 ? FormulaValue.Fail("division by zero") : (long)b == -1 ? 0L : (long)a % (long)b),
        ["combin"] = Two((n, k) => Combinations((long)n, (long)k)),
        ["factn"] = Two((i, d) => d < 1 ? FormulaValue.Fail("factn needs a step from 1") : Factorial((long)i, (long)d)),
        ["fact"] = new(a => Number(a[0], x => Factorial((long)x, 1))),
        ["multinomial"] = new(Multinomial),
        ["PI"] = new(_ => Math.PI),
        ["round"] = new(Round),
        ["avg"] = new(values => Values(values) is { Count: > 0 } numbers ? numbers.Average() : FormulaValue.Null),
        ["sum"] = new(values => Values(values).Sum()),
        ["max"] = new(values => Extreme(values, 1)), ["min"] = new(values => Extreme(values, -1)),
        ["toNumber"] = new(a => a[0].IsEmpty ? FormulaValue.Null : a[0].IsNumber ? a[0] : a[0].Kind == FormulaKind.Text && FormulaValue.OfCell(a[0].Text.Trim()) is { IsNumber: true } number ? number : NoNumber(a[0])),
        ["dec2hex"] = new(a => Number(a[0], x => ((long)x).ToString("x", System.Globalization.CultureInfo.InvariantCulture))),
        ["hex2dec"] = new(a => a[0].IsEmpty ? FormulaValue.Null : long.TryParse(a[0].ToText(), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out long value) ? value : NoNumber(a[0])),
    };

    /// <summary>Java's rounding: half goes up.</summary>
    public static double RoundHalfUp(double value) => Math.Floor(value + 0.5);

    private static FormulaImplementation One(Func<double, double> function) => new(a => Number(a[0], x => function(x)));

    private static FormulaImplementation Whole(Func<double, double> function) => new(a => Number(a[0], x => (long)function(x)));

    private static FormulaImplementation Two(Func<double, double, FormulaValue> function) => new(a => Number(a[0], x => Number(a[1], y => function(x, y))));

    private static FormulaValue Number(FormulaValue value, Func<double, FormulaValue> then) =>
        value.IsEmpty ? FormulaValue.Null : value.AsNumber() is { } number ? then(number) : NoNumber(value);

    private static FormulaValue NoNumber(FormulaValue value) => FormulaValue.Fail($"'{value.ToText()}' is no number");

    private static FormulaValue Round(FormulaValue[] a)
    {
        if (a.Length == 1)
            return Number(a[0], x => RoundHalfUp(x));

        return Number(a[0], x => Number(a[1], places => Math.Pow(10, (long)places) is var power ? RoundHalfUp(x * power) / power : x));
    }

    // avg(a, b), avg([a, b]), sum([a, b]): numbers only, anything else is skipped.
    private static List<double> Values(FormulaValue[] arguments) =>
    [
        .. arguments.SelectMany(argument => argument.IsNumber ? [argument] : argument.AsArray() ?? [argument]).Where(value => !value.IsEmpty).Select(value => value.AsNumber()).OfType<double>(),
    ];

    private static FormulaValue Extreme(FormulaValue[] values, int sign)
    {
        FormulaValue best = FormulaValue.Null;
        foreach (FormulaValue value in values)
        {
            if (value.IsEmpty)
                continue;
            if (best.IsEmpty)
                best = value;
            else if (FormulaOperators.Compare(value, best) is not { } order)
                return FormulaValue.Fail($"'{value.ToText()}' and '{best.ToText()}' can't be compared");
            else if (order * sign > 0)
                best = value;
        }

        return best;
    }

    private static FormulaValue Factorial(long from, long step)
    {
        if (from is < 0 or > MostFactors)
            return FormulaValue.Fail("a factorial needs a number from 0 to 100000");

        long result = 1;
        for (long i = from; i > 1; i -= step)
            result = unchecked(result * i);

        return result;
    }

    private static FormulaValue Combinations(long n, long k)
    {
        if (k < 0 || n < k || Math.Min(k, n - k) > MostFactors)
            return FormulaValue.Fail("combin needs 0 <= k <= n, and no more than 100000 factors");

        long result = 1;
        for (long i = 1; i <= Math.Min(k, n - k); i++)
            result = unchecked(result * (n - i + 1)) / i;

        return result;
    }

    private static FormulaValue Multinomial(FormulaValue[] values)
    {
        var numbers = values.Select(value => value.AsNumber()).ToList();
        if (numbers.Contains(null))
            return FormulaValue.Fail("multinomial needs numbers");

        long sum = 0, result = 1;
        foreach (double? number in numbers)
        {
            // Product of the binomials (sum so far) over (next).
            sum += (long)number!.Value;
            result *= Combinations(sum, (long)number.Value) is { Kind: FormulaKind.Integer } factor ? factor.Integer : 0;
        }

        return result;
    }
}
