using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Conformance;

/// <summary>Every recorded operation of the official client, made with this library: the requests must be the same.</summary>
public sealed class OfficialClientTests
{
    private static readonly IReadOnlyDictionary<string, Trace> Traces = Trace.ReadAll();
    private static readonly IReadOnlyDictionary<string, (string Reason, Trace? Instead)> Differences = Trace.ReadDifferences();

    public static TheoryData<string> Operations => [.. Calls.ByOperation.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Requests_are_those_of_the_official_client(string operation)
    {
        Trace trace = Differences.TryGetValue(operation, out (string Reason, Trace? Instead) difference) && difference.Instead is not null ? difference.Instead : Traces[operation];
        var expected = new Queue<TraceExchange>(trace.Exchanges);
        var problems = new List<string>();
        await using var server = new LoopbackServer(request =>
        {
            if (!expected.TryDequeue(out TraceExchange? next))
            {
                problems.Add($"one request too many: {request.Method} {request.Target}");
                return LoopbackReply.Error(501, "test", "one request too many");
            }

            if (next.Difference(request, DssEngineOptions.PythonClientBasePath) is { } problem)
                problems.Add(problem);
            return next.Reply;
        });

        using var client = new DssClient(new DssEngineOptions
        {
            Url = new Uri(server.Url.AbsoluteUri), ApiKey = "test-key", MaxRetries = 0,
            PollInterval = TimeSpan.FromTicks(1), PollMaxInterval = TimeSpan.FromMilliseconds(1),
        });
        Exception? thrown = await Record.ExceptionAsync(() => Calls.ByOperation[operation](client));

        Assert.True(problems.Count == 0, string.Join("\n", problems));
        Assert.Null(thrown);
        Assert.True(expected.Count == 0, $"{expected.Count} requests are missing, first {expected.FirstOrDefault()?.Method} {expected.FirstOrDefault()?.Path}");
    }

    [Fact]
    public void Every_recorded_operation_is_called_or_has_a_reason_not_to_be()
    {
        IEnumerable<string> leftOut = Differences.Where(difference => difference.Value.Instead is null).Select(difference => difference.Key);
        Assert.Equal(Traces.Keys.Order(StringComparer.Ordinal), Calls.ByOperation.Keys.Concat(leftOut).Order(StringComparer.Ordinal));
    }
}
