using DssTyped.Rest;
using Microsoft.Extensions.Logging;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogLines : ILogger<DssClient>
{
    private readonly List<(LogLevel Level, string Text)> _lines = [];

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_lines)
                return [.. _lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text)];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
            _lines.Add((logLevel, formatter(state, exception)));
    }
}
