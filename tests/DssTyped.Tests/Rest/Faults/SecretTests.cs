using System.Diagnostics;
using System.Text;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Whatever happens, the key appears in nothing that is printed, logged, thrown or traced.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task The_key_is_in_no_log_exception_or_trace()
    {
        var sink = new Sink();
        using ActivityListener listener = Listen(sink);
        foreach (int status in new[] { 200, 401, 403, 404, 500, 502 })
        {
            var dss = new FakeDss();
            await using var server = new LoopbackServer(request => status == 200 ? dss.Answer(request) : LoopbackReply.Error(status, "x.Problem", "a problem"));
            await RunWithServicesAsync(server.Url, sink);
        }

        string everything = sink.ToString();
        Assert.Contains("DSS GET", everything, StringComparison.Ordinal);
        foreach (string form in new[] { Pipeline.Key, Convert.ToBase64String(Encoding.UTF8.GetBytes(Pipeline.Key + ":")), Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + Pipeline.Key)) })
            Assert.DoesNotContain(form, everything, StringComparison.Ordinal);
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

    private static async Task RunWithServicesAsync(Uri url, Sink sink)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(sink));
        services.AddDssTyped(options =>
        {
            DssEngineOptions wanted = Pipeline.Options(url, maxRetries: 1);
            options.Url = url;
            options.ApiKey = wanted.ApiKey;
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
            sink.Write((await job.WaitAsync()).ToString());
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
            ActivityStopped = activity => sink.Write($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events)}"),
        };
        ActivitySource.AddActivityListener(listener);
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
