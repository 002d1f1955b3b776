using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Local.Text;

namespace DssTyped.Tests.Local.Java;

/// <summary>What OpenJDK 17 did with the same values: the tables in <c>Java17</c> were written by it, from random cases and those that are hard.</summary>
public sealed class JavaTests
{
    [Fact]
    public void Doubles_are_written_as_Java_writes_them() =>
        Assert.All(Table("doubles"), cells => Assert.Equal(cells[1], JavaText.Of(BitConverter.Int64BitsToDouble(long.Parse(cells[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)))));

    [Fact]
    public void Floats_are_written_as_Java_writes_them() =>
        Assert.All(Table("floats"), cells => Assert.Equal(cells[1], JavaText.Of(BitConverter.Int32BitsToSingle(int.Parse(cells[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)))));

    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(2.0E-3, "0.002")]
    [InlineData(1.0E-3, "0.001")]
    [InlineData(9.999E-4, "9.999E-4")]
    [InlineData(9999999.0, "9999999.0")]
    [InlineData(1.0E7, "1.0E7")]
    [InlineData(1.0E23, "9.999999999999999E22")]
    [InlineData(2.0E23, "1.9999999999999998E23")]
    [InlineData(1.0E-323, "1.0E-323")]
    [InlineData(2.0E-323, "2.0E-323")]
    [InlineData(double.Epsilon, "4.9E-324")]
    [InlineData(2.2250738585072014E-308, "2.2250738585072014E-308")]
    [InlineData(double.MaxValue, "1.7976931348623157E308")]
    [InlineData(9007199254740993.0, "9.007199254740992E15")]
    public void Borders_and_special_values_too(double value, string text) => Assert.Equal(text, JavaText.Of(value));

    [Fact]
    public void Formats_are_filled_as_Java_fills_them() => Assert.All(Table("formats"), cells =>
    {
        string text;
        try
        {
            text = "=" + JavaFormat.Format(cells[0], [Value(cells[1])]);
        }
        catch (FormatException)
        {
            text = "!";
        }

        Assert.True(cells[2][0] == '!' ? text == "!" : text == cells[2], $"{cells[0]} of {cells[1]}: Java {cells[2]}, here {text}");
    });

    [Fact]
    public void Regular_expressions_find_what_Java_finds() => Assert.All(Table("patterns"), cells =>
    {
        Regex? pattern = JavaRegex.Parse(cells[1], cells[0] == "i" ? "i" : "");
        Assert.True(pattern is not null, $"{cells[1]}: {JavaRegex.Problem(cells[1])}");
        var found = new StringBuilder("=");
        foreach (Match match in pattern.Matches(cells[2]))
            found.Append('[').AppendJoin(';', match.Groups.Values.Select(group => group.Success ? string.Create(CultureInfo.InvariantCulture, $"{group.Index},{group.Index + group.Length}") : "-1,-1")).Append(']');

        Assert.True(found.ToString() == cells[3], $"{cells[1]} in '{cells[2]}': Java {cells[3]}, here {found}");
    });

    [Theory]
    [InlineData("a\\X", "uses '\\X', which can't be used here")]
    [InlineData("\\p{IsLatin}", "uses '\\p{IsLatin}', which can't be used here; write the characters")]
    [InlineData("[a&&[^b]c]", "has a class that can't be used here")]
    [InlineData("(?i)(a)\\1", "refers to a group and ignores case")]
    [InlineData("(?U)a", "uses '(?U', which can't be used here")]
    [InlineData("a{", "has a '{' that starts no count; write '\\{' for the sign")]
    [InlineData("\\b*", "has a '*' that repeats no character")]
    [InlineData("(a", "has a bracket that is not closed")]
    [InlineData("a)", "closes a bracket that is not open")]
    [InlineData("[b-a]", "has a range from a later to an earlier character")]
    public void What_can_not_be_written_for_NET_is_refused_with_its_reason(string pattern, string problem) => Assert.StartsWith(problem, JavaRegex.Problem(pattern), StringComparison.Ordinal);

    [Theory]
    [InlineData("(a)(b)", "$2$1", "ba", "")]
    [InlineData("(a)(b)", "$12", "a2", "")]
    [InlineData("(?<first>a)(b)", "${first}-$2-$1", "a-b-a", "")]
    [InlineData("ab", "\\$1", "$1", "")]
    [InlineData("ab", "\\\\", "\\", "")]
    [InlineData("ab", "$1", "", "refers to a group")]
    [InlineData("ab", "10 $", "", "refers to a group")]
    [InlineData("ab", "${none}", "", "refers to a group")]
    [InlineData("ab", "x\\", "", "ends with a backslash")]
    public void Replacements_name_groups_as_in_Java(string pattern, string replacement, string expected, string problem)
    {
        Regex regex = JavaRegex.Parse(pattern)!;
        (string text, string? reason) = JavaReplacement.Of(replacement, regex);
        Assert.Contains(problem, reason ?? "", StringComparison.Ordinal);
        if (problem.Length == 0)
            Assert.Equal(expected, regex.Replace("ab", text));
    }

    private static object? Value(string cell) => (cell[0], cell[2..]) switch
    {
        ('i', var text) => long.Parse(text, CultureInfo.InvariantCulture),
        ('d', "NaN") => double.NaN,
        ('d', "Infinity") => double.PositiveInfinity,
        ('d', "-Infinity") => double.NegativeInfinity,
        ('d', var text) => double.Parse(text, CultureInfo.InvariantCulture),
        ('b', var text) => text == "true",
        ('n', _) => null,
        (_, var text) => text,
    };

    private static IEnumerable<string[]> Table(string name, [CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "Java17", name + ".tsv")).Select(line => line.Split('\t').Select(Unescaped).ToArray());

    private static string Unescaped(string cell) => Regex.Replace(cell, @"\\(?:u([0-9A-F]{4})|(.))", match =>
        match.Groups[1].Success ? ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString() : match.Groups[2].Value switch { "n" => "\n", "t" => "\t", "r" => "\r", var other => other });
}
