using System.Text;

namespace DssTyped.Rest;

/// <summary>Texts inside DSS formulas: the one place where they are quoted.</summary>
internal static class FormulaText
{
    /// <summary>A text in quotes; null for one that DSS might read as another: a variable, control characters, halves of letters.</summary>
    public static string? Literal(string text)
    {
        // DSS puts the values of ${variables} in before it parses, inside quotes too.
        if (text.Contains("${", StringComparison.Ordinal) || text.Any(char.IsControl) || !IsWellFormed(text))
            return null;
        return "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    private static bool IsWellFormed(string text)
    {
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int used) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }
}
