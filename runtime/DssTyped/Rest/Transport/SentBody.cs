using System.Net;

namespace DssTyped.Rest.Transport;

/// <summary>A body that tells when it begins to leave. A server cannot act on a request before: its head alone is incomplete.</summary>
internal sealed class SentBody : HttpContent
{
    private readonly byte[] _bytes;
    private readonly Action _leaving;

    public SentBody(byte[] bytes, Action leaving)
    {
        _bytes = bytes;
        _leaving = leaving;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _leaving();
        return stream.WriteAsync(_bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
