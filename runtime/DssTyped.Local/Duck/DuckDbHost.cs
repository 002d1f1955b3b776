using System.Collections.Concurrent;
using System.Globalization;
using DssTyped.Local.Sql;
using DuckDB.NET.Data;

namespace DssTyped.Local.Duck;

/// <summary>One DuckDB instance in memory, and a pool of connections to it. Data is only ever in Parquet files of the store; the instance computes.</summary>
internal sealed class DuckDbHost : IDisposable
{
    /// <summary>How much of a streamed result DuckDB's threads compute ahead. Two fifths of it must hold a row group of Parquet, or only one of them can compute.</summary>
    public const long StreamingBufferBytes = 32_000_000;

    private static readonly string s_settings = FormattableString.Invariant($"SET TimeZone = 'UTC'; SET streaming_buffer_size = '{StreamingBufferBytes}B'");

    private readonly DuckDBConnection _root;
    private readonly SpillFolder _spill;
    private readonly ConcurrentBag<DuckDbSession> _idle = [];
    private readonly Lock _opening = new();
    private bool _disposed;

    /// <summary>Opens an instance.</summary>
    /// <param name="memoryLimitBytes">How much memory DuckDB may use; more than that goes to <paramref name="temporaryFolder"/>.</param>
    /// <param name="threads">How many threads all connections share.</param>
    /// <param name="temporaryFolder">Where intermediate results go that do not fit into memory; other instances may use it too.</param>
    public DuckDbHost(long memoryLimitBytes, int threads, string temporaryFolder)
    {
        _root = new DuckDBConnection("Data Source=:memory:");
        _root.Open();
        _spill = new SpillFolder(temporaryFolder);
        string megabytes = Math.Max(64, memoryLimitBytes / (1024 * 1024)).ToString(CultureInfo.InvariantCulture);

        // That optimizer of DuckDB 1.5.6 fails with an internal error where a filter under a window compares with two bounds.
        // Without the first two, a typing error in a function's name would make DuckDB look for an extension on the network.
        using var session = Connect();
        session.Execute(
            $"""
            SET autoinstall_known_extensions = false;
            SET autoload_known_extensions = false;
            SET GLOBAL TimeZone = 'UTC';
            SET GLOBAL memory_limit = '{megabytes}MiB';
            SET GLOBAL threads = {threads.ToString(CultureInfo.InvariantCulture)};
            SET GLOBAL preserve_insertion_order = true;
            SET GLOBAL disabled_optimizers = 'top_n_window_elimination';
            SET GLOBAL temp_directory = {SqlText.Literal(_spill.Path)};
            """);
        SqlFunctions.Register(_root);
    }

    // A duplicate is closed at first, and answers for the connection it was made of until it is opened.
    private DuckDbSession Connect()
    {
        DuckDBConnection connection = _root.Duplicate();
        connection.Open();
        return new DuckDbSession(connection);
    }

    /// <summary>A connection of the caller's own, until it disposes the lease.</summary>
    public DuckDbLease Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_idle.TryTake(out DuckDbSession? session))
            return new DuckDbLease(this, session);

        lock (_opening)
            session = Connect();

        session.Execute(s_settings);
        return new DuckDbLease(this, session);
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out DuckDbSession? session))
            session.Dispose();

        _root.Dispose();
        _spill.Dispose();
    }

    internal void Return(DuckDbSession session, bool isSpent)
    {
        if (_disposed || isSpent)
            session.Dispose();
        else
            _idle.Add(session);
    }
}

/// <summary>A connection that goes back to the pool when it is disposed.</summary>
internal sealed class DuckDbLease(DuckDbHost host, DuckDbSession session) : IDisposable
{
    private DuckDbSession? _session = session;

    public DuckDbSession Session => _session ?? throw new ObjectDisposedException(nameof(DuckDbLease));

    /// <summary>Whether the connection has got tables or views of its own, and so is closed rather than used again.</summary>
    public bool IsSpent { get; set; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session)
            host.Return(session, IsSpent);
    }
}
