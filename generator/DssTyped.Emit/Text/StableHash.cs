using System.Globalization;

namespace DssTyped.Emit.Text;

/// <summary>FNV-1a over UTF-16 units: the same on every machine and in every run, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    /// <summary>The 64-bit hash of a text.</summary>
    public static ulong Of(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ (byte)c) * 1099511628211);
            hash = unchecked((hash ^ (byte)(c >> 8)) * 1099511628211);
        }

        // FNV's low bits mix poorly for short texts; fold the high half in.
        return hash ^ (hash >> 32);
    }

    /// <summary>The first hexadecimal digits of the hash.</summary>
    public static string Hex(string text, int digits) => Of(text).ToString("x16", CultureInfo.InvariantCulture).Substring(16 - digits);

    /// <summary>The bucket of a text among a power of two of buckets.</summary>
    public static int Bucket(string text, int buckets) => (int)(Of(text) & (ulong)(buckets - 1));
}
