using DssTyped.Emit.Text;

namespace DssTyped.Emit.Names;

/// <summary>A scope in which every member has its own identifier. What a member is called depends on the set of members, never on their order.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reserved;

    /// <summary>A scope in which some identifiers are taken by what code inherits or always declares.</summary>
    public NameScope(IEnumerable<string> reserved) => _reserved = new HashSet<string>(reserved, StringComparer.Ordinal);

    /// <summary>Gives each key an identifier; keys of one call compete with each other, those of earlier calls come first.</summary>
    /// <param name="wanted">Distinct keys (DSS names or ids) and the identifier each would like.</param>
    /// <returns>The identifiers, in the order of <paramref name="wanted"/>.</returns>
    public string[] Assign(IReadOnlyList<(string Key, string Identifier)> wanted)
    {
        var result = new string[wanted.Count];
        foreach (IGrouping<string, int> group in Enumerable.Range(0, wanted.Count).GroupBy(i => wanted[i].Identifier, StringComparer.Ordinal))
        {
            // The plain identifier goes to the most ordinary spelling; the others are marked by a hash of their own name.
            bool first = true;
            foreach (int index in group.OrderBy(i => IsOrdinary(wanted[i].Key) ? 0 : 1).ThenBy(i => wanted[i].Key, StringComparer.Ordinal))
            {
                string plain = _reserved.Contains(group.Key) ? group.Key + "_" : group.Key;
                result[index] = first && _taken.Add(plain) ? plain : Marked(group.Key, wanted[index].Key);
                first = false;
            }
        }

        return result;
    }

    /// <summary>Takes an identifier as it is, if it is free.</summary>
    public bool TryTake(string identifier) => !_reserved.Contains(identifier) && _taken.Add(identifier);

    private string Marked(string identifier, string key)
    {
        // Six digits keep apart what real projects have; the loop is for those who look for collisions.
        for (int digits = 6; digits <= 16; digits += 5)
        {
            string marked = $"{identifier}_x{StableHash.Hex(key, digits)}";
            if (_taken.Add(marked))
                return marked;
        }

        string all = $"{identifier}_x{string.Concat(key.Select(c => ((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)))}";
        for (string candidate = all; ; candidate += "_")
        {
            if (_taken.Add(candidate))
                return candidate;
        }
    }

    private static bool IsOrdinary(string name) => name.All(c => c is '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'));
}
