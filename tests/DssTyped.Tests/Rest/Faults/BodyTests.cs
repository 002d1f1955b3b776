using System.IO.Compression;
using System.Text;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Bodies that are compressed, mislabelled, cut or without end.</summary>
public sealed class BodyTests
{
    private const string Schema = """{"columns":[{"name":"id","type":"bigint"},{"name":"name","type":"string"}]}""";

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_answers_and_rows_are_read_as_they_were(string coding)
    {
        string rows = string.Concat(Enumerable.Range(0, 50_000).Select(row => FormattableString.Invariant($"{row}\tname {row % 7}\n")));
        await using var server = new LoopbackServer(request => Compressed(coding, request.Path.EndsWith("/schema", StringComparison.Ordinal) ? Schema : request.Path.EndsWith("/data/", StringComparison.Ordinal) ? rows : "{}"));
        using var client = new DssClient(Options(server));

        await using DssRowStream stream = await client.Project("P").Datasets["d"].ReadRowsAsync();
        long sum = 0;
        while (await stream.ReadAsync())
            sum += stream.GetInt64(0) + stream.GetString(1).Length;

        Assert.Equal((50_000L * 49_999 / 2) + (50_000 * 6), sum);
        Assert.All(server.Requests, request => Assert.Contains(coding, request.Headers["Accept-Encoding"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compressed_rows_that_are_cut_on_the_way_are_an_error_and_no_end()
    {
        string rows = string.Concat(Enumerable.Range(0, 50_000).Select(row => FormattableString.Invariant($"{row}\tname {row % 7}\n")));
        LoopbackReply sent = Compressed("gzip", rows) with { Fault = LoopbackFault.TruncatedBody };
        await using var server = new LoopbackServer(request => request.Path.EndsWith("/data/", StringComparison.Ordinal) ? sent : LoopbackReply.Json(request.Path.EndsWith("/schema", StringComparison.Ordinal) ? Schema : "{}"));
        using var client = new DssClient(Options(server));
        await using DssRowStream stream = await client.Project("P").Datasets["d"].ReadRowsAsync();

        // Asked again, it is still no end.
        for (int ask = 0; ask < 3; ask++)
        {
            await Assert.ThrowsAsync<DssStreamException>(async () =>
            {
                while (await stream.ReadAsync())
                {
                }
            });
        }

        Assert.True(stream.RowNumber < 50_000);
    }

    [Fact]
    public async Task A_body_that_is_not_compressed_as_it_says_is_a_typed_error()
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]") with { Headers = ["Content-Encoding: gzip"] });
        using var client = new DssClient(Options(server));

        await Assert.ThrowsAsync<DssProtocolException>(() => client.ListProjectKeysAsync());
    }

    [Fact]
    public async Task What_is_json_is_read_whatever_its_type_says()
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Text("""[{"projectKey":"P"}]""", type: "text/plain"));
        using var client = new DssClient(Options(server));

        Assert.Equal(["P"], await client.ListProjectKeysAsync());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    public async Task An_error_of_DSS_is_read_whatever_its_type_says(string type)
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Error(500, "com.dataiku.dip.exceptions.NotFoundException", "dataset: P.d does not exist") with { ContentType = type });
        using var client = new DssClient(Options(server));

        var missing = await Assert.ThrowsAsync<DssNotFoundException>(() => client.Project("P").Datasets["d"].GetSchemaAsync());

        Assert.Equal("com.dataiku.dip.exceptions.NotFoundException", missing.ErrorType);
    }

    [Theory]
    [InlineData(400, typeof(DssInvalidRequestException))]
    [InlineData(401, typeof(DssUnauthorizedException))]
    [InlineData(403, typeof(DssForbiddenException))]
    [InlineData(404, typeof(DssNotFoundException))]
    [InlineData(409, typeof(DssConflictException))]
    [InlineData(429, typeof(DssRateLimitedException))]
    [InlineData(500, typeof(DssGatewayException))]
    [InlineData(503, typeof(DssGatewayException))]
    public async Task A_page_as_an_error_is_named_by_its_status_and_quoted_in_short(int status, Type expected)
    {
        string page = "<html><body>Sorry,\r\n we are closed" + new string('x', 100_000) + "</body></html>";
        await using var server = new LoopbackServer(_ => LoopbackReply.Text(page, status, "application/json"));
        using var client = new DssClient(Options(server));

        var failure = (DssApiException)await Assert.ThrowsAsync(expected, () => client.ListProjectKeysAsync());

        Assert.Contains("Sorry, we are closed", failure.ServerMessage, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 1, 1000);
    }

    [Theory]
    [InlineData(403, typeof(DssForbiddenException), "text/html")]
    [InlineData(502, typeof(DssGatewayException), "text/html")]
    [InlineData(404, typeof(DssNotFoundException), "application/json")]
    public async Task An_error_without_end_is_read_only_so_far(int status, Type expected, string type)
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Text(new string('e', 60_000), status, type) with { Fault = LoopbackFault.EndlessBody });
        // Not the try's time-out ends it.
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k", MaxRetries = 0 });

        await Assert.ThrowsAsync(expected, () => client.ListProjectKeysAsync().WaitAsync(Hang));
    }

    [Fact]
    public async Task An_answer_without_end_is_refused_at_the_limit_and_not_asked_for_again()
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Text(new string(' ', 60_000), type: "application/json") with { Fault = LoopbackFault.EndlessBody });
        DssEngineOptions options = Options(server);
        options.MaxAnswerBytes = 1 << 20;
        using var client = new DssClient(options);

        var endless = await Assert.ThrowsAsync<DssProtocolException>(() => client.ListProjectKeysAsync().WaitAsync(Hang));

        Assert.Contains("raise MaxAnswerBytes", endless.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(403, typeof(DssForbiddenException))]
    [InlineData(404, typeof(DssNotFoundException))]
    public async Task An_error_whose_body_broke_off_is_still_the_error_of_its_status(int status, Type expected)
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Error(status, "com.dataiku.dip.SomeException", new string('e', 1000)) with { Fault = LoopbackFault.TruncatedBody });
        using var client = new DssClient(Options(server));

        await Assert.ThrowsAsync(expected, () => client.ListProjectKeysAsync());
        Assert.Single(server.Requests);
    }

    private static DssEngineOptions Options(LoopbackServer server) =>
        new() { Url = server.Url, ApiKey = "k", MaxRetries = 1, RetryBaseDelay = TimeSpan.FromMilliseconds(1) };

    private static LoopbackReply Compressed(string coding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream packing = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.Fastest),
        })
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        return LoopbackReply.Text("", type: "text/plain") with { Body = packed.ToArray(), Headers = [$"Content-Encoding: {coding}"] };
    }
}
