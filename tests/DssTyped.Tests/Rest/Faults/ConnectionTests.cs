using System.Net;
using System.Net.Sockets;
using DssTyped.Rest;
using DssTyped.Rest.Transport;
using DssTyped.Tests.Rest.Loopback;
using Microsoft.Extensions.Logging.Abstractions;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Servers that cannot be reached, and proxies in between: an error that says what to mend, and a start that may safely be tried again.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task A_name_that_nobody_knows_is_said_to_be()
    {
        DssEngineOptions options = Options(new Uri("http://dss.invalid"));
        options.MaxRetries = 0;
        SocketsHttpHandler handler = DssHttpClients.CreateHandler(options, NullLogger.Instance);
        // What asking for the name ends in, wherever the test runs.
        handler.ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound);
        using var http = new HttpClient(handler);
        using var client = new DssClient(new DssHttp(options, () => http, NullLogger.Instance));

        var failure = await Assert.ThrowsAsync<DssConnectionException>(() => StartAsync(client));

        Assert.Contains("its name is not known here", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
        Assert.False(failure.RequestMayHaveLeft);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_to_is_said_to_be()
    {
        Uri gone;
        await using (var server = new LoopbackServer(_ => new LoopbackReply()))
            gone = server.Url;

        Assert.Contains("check Url, and whether DSS runs", (await FailureAsync(gone)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_where_https_is_expected_is_said_to_be()
    {
        await using var plain = new LoopbackServer(_ => LoopbackReply.Json("[]"));

        var failure = await FailureAsync(new UriBuilder(plain.Url) { Scheme = "https" }.Uri);

        Assert.Contains("check that Url's port speaks https", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_to_tls_is_no_start_of_a_job()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        DssEngineOptions options = Options(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        (options.ConnectTimeout, options.MaxRetries) = (TimeSpan.FromMilliseconds(200), 1);
        using var client = new DssClient(options);

        var failure = await Assert.ThrowsAsync<DssConnectionException>(() => StartAsync(client));

        Assert.Contains("no connection within ConnectTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_was_cancelled_before_it_left_looks_for_no_job()
    {
        // The connection never opens, so that nothing is sent; a second one, to look at jobs, would be counted.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new DssClient(Options(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")));
        using var cancel = new CancellationTokenSource();
        Task start = StartAsync(client, cancel.Token);
        using Socket first = await listener.AcceptSocketAsync();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.False(listener.Pending());
    }

    [IPv6Fact]
    public async Task An_address_of_IPv6_is_reached()
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("""[{"projectKey":"P"}]"""), address: IPAddress.IPv6Loopback);
        using var client = new DssClient(Options(server.Url));

        Assert.Equal(["P"], await client.ListProjectKeysAsync());
    }

    [Fact]
    public async Task A_proxy_gets_requests_and_one_that_wants_a_sign_in_is_named_once()
    {
        await using var proxy = new LoopbackServer(request => request.Headers.ContainsKey("Proxy-Authorization") ? LoopbackReply.Json("[]") : LoopbackReply.Text("<html>who?</html>", 407, "text/html"));
        (DssEngineOptions options, HttpClient http) = Through(proxy, credentials: null);
        using var refused = new DssClient(new DssHttp(options, () => http, NullLogger.Instance, http));

        var failure = await Assert.ThrowsAsync<DssConnectionException>(() => StartAsync(refused));

        Assert.Contains("http://user:password@proxy:port", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
        Assert.StartsWith("http://dss.invalid/dip/publicapi/", Assert.Single(proxy.Requests).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_refuses_a_tunnel_is_named_and_no_start_of_a_job()
    {
        await using var proxy = new LoopbackServer(_ => LoopbackReply.Text("<html>who?</html>", 407, "text/html"));
        (DssEngineOptions options, HttpClient http) = Through(proxy, new NetworkCredential("someone", "pr0xy-passw0rd"));
        options.Url = new Uri("https://dss.invalid");
        options.MaxRetries = 0;
        using var client = new DssClient(new DssHttp(options, () => http, NullLogger.Instance, http));

        var failure = await Assert.ThrowsAsync<DssConnectionException>(() => StartAsync(client));

        Assert.Contains("the proxy refuses to connect", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pr0xy-passw0rd", failure.ToString(), StringComparison.Ordinal);
        Assert.All(proxy.Requests, request => Assert.Equal("CONNECT", request.Method));
        // The key of DSS is not for the proxy.
        Assert.All(proxy.Requests, request => Assert.DoesNotContain("Authorization", request.Headers.Keys));
    }

    [Fact]
    public async Task A_connection_that_the_server_closes_while_it_is_idle_costs_no_start()
    {
        int starts = 0;
        await using var server = new LoopbackServer(request => request.Method == "POST"
            ? LoopbackReply.Json($$"""{"id":"job{{Interlocked.Increment(ref starts)}}"}""")
            : LoopbackReply.Json("[]") with { ClosesAfterwards = true });
        using var client = new DssClient(Options(server.Url));

        // The start goes out while the connection of the request before is being closed, or just after.
        for (int round = 1; round <= 50; round++)
        {
            await client.ListProjectKeysAsync();
            try
            {
                await StartAsync(client);
            }
            catch (DssJobStartUnknownException)
            {
                // The close crossed the start, and nothing tells whether it was read. Sent again it is not.
            }

            Assert.True(Volatile.Read(ref starts) <= round, "A start was sent twice.");
        }

        Assert.True(starts > 0);
    }

    private static async Task<DssConnectionException> FailureAsync(Uri url)
    {
        DssEngineOptions options = Options(url);
        options.MaxRetries = 0;
        using var client = new DssClient(options);
        var failure = await Assert.ThrowsAsync<DssConnectionException>(() => StartAsync(client));
        Assert.False(failure.RequestMayHaveLeft);
        return failure;
    }

    private static (DssEngineOptions, HttpClient) Through(LoopbackServer proxy, NetworkCredential? credentials)
    {
        DssEngineOptions options = Options(new Uri("http://dss.invalid"));
        SocketsHttpHandler handler = DssHttpClients.CreateHandler(options, NullLogger.Instance);
        handler.Proxy = new WebProxy(proxy.Url) { Credentials = credentials };
        return (options, new HttpClient(handler));
    }

    private static DssEngineOptions Options(Uri url) => new() { Url = url, ApiKey = "k", RetryBaseDelay = TimeSpan.FromMilliseconds(1), JobLookups = 1 };

    private static Task<DssJob> StartAsync(DssClient client, CancellationToken cancellationToken = default) =>
        client.Project("P").Jobs.StartAsync(BuildMode.Recursive, [new DssJobOutput("d")], cancellationToken);
}

/// <summary>A test that needs IPv6 on loopback; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IPv6FactAttribute : FactAttribute
{
    public IPv6FactAttribute()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
            listener.Start();
        }
        catch (SocketException)
        {
            Skip = "This machine has no IPv6.";
        }
    }
}
