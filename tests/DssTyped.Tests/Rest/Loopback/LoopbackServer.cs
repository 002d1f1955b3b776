using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DssTyped.Tests.Rest.Loopback;

/// <summary>An HTTP/1.1 server on a real socket, small enough to break the protocol in every way a test needs.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<LoopbackRequest, LoopbackReply> _answer;
    private readonly List<LoopbackRequest> _requests = [];
    private readonly X509Certificate2? _certificate;
    private readonly bool _asksForCertificate;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="answer">What it does with a request.</param>
    /// <param name="certificate">Its certificate; null for plain HTTP.</param>
    /// <param name="asksForCertificate">Whether clients must present one of their own.</param>
    /// <param name="address">Where it listens; null for 127.0.0.1.</param>
    public LoopbackServer(Func<LoopbackRequest, LoopbackReply> answer, X509Certificate2? certificate = null, bool asksForCertificate = false, IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _answer = answer;
        _asksForCertificate = asksForCertificate;
        _certificate = certificate;
        _listener.Start();
        Url = new Uri($"{(certificate is null ? "http" : "https")}://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>Connections that are open now.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Subject of the certificate that the latest client presented.</summary>
    public string? ClientSubject { get; private set; }

    /// <summary>The requests that came, those that were answered by a fault included.</summary>
    public IReadOnlyList<LoopbackRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Stopped only after the last accept has ended: to accept from a stopped listener is an error of its own.
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            Interlocked.Increment(ref _connections);
            try
            {
                socket.NoDelay = true;
                using Stream stream = await OpenAsync(socket);
                while (await ReadHeadAsync(stream) is { } head)
                {
                    if (!await AnswerAsync(socket, stream, head))
                        return;
                }
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or SocketException or AuthenticationException or ObjectDisposedException)
            {
                // The client went away, or the test is over.
            }
            finally
            {
                Interlocked.Decrement(ref _connections);
            }
        }
    }

    private async Task<Stream> OpenAsync(Socket socket)
    {
        var plain = new NetworkStream(socket);
        if (_certificate is null)
            return plain;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = _certificate, ClientCertificateRequired = _asksForCertificate, CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null || !_asksForCertificate,
            },
            _stop.Token);
        ClientSubject = secure.RemoteCertificate?.Subject;
        return secure;
    }

    private async Task<bool> AnswerAsync(Socket socket, Stream stream, LoopbackRequest head)
    {
        int length = head.Headers.TryGetValue("content-length", out string? text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        bool chunked = head.Headers.TryGetValue("transfer-encoding", out string? coding) && coding.Contains("chunked", StringComparison.Ordinal);
        if (chunked)
            body = await ReadChunksAsync(stream);
        else
            await stream.ReadExactlyAsync(body, _stop.Token);

        LoopbackRequest request = head with { Body = body };
        lock (_requests)
            _requests.Add(request);
        LoopbackReply reply = _answer(request);
        if (reply.Hold is { } hold)
            await hold.WaitAsync(_stop.Token);
        return await SendAsync(socket, stream, reply);
    }

    private async Task<bool> SendAsync(Socket socket, Stream stream, LoopbackReply reply)
    {
        switch (reply.Fault)
        {
            case LoopbackFault.ResetAfterReading:
                // Lingering for no time makes the close a reset.
                socket.LingerState = new LingerOption(true, 0);
                return false;
            case LoopbackFault.CloseAfterReading:
                return false;
            case LoopbackFault.Silence:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return false;
        }

        var head = new StringBuilder($"HTTP/1.1 {reply.Status} X\r\n");
        // A body without a length goes on until the connection is closed.
        head.Append(reply.Fault == LoopbackFault.EndlessBody ? "Connection: close\r\n" : $"Content-Length: {reply.Body.Length}\r\n");
        if (reply.Body.Length > 0)
            head.Append("Content-Type: ").Append(reply.ContentType).Append("\r\n");
        foreach (string header in reply.Headers)
            head.Append(header).Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);

        if (reply.Fault == LoopbackFault.TruncatedBody)
        {
            await stream.WriteAsync(reply.Body.AsMemory(0, reply.Body.Length / 2), _stop.Token);
            return false;
        }

        if (reply.Fault == LoopbackFault.StalledBody)
        {
            await stream.WriteAsync(reply.Body.AsMemory(0, reply.Body.Length / 2), _stop.Token);
            // Ends when the client closes its side, which it does without sending anything more.
            return await stream.ReadAsync(new byte[1], _stop.Token) > 0;
        }

        while (reply.Fault == LoopbackFault.EndlessBody)
            await stream.WriteAsync(reply.Body, _stop.Token);

        if (reply.Fault == LoopbackFault.SlowDrip)
        {
            foreach (byte one in reply.Body)
            {
                await stream.WriteAsync(new[] { one }, _stop.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(50), _stop.Token);
            }

            return true;
        }

        await stream.WriteAsync(reply.Body, _stop.Token);
        return !reply.ClosesAfterwards;
    }

    private async Task<LoopbackRequest?> ReadHeadAsync(Stream stream)
    {
        string? first = await ReadLineAsync(stream);
        if (string.IsNullOrEmpty(first))
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            // Not HTTP, such as the greeting of TLS.
            if (colon < 0)
                return null;
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        string[] parts = first.Split(' ');
        if (parts.Length < 2)
            return null;
        return new LoopbackRequest(parts[0], parts[1], headers, []);
    }

    private async Task<byte[]> ReadChunksAsync(Stream stream)
    {
        using var whole = new MemoryStream();
        while (true)
        {
            int size = Convert.ToInt32(await ReadLineAsync(stream), 16);
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, _stop.Token);
            await ReadLineAsync(stream);
            if (size == 0)
                return whole.ToArray();
            whole.Write(chunk);
        }
    }

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
                return line.ToString();
            if (one[0] != '\r')
                line.Append((char)one[0]);
        }

        return null;
    }
}
