using System.Runtime.CompilerServices;
using DssTyped.Flow;
namespace DssTyped.Emit.Names;

/// <summary>The short way of <see cref="Identifiers.Pascal"/> for ASCII names, which nearly all are: one pass, one string.</summary>
internal static class AsciiPascal
{
    private const int MaxLength = 200;

    /// <summary>The identifier; null if the name is long or not ASCII, empty if nothing of it can stand in an identifier.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static string? TryOf(string name)
    {
        if (name.Length > MaxLength)
            return null;

        // Every word may need a digit separator, and the first one an underscore.
        Span<char> result = stackalloc char[(MaxLength * 2) + 1];
        int length = 0;
        for (int i = 0; i < name.Length;)
        {
            if (name[i] >= '\u0080')
                return null;

            int start = i;
            while (i < name.Length && IsWord(name[i]))
                i++;

            if (i == start)
                i++;
            else
                length = AddWord(name, start, i, result, length);
        }

        return result.Slice(0, length).ToString();
    }

    private static int AddWord(string name, int start, int end, Span<char> result, int length)
    {
        // Two numbers stay apart, and no identifier starts with a digit.
        if (IsDigit(name[start]) && (length == 0 || IsDigit(result[length - 1])))
            result[length++] = '_';

        bool isAllUpper = IsAllUpper(name, start, end);
        result[length++] = IsLower(name[start]) ? (char)(name[start] - 32) : name[start];
        for (int i = start + 1; i < end; i++)
            result[length++] = isAllUpper && IsUpper(name[i]) ? (char)(name[i] + 32) : name[i];

        return length;
    }

    private static bool IsAllUpper(string name, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (IsLower(name[i]))
                return false;
        }

        return true;
    }

    private static bool IsWord(char c) => IsDigit(c) || IsUpper(c) || IsLower(c);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsUpper(char c) => c is >= 'A' and <= 'Z';

    private static bool IsLower(char c) => c is >= 'a' and <= 'z';
}
