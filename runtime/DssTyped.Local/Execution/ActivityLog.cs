using System.Globalization;
using System.Text;

namespace DssTyped.Local.Execution;

/// <summary>The log of one activity: in memory while it runs, in a file when it has ended.</summary>
internal sealed class ActivityLog
{
    private const int TailLines = 20;
    private const int MaxLines = 10_000;

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    public void Add(string message)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"[{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss.fff}] {message}");
        lock (_gate)
        {
            if (_lines.Count < MaxLines)
                _lines.Add(line);
            else if (_lines.Count == MaxLines)
                _lines.Add("(the rest of the log was left out)");
        }
    }

    /// <summary>The last lines.</summary>
    public IReadOnlyList<string> Tail()
    {
        lock (_gate)
            return [.. _lines.TakeLast(TailLines)];
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        lock (_gate)
        {
            foreach (string line in _lines)
                text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
