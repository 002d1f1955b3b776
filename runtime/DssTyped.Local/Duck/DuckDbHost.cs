using System.Collections.Concurrent;
using System.Globalization;
using DssTyped.Local.Sql;
using DuckDB.NET.Data;

namespace DssTyped.Local.Duck;

/// <summary>A DuckDB instance in memory, and a pool of connections to it. Data is only ever in Parquet files of the store; the instance computes.</summary>
internal sealed class DuckDbHost : IDisposable
{
    private readonly DuckDBConnection _root;
    private readonly SpillFolder _spill;
    private readonly Lazy<DuckDbHost> _scans;
    private readonly ConcurrentBag<DuckDbSession> _idle = [];
    private readonly Lock _opening = new();
    private bool _disposed;

    /// <summary>Opens an instance.</summary>
    /// <param name="memoryLimitBytes">How much memory DuckDB may use; more than that goes to <paramref name="temporaryFolder"/>.</param>
    /// <param name="threads">How many threads all connections share.</param>
    /// <param name="temporaryFolder">Where intermediate results go that do not fit into memory; other instances may use it too.</param>
    public DuckDbHost(long memoryLimitBytes, int threads, string temporaryFolder)
        : this(memoryLimitBytes, threads, temporaryFolder, ReadAhead.OfSharedThreads)
    {
    }

    private DuckDbHost(long memoryLimitBytes, int threads, string temporaryFolder, ReadAhead readAhead)
    {
        ReadAhead = readAhead;
        _scans = new Lazy<DuckDbHost>(() => new DuckDbHost(memoryLimitBytes, threads: 1, temporaryFolder, ReadAhead.OfOneThread));
        _root = new DuckDBConnection("Data Source=:memory:");
        _root.Open();
        _spill = new SpillFolder(temporaryFolder);
        string megabytes = Math.Max(64, memoryLimitBytes / (1024 * 1024)).ToString(CultureInfo.InvariantCulture);

        // Three optimizers of DuckDB 1.5.6: the first fails with an internal error where a filter under a window compares with two bounds; the
        // second makes joins of IN with five values or more, which give rows in another order; the third gives wrong rows where EXISTS has a
        // condition with both <> and another inequality.
        // Without the first two settings, a typing error in a function's name would make DuckDB look for an extension on the network.
        using var session = Connect();
        session.Execute(
            $"""
            SET autoinstall_known_extensions = false;
            SET autoload_known_extensions = false;
            SET GLOBAL TimeZone = 'UTC';
            SET GLOBAL memory_limit = '{megabytes}MiB';
            SET GLOBAL threads = {threads.ToString(CultureInfo.InvariantCulture)};
            SET GLOBAL preserve_insertion_order = true;
            SET GLOBAL disabled_optimizers = 'top_n_window_elimination,in_clause,deliminator';
            SET GLOBAL temp_directory = {SqlText.Literal(_spill.Path)};
            """);
        SqlFunctions.Register(_root);
    }

    /// <summary>
    /// An instance beside this one, opened when it is first needed, whose queries each run on the thread that fetches their rows.
    /// So several can run side by side, and what each has decoded is still in the processor's cache when it is fetched.
    /// </summary>
    public DuckDbHost Scans
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _scans.Value;
        }
    }

    /// <summary>How far the results of queries are computed and fetched ahead.</summary>
    public ReadAhead ReadAhead { get; }

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

        session.Execute(FormattableString.Invariant($"SET TimeZone = 'UTC'; SET streaming_buffer_size = '{ReadAhead.BufferBytes}B'"));
        return new DuckDbLease(this, session);
    }

    public void Dispose()
    {
        _disposed = true;
        if (_scans.IsValueCreated)
            _scans.Value.Dispose();

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
