using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;
using Microsoft.Extensions.Time.Testing;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>How long retries wait, on a clock of the test's own.</summary>
public sealed class RetryTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData("Retry-After: 7", 7, 7.1)]
    [InlineData("Retry-After: 3600", 30, 30.1)]
    [InlineData("Retry-After: Thu, 01 Jan 2026 00:00:12 GMT", 12, 12.1)]
    [InlineData("Retry-After: Thu, 01 Jan 2015 00:00:00 GMT", 0, 0)]
    [InlineData("Retry-After: 2147483647", 30, 30.1)]
    // What says no time says nothing.
    [InlineData("Retry-After: -5", 0, 0.85)]
    [InlineData("Retry-After: soon", 0, 0.85)]
    [InlineData("Retry-After: 99999999999999999999", 0, 0.85)]
    // Full jitter below 0.8 s, seen in steps.
    [InlineData("X-None: 1", 0, 0.85)]
    public async Task A_retry_waits_as_long_as_the_server_asks_up_to_the_cap(string header, double least, double most)
    {
        var clock = new WatchedClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var options = new DssEngineOptions { ApiKey = "k", TimeProvider = clock };
        int requests = 0;
        await using var server = new LoopbackServer(_ =>
        {
            if (++requests > 1)
                return LoopbackReply.Json("[]");
            // The retry's wait, not the time-out of the try after it.
            clock.WatchNextTimer(shorterThan: options.RequestTimeout);
            return LoopbackReply.Text("wait", 503) with { Headers = [header] };
        });
        options.Url = server.Url;
        using var client = new DssClient(options);

        Task call = client.ListProjectKeysAsync();
        // A wait of no time needs no timer.
        await Task.WhenAny(call, clock.Watching);
        while (!call.IsCompleted && !clock.Fired)
            clock.Advance(Step);

        await call;
        Assert.InRange((clock.GetUtcNow() - clock.Start).TotalSeconds, least, most);
        Assert.Single(server.Requests.Select(request => request.Headers["x-request-id"]).Distinct());
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task A_delete_whose_first_answer_was_lost_counts_as_done_when_the_object_is_gone()
    {
        int requests = 0;
        await using var server = new LoopbackServer(_ => ++requests == 1 ? LoopbackReply.Broken(LoopbackFault.ResetAfterReading) : LoopbackReply.Error(404, "com.dataiku.dip.exceptions.NotFoundException", "not found"));
        using var client = new DssClient(Pipeline.Options(server.Url));

        await client.Project("P").Datasets["d"].DeleteAsync();
        await Assert.ThrowsAsync<DssNotFoundException>(() => client.Project("P").Datasets["d"].DeleteAsync());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("upload")]
    public async Task A_post_is_sent_once_whatever_happens_to_its_answer(string kind)
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Broken(LoopbackFault.ResetAfterReading));
        using var client = new DssClient(Pipeline.Options(server.Url));
        Task call = kind == "POST"
            ? client.Project("P").Datasets["d"].SynchronizeHiveMetastoreAsync()
            : client.Project("P").Datasets["d"].UploadFileAsync("a.csv", new MemoryStream("a"u8.ToArray()));

        var broken = await Assert.ThrowsAsync<DssConnectionException>(() => call);

        Assert.True(broken.RequestMayHaveLeft);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_post_on_a_connection_that_the_server_was_just_closing_is_sent_once()
    {
        // A connection that has carried an answer before is the one that HTTP clients like to replace in silence.
        await using var server = new LoopbackServer(request => request.Method == "POST" ? LoopbackReply.Broken(LoopbackFault.CloseAfterReading) : LoopbackReply.Json("[]"));
        using var client = new DssClient(Pipeline.Options(server.Url));
        await client.ListProjectKeysAsync();

        var broken = await Assert.ThrowsAsync<DssConnectionException>(() => client.Project("P").Jobs["j"].AbortAsync());

        Assert.True(broken.RequestMayHaveLeft);
        Assert.Single(server.Requests, request => request.Method == "POST");
    }
}
