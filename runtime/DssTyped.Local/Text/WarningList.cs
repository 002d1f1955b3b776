namespace DssTyped.Local.Text;

/// <summary>Collects warnings: every one is counted, the first of each kind are kept in words.</summary>
internal sealed class WarningList
{
    private const int KeptPerKind = 10;
    private const int MaxKinds = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Count, List<string> First)> _kinds = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>The number of warnings.</summary>
    public long Count { get; private set; }

    /// <summary>Called with each warning that is kept in words.</summary>
    public Action<string>? Added { get; init; }

    /// <summary>Adds a warning that is its own kind: equal ones are counted.</summary>
    public void Add(string warning) => Add(warning, () => warning);

    /// <summary>Adds a warning of a kind of which only the first few are kept in words.</summary>
    public void Add(string kind, Func<string> text)
    {
        string? told = null;
        lock (_gate)
        {
            Count++;
            if (!_kinds.TryGetValue(kind, out var entry))
            {
                if (_kinds.Count >= MaxKinds)
                    kind = "other warnings";
                if (!_kinds.TryGetValue(kind, out entry))
                {
                    entry = (0, []);
                    _order.Add(kind);
                }
            }

            if (entry.First.Count < KeptPerKind && (entry.First.Count == 0 || kind != entry.First[0]))
                entry.First.Add(told = text());

            _kinds[kind] = (entry.Count + 1, entry.First);
        }

        if (told is not null)
            Added?.Invoke(told);
    }

    /// <summary>The warnings in words, each kind with the number of those left out.</summary>
    public IReadOnlyList<string> ToList()
    {
        lock (_gate)
        {
            var result = new List<string>();
            foreach (string kind in _order)
            {
                (int count, List<string> first) = _kinds[kind];
                result.AddRange(first);
                int more = count - first.Count;
                if (more > 0)
                    result[^1] += first[0] == kind ? FormattableString.Invariant($" ({count} times)") : FormattableString.Invariant($" ... and {more} more: {kind}");
            }

            return result;
        }
    }
}
