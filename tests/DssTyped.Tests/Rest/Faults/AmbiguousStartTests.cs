using System.Text;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Every way in which the answer to a job start can be lost: sent once, attached to if it can be told, and unknown by name if not.</summary>
public sealed class AmbiguousStartTests
{
    private static readonly Dictionary<string, Func<LoopbackReply, LoopbackReply>> Losses = new(StringComparer.Ordinal)
    {
        ["reset"] = _ => LoopbackReply.Broken(LoopbackFault.ResetAfterReading),
        ["closed"] = _ => LoopbackReply.Broken(LoopbackFault.CloseAfterReading),
        ["silence"] = _ => LoopbackReply.Broken(LoopbackFault.Silence),
        ["truncated"] = answer => answer with { Fault = LoopbackFault.TruncatedBody },
        ["not compressed as it says"] = answer => answer with { Headers = ["Content-Encoding: gzip"] },
        ["empty"] = _ => new LoopbackReply(),
        ["no id"] = _ => LoopbackReply.Json("{}"),
        ["empty id"] = _ => LoopbackReply.Json("""{"id":""}"""),
        ["cut JSON"] = _ => LoopbackReply.Json("""{"id":"Build"""),
        ["page"] = _ => LoopbackReply.Text("<html>Please log in</html>", type: "text/html"),
        ["redirect"] = _ => LoopbackReply.Text("", 302) with { Headers = ["Location: /login"] },
        ["408"] = _ => Page(408),
        ["425"] = _ => Page(425),
        ["500 page"] = _ => Page(500),
        ["502"] = _ => Page(502),
        ["503"] = _ => Page(503),
        ["503 that asks to come again"] = _ => Page(503) with { Headers = ["Retry-After: 0"] },
        ["504"] = _ => Page(504),
        ["520"] = _ => Page(520),
    };

    public static TheoryData<string> Lost => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_start_that_was_carried_out_is_attached_to(string loss)
    {
        var dss = new FakeDss();
        await using var server = new LoopbackServer(request => IsStart(request) ? Losses[loss](dss.Answer(request)) : dss.Answer(request));
        using var client = new DssClient(Options(server));

        DssJob job = await StartAsync(client);

        Assert.Equal("DONE", (await job.WaitAsync()).State);
        Assert.Equal(1, dss.JobsStarted);
        Assert.Single(server.Requests, IsStart);
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_start_that_was_not_carried_out_is_unknown_and_never_sent_again(string loss)
    {
        var dss = new FakeDss();
        await using var server = new LoopbackServer(request => IsStart(request) ? Losses[loss](LoopbackReply.Json("""{"id":"Build"}""")) : dss.Answer(request));
        using var client = new DssClient(Options(server));

        var unknown = await Assert.ThrowsAsync<DssJobStartUnknownException>(() => StartAsync(client));

        Assert.Empty(unknown.CandidateJobIds);
        Assert.Single(server.Requests, IsStart);
        Assert.True(server.Requests.Count > 2, "The job list is looked at more than once.");
    }

    [Theory]
    [InlineData(400, typeof(DssInvalidRequestException))]
    [InlineData(401, typeof(DssUnauthorizedException))]
    [InlineData(403, typeof(DssForbiddenException))]
    [InlineData(404, typeof(DssNotFoundException))]
    [InlineData(409, typeof(DssConflictException))]
    [InlineData(429, typeof(DssRateLimitedException))]
    [InlineData(500, typeof(DssServerException))]
    public async Task A_refusal_is_no_loss(int status, Type expected)
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Error(status, "com.dataiku.dip.SomeException", "no"));
        using var client = new DssClient(Options(server));

        await Assert.ThrowsAsync(expected, () => StartAsync(client));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(-3600, false)]
    [InlineData(-3600, true)]
    [InlineData(3600, false)]
    [InlineData(3600, true)]
    public async Task Clocks_that_differ_neither_hide_the_job_nor_bring_in_an_older_one(int seconds, bool knownBefore)
    {
        var dss = new FakeDss { Clock = () => DateTimeOffset.UtcNow.AddSeconds(seconds - 1800) };
        dss.Answer(Start);
        dss.Clock = () => DateTimeOffset.UtcNow.AddSeconds(seconds);
        await using var server = new LoopbackServer(request =>
        {
            LoopbackReply answer = dss.Answer(request);
            return IsStart(request) ? LoopbackReply.Broken(LoopbackFault.ResetAfterReading) : answer with { Headers = [$"Date: {dss.Clock():R}"] };
        });
        using var client = new DssClient(Options(server));
        if (knownBefore)
            await client.Project(FakeDss.Project).Flow.GetGraphAsync();

        DssJob job = await StartAsync(client);

        Assert.EndsWith("__2.123", job.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("403")]
    [InlineData("page")]
    [InlineData("reset")]
    public async Task A_job_list_that_cannot_be_read_leaves_the_start_unknown(string fault)
    {
        LoopbackReply broken = fault switch
        {
            "page" => LoopbackReply.Text("<html>Please log in</html>", type: "text/html"),
            "reset" => LoopbackReply.Broken(LoopbackFault.ResetAfterReading),
            _ => LoopbackReply.Error(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture), "com.dataiku.dip.SomeException", "no list"),
        };
        var dss = new FakeDss();
        await using var server = new LoopbackServer(request => IsStart(request) ? Losses["504"](dss.Answer(request)) : broken);
        using var client = new DssClient(Options(server));

        var unknown = await Assert.ThrowsAsync<DssJobStartUnknownException>(() => StartAsync(client));

        // Both failures are told: of the start and of the list.
        Assert.Equal(2, Assert.IsType<AggregateException>(unknown.InnerException).InnerExceptions.OfType<DssApiException>().Count());
        Assert.Single(server.Requests, IsStart);
    }

    [Fact]
    public async Task A_job_that_has_ended_already_is_attached_to_all_the_same()
    {
        var dss = new FakeDss { LooksBeforeDone = 0 };
        await using var server = new LoopbackServer(request => IsStart(request) ? Losses["504"](dss.Answer(request)) : Ended(dss.Answer(request)));
        using var client = new DssClient(Options(server));

        DssJob job = await StartAsync(client);

        Assert.Equal("DONE", (await job.WaitAsync()).State);

        static LoopbackReply Ended(LoopbackReply answer) => answer with
        {
            Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer.Body).Replace("\"RUNNING\",\"stableState\":false", "\"DONE\",\"stableState\":true", StringComparison.Ordinal)),
        };
    }

    [Fact]
    public async Task A_list_of_thousands_of_jobs_is_searched_to_its_end()
    {
        var dss = new FakeDss { Clock = () => DateTimeOffset.UtcNow.AddDays(-1) };
        for (int job = 0; job < 3000; job++)
            dss.Answer(Start);
        dss.Clock = () => DateTimeOffset.UtcNow;
        await using var server = new LoopbackServer(request => IsStart(request) ? Losses["504"](dss.Answer(request)) : dss.Answer(request));
        using var client = new DssClient(Options(server));

        DssJob attached = await StartAsync(client);

        Assert.EndsWith("__3001.123", attached.Id, StringComparison.Ordinal);
        // No limit is sent: whichever end of the list it would keep, nothing tells.
        Assert.Contains(server.Requests, request => request is { Method: "GET", Query: "" });
    }

    [Theory]
    [InlineData("""{"authIdentifier": "api:etl", "groups": []}""", "api:etl", true)]
    [InlineData("""{"authIdentifier": "api:etl", "associatedDSSUser": "alice"}""", "alice", true)]
    // DSS does not say whose the key is.
    [InlineData(null, "bob", true)]
    // The list does not say whose the job is.
    [InlineData("""{"authIdentifier": "api:etl"}""", null, true)]
    [InlineData("""{"authIdentifier": "api:etl", "associatedDSSUser": "alice"}""", "bob", false)]
    public async Task A_job_of_somebody_else_is_never_attached_to(string? identity, string? initiator, bool attaches)
    {
        var dss = new FakeDss { Identity = identity, Initiator = initiator };
        await using var server = new LoopbackServer(request => IsStart(request) ? Losses["504"](dss.Answer(request)) : dss.Answer(request));
        using var client = new DssClient(Options(server));

        if (attaches)
            Assert.Equal("DONE", (await (await StartAsync(client)).WaitAsync()).State);
        else
            Assert.Empty((await Assert.ThrowsAsync<DssJobStartUnknownException>(() => StartAsync(client))).CandidateJobIds);
        Assert.Single(server.Requests, IsStart);
    }

    [Fact]
    public async Task Of_two_jobs_that_fit_the_own_is_attached_to()
    {
        var dss = new FakeDss { Identity = """{"authIdentifier": "api:etl"}""" };
        await using var server = new LoopbackServer(request =>
        {
            if (!IsStart(request))
                return dss.Answer(request);
            dss.Initiator = "bob";
            dss.Answer(request);
            dss.Initiator = "api:etl";
            return Losses["reset"](dss.Answer(request));
        });
        using var client = new DssClient(Options(server));

        Assert.EndsWith("__2.123", (await StartAsync(client)).Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_starts_that_were_lost_at_once_none_takes_the_job_of_another()
    {
        var dss = new FakeDss();
        int starts = 0;
        // Every second one is carried out, and all answers are lost.
        await using var server = new LoopbackServer(request => IsStart(request) ? Losses["504"](Interlocked.Increment(ref starts) % 2 == 0 ? dss.Answer(request) : new LoopbackReply()) : dss.Answer(request));
        using var client = new DssClient(Options(server));

        string?[] attached = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                return (await StartAsync(client)).Id;
            }
            catch (DssJobStartUnknownException)
            {
                return null;
            }
        }));

        Assert.Equal(16, server.Requests.Count(IsStart));
        string[] taken = [.. attached.OfType<string>()];
        Assert.Equal(taken.Distinct(), taken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_cancelled_start_waits_for_its_job_to_be_listed_and_aborts_it(int listsBefore)
    {
        var dss = new FakeDss { ListsBeforeJobShows = listsBefore };
        using var cancel = new CancellationTokenSource();
        await using LoopbackServer server = Cancelling(dss, cancel);
        using var client = new DssClient(Options(server));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(client, cancel.Token));

        Assert.Equal(["Build_TOTALS__NP__1.123"], dss.Aborted);
    }

    [Fact]
    public async Task A_cancelled_start_never_aborts_a_job_of_somebody_else_and_tells_that_it_may_run()
    {
        var dss = new FakeDss { Identity = """{"authIdentifier": "api:etl"}""", Initiator = "bob" };
        using var cancel = new CancellationTokenSource();
        await using LoopbackServer server = Cancelling(dss, cancel);
        var log = new LogLines();
        using var client = new DssClient(Options(server), log);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(client, cancel.Token));

        Assert.Empty(dss.Aborted);
        Assert.Contains(log.Warnings, line => line.Contains("so it may run", StringComparison.Ordinal));
        Assert.Equal(4, server.Requests.Count(request => request.Method == "GET" && request.Path.EndsWith("/jobs/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_date_from_a_cache_does_not_bring_in_an_older_job()
    {
        DateTimeOffset old = DateTimeOffset.UtcNow.AddHours(-1);
        var dss = new FakeDss { Clock = () => old.AddMinutes(5) };
        dss.Answer(Start);
        await using var server = new LoopbackServer(request =>
            IsStart(request) ? LoopbackReply.Broken(LoopbackFault.ResetAfterReading) : dss.Answer(request) with { Headers = [$"Date: {old:R}", "Age: 3600"] });
        using var client = new DssClient(Options(server));
        await client.Project(FakeDss.Project).Flow.GetGraphAsync();

        await Assert.ThrowsAsync<DssJobStartUnknownException>(() => StartAsync(client));
    }

    [Fact]
    public async Task Cancelling_the_search_aborts_the_job_that_is_found()
    {
        var dss = new FakeDss { ListsBeforeJobShows = 1 };
        using var cancel = new CancellationTokenSource();
        await using var server = new LoopbackServer(request =>
        {
            LoopbackReply answer = dss.Answer(request);
            if (IsStart(request))
                return Losses["504"](answer);
            if (request.Path.EndsWith("/jobs/", StringComparison.Ordinal))
                cancel.Cancel();
            return answer;
        });
        using var client = new DssClient(Options(server));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(client, cancel.Token));

        Assert.True(dss.WasAborted);
    }

    private static LoopbackServer Cancelling(FakeDss dss, CancellationTokenSource cancel) => new(request =>
    {
        if (!IsStart(request))
            return dss.Answer(request);
        dss.Answer(request);
        cancel.Cancel();
        return LoopbackReply.Broken(LoopbackFault.Silence);
    });

    private static LoopbackRequest Start { get; } = new("POST", DssEngineOptions.PythonClientBasePath + "/projects/DEMO/jobs/", new Dictionary<string, string>(), """{"type":"NON_RECURSIVE_FORCED_BUILD","outputs":[{"id":"TOTALS"}]}"""u8.ToArray());

    private static DssEngineOptions Options(LoopbackServer server) => new()
    {
        Url = server.Url, ApiKey = "k", RetryBaseDelay = TimeSpan.FromMilliseconds(1), PollInterval = TimeSpan.FromMilliseconds(1), RequestTimeout = TimeSpan.FromSeconds(1),
    };

    private static bool IsStart(LoopbackRequest request) => request.Method == "POST" && request.Path.EndsWith("/jobs/", StringComparison.Ordinal);

    private static LoopbackReply Page(int status) => LoopbackReply.Text("<html>busy</html>", status, "text/html");

    private static Task<DssJob> StartAsync(DssClient client, CancellationToken cancellationToken = default) =>
        client.Project(FakeDss.Project).Jobs.StartAsync(BuildMode.NonRecursiveForced, [new DssJobOutput("TOTALS") { Type = "DATASET" }], cancellationToken);
}
