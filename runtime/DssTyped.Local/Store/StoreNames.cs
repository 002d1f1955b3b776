using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DssTyped.Local.Store;

/// <summary>Folder names for datasets and other objects: readable, and safe on every file system.</summary>
internal static class StoreNames
{
    private const int MaxLength = 100;

    private static readonly HashSet<string> Reserved = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder name of an object. Two names that differ only by case get the same one unless they are told apart by <paramref name="collides"/>.</summary>
    public static string FolderOf(string name, bool collides)
    {
        var folder = new StringBuilder(name.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || (char)b is '_' or '-' || ((char)b == '.' && folder.Length > 0))
                folder.Append((char)b);
            else
                folder.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        bool odd = folder.Length is 0 or > MaxLength || folder[^1] == '.' || Reserved.Contains(folder.ToString().Split('.')[0]);
        if (!odd && !collides)
            return folder.ToString();

        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return $"{folder.ToString(0, Math.Min(folder.Length, MaxLength)).TrimEnd('.')}~{hash}";
    }

    /// <summary>The names among these that equal another but for case.</summary>
    public static IReadOnlySet<string> Colliding(IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).SelectMany(group => group).ToHashSet(StringComparer.Ordinal);

    /// <summary>Physical column names: DuckDB does not tell names apart that differ only by case, and takes no empty one.</summary>
    public static IReadOnlyList<string> Physical(IReadOnlyList<string> columns)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var result = new string[columns.Count];
        for (int i = 0; i < columns.Count; i++)
        {
            string wanted = columns[i].Length == 0 || columns[i].Contains('\0', StringComparison.Ordinal) ? $"column_{i + 1}" : columns[i];
            string name = wanted;
            for (int n = 2; !taken.Add(name); n++)
                name = FormattableString.Invariant($"{wanted}~{n}");

            result[i] = name;
        }

        return result;
    }
}
