using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Every request of a whole pipeline meets every fault: the right rows or a typed error, never a second job, never a hang.</summary>
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
        ["429"] = (_ => LoopbackReply.Text("slow down", 429), false, true),
        ["429 with seconds"] = (_ => LoopbackReply.Text("slow down", 429) with { Headers = ["Retry-After: 1"] }, false, true),
        ["502"] = (_ => LoopbackReply.Text("<html>Bad Gateway</html>", 502, "text/html"), false, true),
        ["503"] = (_ => LoopbackReply.Text("down", 503), false, true),
        ["503 with date"] = (_ => LoopbackReply.Text("down", 503) with { Headers = ["Retry-After: Fri, 01 Jan 2100 00:00:00 GMT"] }, false, true),
        ["504 after"] = (_ => LoopbackReply.Text("late", 504), true, true),
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

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task One_fault_at_any_request_gives_the_right_rows_or_a_typed_error(string fault)
    {
        int requests = await CountRequestsAsync();
        for (int at = 1; at <= requests; at++)
            await RunAsync(fault, at, times: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_that_lasts_ends_in_a_typed_error_or_the_right_rows(string fault)
    {
        // From the first request, from the job start and from the first row on.
        foreach (int at in new[] { 1, 4, 7 })
            await RunAsync(fault, at, times: 1000);
    }

    [Fact]
    public async Task A_server_that_refuses_connections_is_a_typed_error_and_starts_nothing()
    {
        Uri gone;
        await using (var server = new LoopbackServer(_ => new LoopbackReply()))
            gone = server.Url;

        (_, Exception? failure) = await Pipeline.RunAsync(Pipeline.Options(gone));

        var refused = Assert.IsType<DssConnectionException>(failure);
        Assert.False(refused.RequestMayHaveLeft);
    }

    private static async Task RunAsync(string fault, int at, int times)
    {
        (Func<LoopbackReply, LoopbackReply> reply, bool carriedOut, bool heals) = Faults[fault];
        var dss = new FakeDss();
        string where = "";
        string method = "";
        int count = 0;
        await using var server = new LoopbackServer(request =>
        {
            int number = Interlocked.Increment(ref count);
            if (number < at || number >= at + times)
                return dss.Answer(request);
            (where, method) = number == at ? ($"{fault} at request {number}: {request.Method} {request.Path}", request.Method) : (where, method);
            return reply(carriedOut ? dss.Answer(request) : new LoopbackReply());
        });

        (IReadOnlyList<(long, double?)>? rows, Exception? failure) = await Pipeline.RunAsync(Pipeline.Options(server.Url));

        Assert.True(dss.JobsStarted <= 1, $"{where}: {dss.JobsStarted} jobs were started");
        Assert.True(server.Requests.Count(request => request.Method == "POST" && request.Path.EndsWith("/jobs/", StringComparison.Ordinal)) <= 1, $"{where}: the job start was sent twice");
        if (rows is not null)
            Assert.Equal(Pipeline.Expected, rows);
        else
            Assert.False(string.IsNullOrEmpty(failure!.Message), where);
        if (times == 1 && heals && method == "GET" && !IsBrokenStream(where, fault))
            Assert.True(rows is not null, $"{where}: {failure}");
        if (times == 1 && heals && carriedOut && method == "POST")
            Assert.True(rows is not null, $"{where}: {failure}");
    }

    // Once rows have been handed out, only an error is right: reading again would hand them out twice.
    private static bool IsBrokenStream(string where, string fault) => where.EndsWith("/data/", StringComparison.Ordinal) && fault == "truncated body";

    private static async Task<int> CountRequestsAsync()
    {
        var dss = new FakeDss();
        await using var server = new LoopbackServer(dss.Answer);
        (IReadOnlyList<(long, double?)>? rows, Exception? failure) = await Pipeline.RunAsync(Pipeline.Options(server.Url));
        Assert.True(rows is not null, failure?.ToString());
        Assert.Equal(Pipeline.Expected, rows);
        return server.Requests.Count;
    }
}
