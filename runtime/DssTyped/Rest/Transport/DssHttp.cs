using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace DssTyped.Rest.Transport;

/// <summary>Sends requests to one DSS server: signs them, repeats what may be repeated, reads answers and errors.</summary>
internal sealed class DssHttp : IDisposable
{
    private readonly Func<HttpClient> _client;
    private readonly IDisposable? _owned;
    private readonly Uri _root;
    private readonly ResiliencePipeline _pipeline;
    private readonly DssSigning _signing;
    private long _clockOffset = long.MinValue;

    public DssHttp(DssEngineOptions options, Func<HttpClient> client, ILogger logger, IDisposable? owned = null)
    {
        DssEngineOptionsValidator.ThrowIfInvalid(options);
        Options = options;
        Logger = logger;
        _client = client;
        _owned = owned;
        _root = new Uri(options.Url!.GetLeftPart(UriPartial.Path).TrimEnd('/') + options.BasePath.TrimEnd('/'));
        _pipeline = DssRetry.Build(options, OnRetry);
        _signing = new DssSigning(options);
    }

    public DssEngineOptions Options { get; }

    public ILogger Logger { get; }

    /// <summary>Server's clock minus ours, from the latest answer that told its date; null before.</summary>
    public TimeSpan? ClockOffset => Volatile.Read(ref _clockOffset) is var ticks and not long.MinValue ? new TimeSpan(ticks) : null;

    /// <summary>Ids of jobs that were started through here: none of them can be the one whose answer was lost.</summary>
    public ConcurrentDictionary<string, bool> StartedJobs { get; } = new(StringComparer.Ordinal);

    /// <summary>The server's version as the latest answer told it; null before, and when a gateway takes the header away.</summary>
    public string? ServerVersion { get; private set; }

    public static DssHttp Create(DssEngineOptions options, ILogger logger)
    {
        DssEngineOptionsValidator.ThrowIfInvalid(options);
        var client = new HttpClient(DssHttpClients.CreateHandler(options, logger)) { Timeout = Timeout.InfiniteTimeSpan };
        return new DssHttp(options, () => client, logger, client);
    }

    /// <summary>Sends and ignores the body, which is often empty.</summary>
    public Task SendAsync(DssRequest request, CancellationToken cancellationToken) => BufferedAsync(request, cancellationToken);

    public async Task<string> TextAsync(DssRequest request, CancellationToken cancellationToken) =>
        (await BufferedAsync(request, cancellationToken).ConfigureAwait(false)).Text;

    /// <summary>A log, with what nobody should see masked.</summary>
    public async Task<string> LogAsync(DssRequest request, CancellationToken cancellationToken) =>
        HideSecrets(DssLogRedaction.Redact(await TextAsync(request, cancellationToken).ConfigureAwait(false)))!;

    /// <summary>A JSON answer; null for an empty body, which DSS sends where others send <c>{}</c>.</summary>
    public async Task<JsonNode?> JsonAsync(DssRequest request, CancellationToken cancellationToken)
    {
        DssResponse response = await BufferedAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsEmpty ? null : Parse(request, response, static body => JsonNode.Parse(body));
    }

    public async Task<JsonObject> ObjectAsync(DssRequest request, CancellationToken cancellationToken) =>
        await JsonAsync(request, cancellationToken).ConfigureAwait(false) as JsonObject ?? throw NotWhatWasExpected(request, "a JSON object");

    public async Task<IReadOnlyList<JsonObject>> ObjectsAsync(DssRequest request, CancellationToken cancellationToken)
    {
        JsonArray array = await JsonAsync(request, cancellationToken).ConfigureAwait(false) as JsonArray ?? throw NotWhatWasExpected(request, "a JSON array");
        return array.All(item => item is JsonObject) ? [.. array.Cast<JsonObject>()] : throw NotWhatWasExpected(request, "an array of JSON objects");
    }

    public async Task<IReadOnlyList<string>> StringsAsync(DssRequest request, CancellationToken cancellationToken)
    {
        JsonArray array = await JsonAsync(request, cancellationToken).ConfigureAwait(false) as JsonArray ?? throw NotWhatWasExpected(request, "a JSON array");
        return array.All(item => item?.GetValueKind() == JsonValueKind.String)
            ? [.. array.Select(item => item!.GetValue<string>())]
            : throw NotWhatWasExpected(request, "an array of strings");
    }

    public async Task<T> ReadAsync<T>(DssRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        DssResponse response = await BufferedAsync(request, cancellationToken).ConfigureAwait(false);
        return Parse(request, response, body => JsonSerializer.Deserialize(body, type)) ?? throw NotWhatWasExpected(request, "a JSON object");
    }

    /// <summary>Opens a streamed answer. Only the way to its head is retried; a break after that is a <see cref="DssStreamException"/>.</summary>
    public async Task<Stream> StreamAsync(DssRequest request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await RunAsync(request, static (self, call, token) => self.TryHeadAsync(call, token), cancellationToken).ConfigureAwait(false);
        return await BodyAsync(request, response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a stream of rows. A page, such as a log-in form, would read as rows of text and is refused.</summary>
    public async Task<Stream> RowsAsync(DssRequest request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await RunAsync(request, static (self, call, token) => self.TryHeadAsync(call, token), cancellationToken).ConfigureAwait(false);
        if (response.Content.Headers.ContentType?.MediaType is not ("text/html" or "application/xhtml+xml"))
            return await BodyAsync(request, response, cancellationToken).ConfigureAwait(false);
        response.Dispose();
        throw NotWhatWasExpected(request, "rows but a web page; is Url the address of DSS and BasePath right?");
    }

    public DssProtocolException NotWhatWasExpected(DssRequest request, string expected) =>
        new(Failure(request), $"The answer is not {expected}");

    public DssFailure Failure(DssRequest request) => new(request.Method.Method, request.Path, request.Id);

    public void Dispose() => _owned?.Dispose();

    private async Task<Stream> BodyAsync(DssRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new IdleTimeoutStream(body, response, Failure(request) with { StatusCode = response.StatusCode }, Options.StreamIdleTimeout, Options.TimeProvider);
    }

    private Task<DssResponse> BufferedAsync(DssRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, static (self, call, token) => self.TryWholeAsync(call, token), cancellationToken);

    private T Parse<T>(DssRequest request, DssResponse response, Func<byte[], T> parse)
    {
        try
        {
            return parse(response.Body);
        }
        catch (JsonException problem)
        {
            DssFailure failure = Failure(request) with { StatusCode = response.StatusCode, ServerMessage = HideSecrets(DssErrorReader.Excerpt(response.Body)) };
            throw new DssProtocolException(failure, "The answer is not the JSON that DSS sends; is Url the address of DSS and BasePath right?", problem);
        }
    }

    private async Task<T> RunAsync<T>(DssRequest request, Func<DssHttp, DssCall, CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new DssCall(request);
        using Activity? activity = DssTelemetry.Start(request, _root);
        long started = Options.TimeProvider.GetTimestamp();
        int? status = null;
        Exception? failed = null;

        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(DssRetry.Call, call);
        try
        {
            T result = await _pipeline.ExecuteAsync(
                static async (context, state) => await state.Self.AttemptAsync(state.Call, state.Attempt, context.CancellationToken).ConfigureAwait(false),
                context,
                (Self: this, Call: call, Attempt: attempt)).ConfigureAwait(false);
            status = (int)(result is DssResponse whole ? whole.StatusCode : HttpStatusCode.OK);
            Logger.Answered(request.Method.Method, request.Path, status.Value, (long)Options.TimeProvider.GetElapsedTime(started).TotalMilliseconds, request.Id);
            return result;
        }
        catch (TimeoutRejectedException late)
        {
            failed = Late(call, late);
            throw failed;
        }
        catch (DssNotFoundException) when (request.Method == HttpMethod.Delete && call.Tries > 1 && typeof(T) == typeof(DssResponse))
        {
            // An earlier try of the same delete was carried out and only its answer was lost.
            return (T)(object)new DssResponse(HttpStatusCode.OK, null, []);
        }
        catch (Exception failure)
        {
            failed = failure;
            status = (int?)(failure as DssApiException)?.StatusCode;
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            DssTelemetry.Finish(activity, call, Options.TimeProvider.GetElapsedTime(started), status, failed);
        }
    }

    private DssTimeoutException Late(DssCall call, TimeoutRejectedException late)
    {
        string problem = FormattableString.Invariant($"DSS did not answer within {late.Timeout.TotalSeconds:0.#} s");
        return call.LastFailure is { } earlier
            ? new DssTimeoutException(Failure(call.Request) with { ServerMessage = "last failure before that: " + earlier.Message }, problem, earlier)
            : new DssTimeoutException(Failure(call.Request), problem, late);
    }

    private async ValueTask<T> AttemptAsync<T>(DssCall call, Func<DssHttp, DssCall, CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        call.Tries++;
        try
        {
            return await attempt(this, call, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException endless) when (endless.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw call.LastFailure = new DssProtocolException(Failure(call.Request), FormattableString.Invariant($"The answer is longer than {Options.MaxAnswerBytes} bytes; raise MaxAnswerBytes if it should be"), endless);
        }
        catch (HttpRequestException broken)
        {
            throw call.LastFailure = ConnectionFailure.Of(Failure(call.Request), broken);
        }
        catch (IOException broken)
        {
            throw call.LastFailure = ConnectionFailure.BrokeOff(Failure(call.Request), broken);
        }
        catch (OperationCanceledException late) when (late.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // The handler's own limit for opening a connection.
            throw call.LastFailure = ConnectionFailure.NotOpened(Failure(call.Request), late);
        }
        catch (OperationCanceledException disposed) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody cancelled, so the connections were closed under the request. A further try is refused by the closed client.
            throw call.LastFailure = ConnectionFailure.BrokeOff(Failure(call.Request) with { ServerMessage = "the client was disposed meanwhile" }, disposed);
        }
        catch (InvalidDataException garbled)
        {
            throw call.LastFailure = new DssProtocolException(Failure(call.Request), "The compressed body of the answer cannot be read", garbled);
        }
        catch (DssApiException failure)
        {
            call.LastFailure = failure;
            throw;
        }
    }

    private async ValueTask<DssResponse> TryWholeAsync(DssCall call, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await TryHeadAsync(call, cancellationToken).ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(Options.MaxAnswerBytes, cancellationToken).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new DssResponse(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
    }

    private async ValueTask<HttpResponseMessage> TryHeadAsync(DssCall call, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = call.Request.ToMessage(_root);
        await _signing.SignAsync(message, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await _client().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        // An answer with an age comes from a cache, and its date is that of another day.
        if (response.Headers is { Date: { } date, Age: null })
            Volatile.Write(ref _clockOffset, (date - Options.TimeProvider.GetUtcNow()).Ticks);
        if (response.Headers.TryGetValues("DSS-Version", out IEnumerable<string>? version))
            ServerVersion = version.FirstOrDefault();
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
        {
            byte[] body = await ErrorBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            throw DssErrorReader.Read(Failure(call.Request), response.StatusCode, body, response.Headers, Options.TimeProvider.GetUtcNow(), HideSecrets);
        }
    }

    /// <summary>A text of the server with what is secret masked.</summary>
    public string? HideSecrets(string? text) => _signing.HideSecrets(text);

    private void OnRetry(DssCall call, Exception failure, int attempt, TimeSpan delay)
    {
        DssTelemetry.Retried();
        Logger.Retrying(call.Request.Method.Method, call.Request.Path, failure.GetType().Name, attempt, (long)delay.TotalMilliseconds, call.Request.Id);
    }
}
