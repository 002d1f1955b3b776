using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Every request of whole journeys meets every fault: the right result or a typed error, nothing started twice, never a hang.</summary>
public sealed class FaultTests
{
    private static readonly LoopbackReply Html = LoopbackReply.Text("<!DOCTYPE html><html>Please log in</html>", type: "text/html");

    // Name, what is sent instead of the answer, and whether the request was carried out before it went wrong.
    private static readonly Dictionary<string, (Func<LoopbackReply, LoopbackReply> Reply, bool CarriedOut, bool Heals)> Faults = new()
    {
        ["reset before the request is carried out"] = (_ => LoopbackReply.Broken(LoopbackFault.ResetAfterReading), false, true),
        ["reset after the request is carried out"] = (_ => LoopbackReply.Broken(LoopbackFault.ResetAfterReading), true, true),
        ["silence before"] = (_ => LoopbackReply.Broken(LoopbackFault.Silence), false, true),
        ["silence after"] = (_ => LoopbackReply.Broken(LoopbackFault.Silence), true, true),
        ["truncated body"] = (answer => answer with { Fault = LoopbackFault.TruncatedBody }, true, true),
        ["slow drip"] = (answer => answer with { Fault = LoopbackFault.SlowDrip }, true, false),
        ["page instead of JSON"] = (_ => Html, true, false),
        ["wrong JSON"] = (_ => LoopbackReply.Json("""["what"]"""), true, false),
        ["cut JSON"] = (_ => LoopbackReply.Json("""{"id":"""), true, false),
        ["401"] = (_ => LoopbackReply.Error(401, "com.dataiku.dip.exceptions.UnauthorizedException", "Invalid API key"), false, false),
        ["403"] = (_ => LoopbackReply.Error(403, "com.dataiku.dip.exceptions.ForbiddenException", "Action forbidden"), false, false),
        ["500"] = (_ => LoopbackReply.Error(500, "java.lang.NullPointerException", "boom"), false, false),
        ["redirect to a log-in page"] = (_ => LoopbackReply.Text("", 302) with { Headers = ["Location: /login?token=abc"] }, false, false),
    };

    // Only these are ended by a time-out, so only they are kept from waiting long.
    private static readonly string[] Slow = ["silence before", "silence after", "slow drip"];

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(600);

    // A file may hold anything, so a page or JSON in its place cannot be told from it.
    private static readonly string[] LooksLikeAFile = ["page instead of JSON", "wrong JSON", "cut JSON"];

    static FaultTests()
    {
        foreach (int status in new[] { 429, 502, 503, 504 })
        {
            foreach (string after in new[] { "", "Retry-After: 1", "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT" })
            {
                Func<LoopbackReply, LoopbackReply> reply = _ => LoopbackReply.Text("<html>busy</html>", status, "text/html") with { Headers = after.Length == 0 ? [] : [after] };
                Faults[$"{status} {after}".TrimEnd()] = (reply, false, true);
                if (status == 504)
                    Faults[$"{status} after the request is carried out {after}".TrimEnd()] = (reply, true, true);
            }
        }
    }

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string journey in Journeys.Names)
            {
                foreach (string fault in Faults.Keys)
                    cases.Add(journey, fault);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task One_fault_at_any_request_gives_the_right_result_or_a_typed_error(string journey, string fault)
    {
        (string expected, int requests) = await WithoutFaultAsync(journey);
        // Mostly waiting, so side by side.
        await Task.WhenAll(Enumerable.Range(1, requests).Select(at => RunAsync(journey, expected, fault, at, times: 1)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fault_that_lasts_ends_in_a_typed_error_or_the_right_result(string journey, string fault)
    {
        (string expected, int requests) = await WithoutFaultAsync(journey);
        // From the beginning, from the middle and from the last request on.
        await Task.WhenAll(new[] { 1, (requests + 1) / 2, requests }.Distinct().Select(at => RunAsync(journey, expected, fault, at, times: 1000)));
    }

    [Fact]
    public async Task A_server_that_refuses_connections_is_a_typed_error_and_starts_nothing()
    {
        Uri gone;
        await using (var server = new LoopbackServer(_ => new LoopbackReply()))
            gone = server.Url;

        foreach (string journey in Journeys.Names)
        {
            (_, DssException? failure) = await Journeys.RunAsync(journey, Pipeline.Options(gone));

            var refused = Assert.IsType<DssConnectionException>(failure);
            Assert.False(refused.RequestMayHaveLeft);
        }
    }

    private static async Task RunAsync(string journey, string expected, string fault, int at, int times)
    {
        (Func<LoopbackReply, LoopbackReply> reply, bool carriedOut, bool heals) = Faults[fault];
        var dss = new FakeDss();
        LoopbackRequest? hit = null;
        int count = 0;
        await using var server = new LoopbackServer(request =>
        {
            int number = Interlocked.Increment(ref count);
            if (number < at || number >= at + times)
                return dss.Answer(request);
            hit ??= request;
            return reply(carriedOut ? dss.Answer(request) : new LoopbackReply());
        });

        (string? result, DssException? failure) = await Journeys.RunAsync(journey, Pipeline.Options(server.Url, patience: Slow.Contains(fault) ? Short : null));

        string where = $"{journey}, {fault} at request {at}: {hit?.Method} {hit?.Path}";
        Assert.True(dss.JobsStarted <= 1 && dss.ScenarioRuns <= 1, $"{where}: {dss.JobsStarted} jobs and {dss.ScenarioRuns} scenarios were started");
        foreach (IGrouping<string, LoopbackRequest> posts in server.Requests.Where(request => request.Method == "POST").GroupBy(request => request.Path))
            Assert.True(posts.Count() == 1, $"{where}: POST {posts.Key} was sent {posts.Count()} times");
        if (failure is not null)
            Assert.False(string.IsNullOrEmpty(failure.Message), where);
        else if (!(IsFile(hit) && LooksLikeAFile.Contains(fault)))
            Assert.True(result == expected, $"{where}: {result}");
        if (times == 1 && heals && hit is { Method: not "POST" } && !(fault == "truncated body" && IsStream(hit)))
            Assert.True(result is not null, $"{where}: {failure}");
        // A job whose start was carried out is found and attached to.
        if (times == 1 && heals && carriedOut && hit is { Method: "POST" } && hit.Path.EndsWith("/jobs/", StringComparison.Ordinal))
            Assert.True(result is not null, $"{where}: {failure}");
    }

    private static bool IsFile(LoopbackRequest? request) => request is { Method: "GET" } && request.Path.Contains("/contents/", StringComparison.Ordinal);

    // What was handed out of a stream cannot be taken back, so only an error is right.
    private static bool IsStream(LoopbackRequest request) => IsFile(request) || request.Path.EndsWith("/data/", StringComparison.Ordinal);

    private static async Task<(string Expected, int Requests)> WithoutFaultAsync(string journey)
    {
        var dss = new FakeDss();
        await using var server = new LoopbackServer(dss.Answer);
        (string? result, DssException? failure) = await Journeys.RunAsync(journey, Pipeline.Options(server.Url));
        Assert.True(result is not null, failure?.ToString());
        return (result, server.Requests.Count);
    }
}
