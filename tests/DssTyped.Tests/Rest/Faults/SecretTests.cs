using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Whatever happens, the key appears in nothing that is printed, logged, thrown or traced.</summary>
public sealed class SecretTests
{
    private static readonly string[] Forms =
        [Pipeline.Key, Convert.ToBase64String(Encoding.UTF8.GetBytes(Pipeline.Key + ":")), Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + Pipeline.Key))];

    [Theory]
    [InlineData(DssAuthentication.KeyAsUser)]
    [InlineData(DssAuthentication.KeyAsPassword)]
    [InlineData(DssAuthentication.Bearer)]
    [InlineData(DssAuthentication.Ticket)]
    public async Task The_key_is_in_no_log_exception_trace_or_metric(DssAuthentication authentication)
    {
        var sink = new Sink();
        using ActivityListener listener = Listen(sink);
        using MeterListener meters = ListenToMeters(sink);
        foreach (int status in new[] { 200, 302, 400, 401, 403, 404, 429, 500, 502 })
        {
            var dss = new FakeDss();
            await using var server = new LoopbackServer(request => status == 200 ? dss.Answer(request) : Echo(request, status));
            await RunWithServicesAsync(server.Url, authentication, sink);
        }

        string everything = sink.ToString();
        Assert.Contains("DSS GET", everything, StringComparison.Ordinal);
        Assert.Contains("dsstyped.rest.request.duration", everything, StringComparison.Ordinal);
        Assert.Contains("***", everything, StringComparison.Ordinal);
        Assert.All(Forms, form => Assert.DoesNotContain(form, everything, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("you sent {0}", "text/plain")]
    [InlineData("<html>{0}</html>", "text/html")]
    public async Task A_page_that_repeats_the_key_instead_of_JSON_is_masked(string page, string type)
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Text(string.Format(System.Globalization.CultureInfo.InvariantCulture, page, string.Join(' ', Forms)), 200, type));
        using var client = new DssClient(Pipeline.Options(server.Url));

        var failure = await Assert.ThrowsAsync<DssProtocolException>(() => client.ListProjectKeysAsync());
        string log = await client.Project("P").Jobs["J"].GetLogAsync();

        Assert.All(Forms, form => Assert.DoesNotContain(form, failure + log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_was_rolled_meanwhile_is_masked_all_the_same()
    {
        var second = new TaskCompletionSource();
        await using var server = new LoopbackServer(request =>
        {
            if (request.Path.EndsWith("/graph/", StringComparison.Ordinal))
                return Echo(request, 403) with { Hold = second.Task };
            second.TrySetResult();
            return LoopbackReply.Json("[]");
        });
        string[] keys = [Pipeline.Key, "an0ther-k3y-after-the-roll"];
        int asked = 0;
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKeyProvider = _ => ValueTask.FromResult<DssApiKey>(keys[Interlocked.Increment(ref asked) - 1]) });

        Task first = client.Project("P").Flow.GetGraphAsync();
        while (server.Requests.Count == 0)
            await Task.Delay(5);
        await client.ListProjectKeysAsync();

        var failure = await Assert.ThrowsAsync<DssForbiddenException>(() => first);
        Assert.Contains("***", failure.Message, StringComparison.Ordinal);
        Assert.All(Forms, form => Assert.DoesNotContain(form, failure.ToString(), StringComparison.Ordinal));
    }

    /// <summary>A result holds what the server tells of failures and warnings, and is what programs keep in files.</summary>
    [Fact]
    public async Task A_run_result_that_repeats_the_key_is_masked()
    {
        string told = JsonSerializer.Serialize($"called with {string.Join(' ', Forms)}");
        string status = """
            {"baseStatus": {"state": "FAILED", "activities": {"A": {"activityId": "A", "recipeName": "compute_A", "state": "FAILED", "message": TOLD, "firstFailure": {"message": TOLD},
              "warnings": {"totalCount": 1, "warnings": {"W": {"count": 1, "stored": [{"message": TOLD}]}}}}}}}
            """.Replace("TOLD", told, StringComparison.Ordinal);
        await using var server = new LoopbackServer(request =>
            request.Path.EndsWith("/log", StringComparison.Ordinal) ? LoopbackReply.Text(told, 200, "text/plain") : LoopbackReply.Json(status));
        await using var engine = new DssEngine(Pipeline.Options(server.Url));

        JobResult result = await (await engine.AttachJobAsync("J"))!.WaitAsync();

        string kept = JsonSerializer.Serialize(result, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + new DssBuildFailedException(result);
        Assert.Contains("called with *** *** ***", kept, StringComparison.Ordinal);
        Assert.All(Forms, form => Assert.DoesNotContain(form, kept, StringComparison.Ordinal));
        var failure = await Assert.ThrowsAsync<DssJobFailedException>(() => engine.Project.Jobs["J"].WaitAsync());
        Assert.All(Forms, form => Assert.DoesNotContain(form, failure.ToString() + failure.Status.Raw, StringComparison.Ordinal));
    }

    /// <summary>An error that repeats the request's headers, as some gateways do, in a DSS error or a page of its own.</summary>
    private static LoopbackReply Echo(LoopbackRequest request, int status)
    {
        string secret = request.Headers.GetValueOrDefault("Authorization") ?? request.Headers["X-DKU-APITicket"];
        return status switch
        {
            302 => LoopbackReply.Text("", 302) with { Headers = [$"Location: /login/{Pipeline.Key}?key={Pipeline.Key}"] },
            502 => LoopbackReply.Text($"<html>you sent {secret}</html>", 502, "text/html"),
            _ => LoopbackReply.Error(status, $"x.Problem {Pipeline.Key}", $"you sent {secret} that is {Pipeline.Key}"),
        };
    }

    [Fact]
    public void A_key_prints_as_asterisks()
    {
        DssApiKey key = Pipeline.Key;
        Assert.Equal("***", key.ToString());
        Assert.Equal("***", $"{key}");
        Assert.DoesNotContain(Pipeline.Key, System.Text.Json.JsonSerializer.Serialize(new DssEngineOptions { ApiKey = key }.ApiKey), StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", Assert.Throws<ArgumentException>(() => new DssApiKey("abc123\nX-Other: 1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DssAuthentication.KeyAsUser, "Authorization", "Basic dGVzdC1rZXk6")]
    [InlineData(DssAuthentication.KeyAsPassword, "Authorization", "Basic OnRlc3Qta2V5")]
    [InlineData(DssAuthentication.Bearer, "Authorization", "Bearer test-key")]
    [InlineData(DssAuthentication.Ticket, "X-DKU-APITicket", "test-key")]
    public async Task The_key_is_sent_as_asked_and_read_anew_for_each_request(DssAuthentication authentication, string header, string value)
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"));
        int asked = 0;
        using var client = new DssClient(new DssEngineOptions
        {
            Url = server.Url, Authentication = authentication, BasePath = DssEngineOptions.DocumentedBasePath, Headers = { ["X-Trace"] = "abc" },
            ApiKeyProvider = _ =>
            {
                asked++;
                return ValueTask.FromResult<DssApiKey>("test-key");
            },
        });

        await client.ListProjectsAsync();
        await client.ListProjectsAsync();

        Assert.Equal(2, asked);
        LoopbackRequest request = server.Requests[0];
        Assert.Equal(value, request.Headers[header]);
        Assert.Equal("abc", request.Headers["X-Trace"]);
        Assert.Equal("/public/api/projects/", request.Path);
    }

    private static async Task RunWithServicesAsync(Uri url, DssAuthentication authentication, Sink sink)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(sink));
        services.AddDssTyped(options =>
        {
            DssEngineOptions wanted = Pipeline.Options(url, maxRetries: 1);
            options.Url = url;
            options.ApiKey = wanted.ApiKey;
            options.Authentication = authentication;
            options.ProjectKey = wanted.ProjectKey;
            options.MaxRetries = wanted.MaxRetries;
            options.RetryBaseDelay = wanted.RetryBaseDelay;
            options.PollInterval = wanted.PollInterval;
            options.PollOutageTolerance = wanted.PollOutageTolerance;
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<IFlowEngine>();
        sink.Write(engine.Description);
        try
        {
            IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "TOTALS")], BuildMode.NonRecursiveForced));
            sink.Write(JsonSerializer.Serialize(await job.WaitAsync()));
        }
        catch (DssException failure)
        {
            sink.Write(failure.ToString());
        }
    }

    private static ActivityListener Listen(Sink sink)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => sink.Write($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(happened => happened.Tags))} {string.Join(' ', activity.Baggage)}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener ListenToMeters(Sink sink)
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, meters) => meters.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => sink.Write($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => sink.Write($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        listener.Start();
        return listener;
    }

    private sealed class Sink : ILoggerProvider, ILogger
    {
        private readonly StringBuilder _text = new();

        public void Write(string text)
        {
            lock (_text)
                _text.AppendLine(text);
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Write(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Write($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }

        public override string ToString()
        {
            lock (_text)
                return _text.ToString();
        }
    }
}
