using DuckDB.NET.Native;

namespace DssTyped.Local.Duck;

/// <summary>Interrupts a connection when a token is cancelled, again and again until the statement has given up: an interrupt that comes just before a statement starts is lost.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly DuckDBNativeConnection _connection;
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _gate = new();
    private Timer? _again;
    private bool _ended;

    public Interruption(DuckDBNativeConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(static state => ((Interruption)state!).Start(), this);
    }

    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate)
        {
            _ended = true;
            _again?.Dispose();
        }
    }

    private void Start()
    {
        lock (_gate)
        {
            if (!_ended)
                _again = new Timer(static state => ((Interruption)state!).Interrupt(), this, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        }
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (!_ended)
                _connection.Interrupt();
        }
    }
}
