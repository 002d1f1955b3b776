using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;
using Microsoft.Extensions.Time.Testing;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>How long retries wait, on a clock of the test's own.</summary>
public sealed class RetryTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData("Retry-After: 7", 7, 7.5)]
    [InlineData("Retry-After: 3600", 30, 30.5)]
    [InlineData("Retry-After: Thu, 01 Jan 2026 00:00:12 GMT", 12, 12.5)]
    [InlineData("Retry-After: Thu, 01 Jan 2015 00:00:00 GMT", 0, 0.5)]
    [InlineData("X-None: 1", 0, 0.9)]
    public async Task A_retry_waits_as_long_as_the_server_asks_up_to_the_cap(string header, double least, double most)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        int requests = 0;
        await using var server = new LoopbackServer(_ => ++requests == 1 ? LoopbackReply.Text("wait", 503) with { Headers = [header] } : LoopbackReply.Json("[]"));
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k", TimeProvider = clock });

        Task call = client.ListProjectKeysAsync();
        while (!call.IsCompleted)
        {
            // Real time for the socket, then the test's time for the wait.
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(requests == 0 ? 200 : 5)));
            if (requests > 0 && !call.IsCompleted)
                clock.Advance(Step);
        }

        await call;
        double waited = (clock.GetUtcNow() - clock.Start).TotalSeconds;
        Assert.InRange(waited, least, most + 1);
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
}
