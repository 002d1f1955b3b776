namespace DssTyped.Local.Store;

/// <summary>
/// The objects that are locked while C# code fills them. Code that builds, writes or clears one of them with an engine would wait for
/// itself; this follows its calls, also into jobs that it starts.
/// </summary>
internal sealed class HeldByCode : IDisposable
{
    private static readonly AsyncLocal<HeldByCode?> s_current = new();

    private readonly HeldByCode? _outer = s_current.Value;
    private readonly IReadOnlySet<string> _folders;
    private volatile bool _ended;

    /// <summary>Starts a time in which these folders are held, for the code that the caller calls until it disposes this.</summary>
    public HeldByCode(IEnumerable<string> folders)
    {
        _folders = folders.ToHashSet(StringComparer.Ordinal);
        s_current.Value = this;
    }

    /// <summary>Whether the calling code runs while it holds the folder itself.</summary>
    public static bool Includes(string folder)
    {
        for (HeldByCode? held = s_current.Value; held is not null; held = held._outer)
        {
            if (!held._ended && held._folders.Contains(folder))
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What the code left running has a copy of the current value.
        _ended = true;
        s_current.Value = _outer;
    }
}
