using System.Globalization;
using System.Runtime.CompilerServices;
using DssTyped.Emit.Text;
using DssTyped.Flow;

namespace DssTyped.Emit.Names;

/// <summary>A scope in which every member has its own identifier. What a member is called depends on the set of members, never on their order.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _reserved;

    // A set; as a dictionary it can be made in its size, which matters to thousands of small scopes.
    private Dictionary<string, int> _taken = new(0, StringComparer.Ordinal);

    /// <summary>A scope in which some identifiers are taken.</summary>
    /// <param name="reserved">What code inherits or always declares.</param>
    /// <param name="kept">What members that are yet to come had before and keep.</param>
    public NameScope(HashSet<string> reserved, IEnumerable<string>? kept = null)
    {
        _reserved = reserved;
        foreach (string identifier in kept ?? [])
            Take(identifier);
    }

    /// <summary>Gives each key an identifier; keys of one call compete with each other, those of earlier calls come first.</summary>
    /// <param name="wanted">Distinct keys (DSS names or ids) and the identifier each would like.</param>
    /// <param name="kept">The identifier that a key had before, or null.</param>
    /// <returns>The identifiers, in the order of <paramref name="wanted"/>.</returns>
    public string[] Assign((string Key, string Identifier)[] wanted, Func<string, string?>? kept = null)
    {
        if (_taken.Count == 0)
        {
            if (kept is null && TryAssignPlain(wanted) is { } plain)
                return plain;

            _taken = new Dictionary<string, int>(wanted.Length, StringComparer.Ordinal);
        }

        var result = new string[wanted.Length];
        var firsts = new Dictionary<string, int>(wanted.Length, StringComparer.Ordinal);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (kept?.Invoke(wanted[i].Key) is { } old)
                Take(result[i] = old);
            else if (!firsts.TryGetValue(wanted[i].Identifier, out int other) || ComesBefore(wanted[i].Key, wanted[other].Key))
                firsts[wanted[i].Identifier] = i;
        }

        List<int>? marked = null;
        for (int i = 0; i < result.Length; i++)
        {
            if (result[i] is not null)
                continue;

            string unmarked = PlainOf(wanted[i].Identifier);
            if (firsts[wanted[i].Identifier] == i && Take(unmarked))
                result[i] = unmarked;
            else
                (marked ??= []).Add(i);
        }

        if (marked is not null)
            Mark(marked, wanted, result);

        return result;
    }

    // Nearly always no two members would like the same: then each gets it. Null if any two would.
    [MethodImpl(HotPath.Optimized)]
    private string[]? TryAssignPlain((string Key, string Identifier)[] wanted)
    {
        var result = new string[wanted.Length];
        var taken = new Dictionary<string, int>(wanted.Length, StringComparer.Ordinal);
        for (int i = 0; i < wanted.Length; i++)
        {
            string plain = PlainOf(wanted[i].Identifier);
            if (taken.ContainsKey(plain))
                return null;

            taken.Add(plain, 0);
            result[i] = plain;
        }

        _taken = taken;
        return result;
    }

    private void Mark(List<int> marked, (string Key, string Identifier)[] wanted, string[] result)
    {
        foreach (int i in marked.OrderBy(i => wanted[i].Key, StringComparer.Ordinal))
            result[i] = Marked(wanted[i].Identifier, wanted[i].Key);
    }

    /// <summary>Takes an identifier as it is, if it is free.</summary>
    public bool TryTake(string identifier) => !_reserved.Contains(identifier) && Take(identifier);

    private bool Take(string identifier)
    {
        if (_taken.ContainsKey(identifier))
            return false;

        _taken.Add(identifier, 0);
        return true;
    }

    private string PlainOf(string identifier) => _reserved.Contains(identifier) ? identifier + "_" : identifier;

    private string Marked(string identifier, string key)
    {
        // Six digits keep apart what real projects have; the loop is for those who look for collisions.
        for (int digits = 6; digits <= 16; digits += 5)
        {
            string marked = $"{identifier}_x{StableHash.Hex(key, digits)}";
            if (Take(marked))
                return marked;
        }

        string all = $"{identifier}_x{string.Concat(key.Select(c => ((int)c).ToString("x4", CultureInfo.InvariantCulture)))}";
        for (string candidate = all; ; candidate += "_")
        {
            if (Take(candidate))
                return candidate;
        }
    }

    // The plain identifier goes to the most ordinary spelling; the others are marked by a hash of their own name.
    private static bool ComesBefore(string key, string other)
    {
        bool isOrdinary = IsOrdinary(key), otherIsOrdinary = IsOrdinary(other);
        return isOrdinary == otherIsOrdinary ? string.CompareOrdinal(key, other) < 0 : isOrdinary;
    }

    private static bool IsOrdinary(string name) => name.All(c => c is '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'));
}
