using System.Threading.Channels;
using DuckDB.NET.Native;

namespace DssTyped.Local.Duck;

/// <summary>
/// Fetches the chunks of a query ahead of who uses them, so that both run side by side. While nobody takes chunks, nothing is
/// fetched and no thread is held.
/// </summary>
internal sealed class ChunksAhead : IAsyncDisposable
{
    private readonly Channel<(DuckDBDataChunk Chunk, long Bytes)> _chunks = Channel.CreateUnbounded<(DuckDBDataChunk, long)>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly SemaphoreSlim _resume = new(0);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Task _fetching;
    private readonly ReadAhead _limits;
    private long _waitingBytes;

    /// <summary>Starts fetching; until this is disposed, nobody else may fetch.</summary>
    public ChunksAhead(DuckDbQuery query, ReadAhead limits)
    {
        _limits = limits;
        _fetching = Task.Run(() => FetchAsync(query));
    }

    /// <summary>The next chunk, which the caller owns; null at the end.</summary>
    /// <exception cref="DuckDbFailure">The query failed half-way.</exception>
    public async ValueTask<DuckDBDataChunk?> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (await _chunks.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!_chunks.Reader.TryRead(out (DuckDBDataChunk Chunk, long Bytes) next))
                continue;

            long left = Interlocked.Add(ref _waitingBytes, -next.Bytes);
            if (left <= _limits.ResumeBytes && left + next.Bytes > _limits.ResumeBytes)
                _resume.Release();

            return next.Chunk;
        }

        return null;
    }

    /// <summary>Ends fetching, and frees what nobody took.</summary>
    public async ValueTask DisposeAsync()
    {
        await _abandoned.CancelAsync().ConfigureAwait(false);
        await _fetching.ConfigureAwait(false);
        while (_chunks.Reader.TryRead(out (DuckDBDataChunk Chunk, long Bytes) next))
            next.Chunk.Dispose();

        _abandoned.Dispose();
        _resume.Dispose();
    }

    private async Task FetchAsync(DuckDbQuery query)
    {
        try
        {
            while (query.Next(_abandoned.Token) is { } chunk)
            {
                long bytes = query.EstimateBytes(chunk);
                _chunks.Writer.TryWrite((chunk, bytes));
                Interlocked.Add(ref _waitingBytes, bytes);
                while (Volatile.Read(ref _waitingBytes) > _limits.PauseBytes)
                    await _resume.WaitAsync(_abandoned.Token).ConfigureAwait(false);
            }

            _chunks.Writer.Complete();
        }
        catch (Exception exception)
        {
            // Told to whoever takes the next chunk.
            _chunks.Writer.Complete(exception);
        }
    }
}
