namespace DssTyped.Rest.Transport;

/// <summary>The body of a streamed answer: silence for too long and a broken connection become typed errors.</summary>
internal sealed class IdleTimeoutStream(Stream inner, HttpResponseMessage response, DssFailure failure, TimeSpan idleLimit, TimeProvider time) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> read = inner.ReadAsync(buffer, cancellationToken);
        // Data that is there already needs no timer.
        if (read.IsCompletedSuccessfully)
            return read.Result;
        return await ReadWithinLimitAsync(read, cancellationToken).ConfigureAwait(false);
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
        catch (TimeoutException silence)
        {
            // Closing the connection ends the pending read; its own failure is of no interest.
            response.Dispose();
            _ = pending.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new DssStreamException(failure, FormattableString.Invariant($"The stream from DSS was silent for {idleLimit.TotalSeconds:0.#} s; what was read so far is not the whole"), silence);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new DssStreamException(failure, "The stream from DSS broke; what was read so far is not the whole", broken);
        }
    }
}
