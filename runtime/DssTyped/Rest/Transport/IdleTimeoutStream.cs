namespace DssTyped.Rest.Transport;

/// <summary>
/// The body of a streamed answer: silence for too long and a broken connection become typed errors, also for every read after them. A
/// closed connection would read as the end of the data otherwise.
/// </summary>
internal sealed class IdleTimeoutStream(Stream inner, HttpResponseMessage response, DssFailure failure, TimeSpan idleLimit, TimeProvider time) : Stream
{
    private volatile bool _disposed;
    private volatile Exception? _broken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_broken is { } earlier)
            throw new DssStreamException(failure, "The stream from DSS ended in an error before; what was read so far is not the whole", earlier);
        ValueTask<int> read = inner.ReadAsync(buffer, cancellationToken);
        // Data that is there already needs no timer.
        int count = read.IsCompletedSuccessfully ? read.Result : await ReadWithinLimitAsync(read, cancellationToken).ConfigureAwait(false);
        ObjectDisposedException.ThrowIf(count == 0 && _disposed, this);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        if (disposing)
            response.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadWithinLimitAsync(ValueTask<int> read, CancellationToken cancellationToken)
    {
        Task<int> pending = read.AsTask();
        try
        {
            return await pending.WaitAsync(idleLimit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            _broken = problem;
            // The read may go on after its wait was given up; closing the connection ends it, and its own failure is of no interest.
            response.Dispose();
            _ = pending.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            switch (problem)
            {
                case not OperationCanceledException when _disposed:
                    throw new ObjectDisposedException(nameof(DssRowStream), problem);
                case TimeoutException:
                    throw new DssStreamException(failure, FormattableString.Invariant($"The stream from DSS was silent for {idleLimit.TotalSeconds:0.#} s; what was read so far is not the whole"), problem);
                case IOException or HttpRequestException or InvalidDataException:
                    throw new DssStreamException(failure, "The stream from DSS broke; what was read so far is not the whole", problem);
                default:
                    throw;
            }
        }
    }
}
