using System.Globalization;

namespace DssTyped.Tool.Output;

/// <summary>Numbers of things in words.</summary>
internal static class Counts
{
    /// <summary>A number and its noun: <c>1 error</c>, <c>2 errors</c>.</summary>
    public static string Of(int count, string noun) => $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}
