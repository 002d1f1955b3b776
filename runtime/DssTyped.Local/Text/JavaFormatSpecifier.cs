using System.Globalization;
using System.Text.RegularExpressions;

namespace DssTyped.Local.Text;

/// <summary>One <c>%</c> of a Java format, checked by Java's rules for its flags.</summary>
internal sealed record JavaFormatSpecifier(string Spelled, int? Index, string Flags, int Width, int? Precision, char Conversion, bool IsUpper)
{
    // Nobody needs more, and memory ends.
    private const int Most = 10_000;

    /// <summary>Whether it stands for a text of its own and takes no value.</summary>
    public bool IsText => Conversion is '%' or 'n';

    /// <summary>The specifier of a match.</summary>
    /// <exception cref="FormatException">Java does not take it.</exception>
    public static JavaFormatSpecifier Of(Match match)
    {
        char letter = match.Groups["conversion"].ValueSpan[0];
        var specifier = new JavaFormatSpecifier(
            match.Value,
            Number(match.Groups["index"]),
            match.Groups["flags"].Value,
            Number(match.Groups["width"]) ?? 0,
            Number(match.Groups["precision"]),
            char.ToLowerInvariant(letter),
            char.IsUpper(letter));
        return specifier.Problem() is { } problem ? throw new FormatException($"'{match.Value}' is no format: {problem}") : specifier;
    }

    public bool Has(char flag) => Flags.Contains(flag);

    public JavaFormatSpecifier WithoutZeros() => this with { Flags = Flags.Replace("0", "", StringComparison.Ordinal) };

    /// <summary>A text with blanks to the width.</summary>
    public string Pad(string text) => Has('-') ? text.PadRight(Width) : text.PadLeft(Width);

    /// <summary>A text of the precision's length at most.</summary>
    public string Cut(string text) => Precision < text.Length ? text[..Precision.Value] : text;

    private string? Problem()
    {
        string allowed = Conversion switch
        {
            's' => "-#<",
            'b' or 'c' => "-<",
            'd' => "-+ 0,(<",
            'x' or 'o' => "-#+ 0(<",
            'f' => "-#+ 0,(<",
            'e' => "-#+ 0(<",
            'g' => "-+ 0,(<",
            '%' => "-",
            'n' => "",
            _ => "?",
        };
        if (allowed == "?" || (IsUpper && Conversion is 'd' or 'o' or 'f' or 'n'))
            return "there is no such conversion";
        if (Flags.FirstOrDefault(flag => !allowed.Contains(flag)) is not '\0' and var wrong)
            return $"the flag '{wrong}' does not go with it";
        if (Flags.Distinct().Count() < Flags.Length)
            return "a flag stands twice";
        if ((Has('-') && Has('0')) || (Has('+') && Has(' ')))
            return "two flags exclude each other";
        if (Width == 0 && (Has('-') || Has('0')))
            return "the width is missing";
        if (Precision is not null && Conversion is 'd' or 'x' or 'o' or 'c' or '%' or 'n')
            return "it has no precision";
        if (Conversion == 'n' && Width > 0)
            return "it has no width";

        return Width > Most || Precision > Most ? "it is too wide" : null;
    }

    private static int? Number(Group group) => !group.Success ? null : int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : int.MaxValue;
}
