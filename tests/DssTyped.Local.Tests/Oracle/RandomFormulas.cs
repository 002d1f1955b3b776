using System.Globalization;

namespace DssTyped.Tests.Oracle;

/// <summary>Makes the texts of random formulas over some columns.</summary>
internal sealed class RandomFormulas(Random random, IReadOnlyList<string> columns)
{
    private static readonly string[] Words = ["a", "A", "ab", "é", "b c", "", "7", "2.5", "true", " x ", "ß", "2024-01-31"];
    private static readonly string[] Units = ["hour", "day", "week", "month", "year"];

    /// <summary>Any formula.</summary>
    public string Any(int depth = 3) => random.Next(5) switch { 0 => Condition(depth), 1 => Text(depth), 2 => Moment(depth), _ => Number(depth) };

    /// <summary>One that is true or false, mostly.</summary>
    public string Condition(int depth = 3)
    {
        if (depth <= 0)
            return Pick(Column(), "true", "false");

        int next = depth - 1;
        return random.Next(9) switch
        {
            0 => $"({Condition(next)} {Pick("&&", "||")} {Condition(next)})",
            1 => $"!({Condition(next)})",
            2 => $"{Pick("contains", "startsWith", "endsWith")}({Text(next)}, {Text(0)})",
            3 => $"{Pick("isBlank", "isNonBlank", "isError", "isNumeric")}({Any(next)})",
            4 => $"{Text(next)} {Pick("==", "!=", "<", ">=")} {Text(next)}",
            5 => $"{Moment(next)} {Sign()} {Moment(next)}",
            6 => $"{Any(next)} {Sign()} {Any(next)}",
            _ => $"{Number(next)} {Sign()} {Number(next)}",
        };
    }

    private string Number(int depth)
    {
        if (depth <= 0)
            return random.Next(3) == 0 ? Literal() : Column();

        int next = depth - 1;
        return random.Next(10) switch
        {
            0 or 1 or 2 => $"{Number(next)} {Pick("+", "-", "*", "/", "//", "%")} {Number(next)}",
            3 => $"({Number(next)} {Pick("+", "-", "*", "/")} {Number(next)})",
            4 => $"-({Number(next)})",
            5 => $"{Pick("abs", "floor", "ceil", "round")}({Number(next)})",
            6 => $"mod({Number(next)}, {Number(next)})",
            7 => $"{Pick("max", "min")}({Number(next)}, {Number(next)}, {Number(0)})",
            8 => Pick($"length({Text(next)})", $"indexOf({Text(next)}, {Text(0)})"),
            _ => Pick($"""diff({Moment(next)}, {Moment(next)}, "{Pick(Units)}")""", $"""datePart({Moment(next)}, "{Pick("year", "month", "day", "hours", "dayofweek")}")"""),
        };
    }

    private string Text(int depth)
    {
        if (depth <= 0)
            return random.Next(3) == 0 ? $"\"{Pick(Words)}\"" : Column();

        int next = depth - 1;
        return random.Next(10) switch
        {
            0 => $"concat({Text(next)}, {Any(next)})",
            1 => $"{Pick("toUppercase", "toLowercase", "trim", "toString")}({Text(next)})",
            2 => $"replace({Text(next)}, {Text(0)}, {Text(0)})",
            3 => $"substring({Text(next)}, {Whole(-3, 4)}, {Whole(-3, 4)})",
            4 => $"if({Condition(next)}, {Text(next)}, {Any(next)})",
            5 => $"coalesce({Any(next)}, {Any(next)})",
            6 => $"switch({Any(next)}, {Any(0)}, {Text(next)}, {Text(next)})",
            7 => $"strval(\"{Pick([.. columns])}\")",
            8 => $"""join(split({Text(next)}, "b"), "-")""",
            _ => $"({Text(next)} + {Any(next)})",
        };
    }

    private string Moment(int depth)
    {
        if (depth <= 0)
            return random.Next(2) == 0 ? $"\"{new DateTime(2023, 12, 28).AddDays(random.Next(70)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"" : Column();

        return random.Next(4) switch
        {
            0 => $"""inc({Moment(depth - 1)}, {Whole(-14, 15)}, "{Pick(Units)}")""",
            1 => $"""trunc({Moment(depth - 1)}, "{Pick(Units)}")""",
            2 => $"asDate({Moment(depth - 1)})",
            _ => Moment(0),
        };
    }

    private string Column() => Pick([.. columns]) is var name && name.All(char.IsAsciiLetter) && random.Next(2) == 0 ? name : $"val(\"{name}\")";

    private string Literal() => random.Next(2) == 0 ? Whole(-3, 9) : (random.Next(1, 40) * 0.25).ToString("0.0#", CultureInfo.InvariantCulture);

    private string Whole(int least, int most) => random.Next(least, most).ToString(CultureInfo.InvariantCulture);

    private string Sign() => Pick("==", "!=", "<", "<=", ">", ">=");

    private string Pick(params string[] items) => items[random.Next(items.Length)];
}
