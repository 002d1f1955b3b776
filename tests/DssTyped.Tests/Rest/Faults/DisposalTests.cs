using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>Readers and clients that are disposed in the middle: no hang, no connection left open, no short dataset, no exception that nobody sees.</summary>
[Collection(nameof(DisposalTests))]
public sealed class DisposalTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_reader_disposed_in_the_middle_closes_its_connection_and_has_no_end()
    {
        await using LoopbackServer server = Stalling();
        using var client = new DssClient(Options(server));
        DssRowStream rows = await OpenAsync(client);
        Assert.True(await rows.ReadAsync());

        await rows.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => DrainAsync(rows));
        await UntilAsync(() => server.Connections <= 1);
        Assert.DoesNotContain(server.Requests, request => request.Path.Contains("finish-streaming", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_disposed_under_a_pending_read_ends_that_read()
    {
        IReadOnlyList<Exception> unseen = await UnobservedAsync(async () =>
        {
            await using LoopbackServer server = Stalling();
            using var client = new DssClient(Options(server));
            DssRowStream rows = await OpenAsync(client);
            Task reading = DrainAsync(rows);
            await UntilAsync(() => rows.RowNumber > 0);

            await rows.DisposeAsync();

            await Assert.ThrowsAsync<ObjectDisposedException>(() => reading.WaitAsync(Hang));
        });

        Assert.Empty(unseen);
    }

    [Fact]
    public async Task A_read_that_was_cancelled_leaves_no_end_behind()
    {
        IReadOnlyList<Exception> unseen = await UnobservedAsync(async () =>
        {
            await using LoopbackServer server = Stalling();
            using var client = new DssClient(Options(server));
            using var cancel = new CancellationTokenSource();
            await using DssRowStream rows = await OpenAsync(client);
            Task reading = DrainAsync(rows, cancel.Token);
            await UntilAsync(() => rows.RowNumber > 0);

            await cancel.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Hang));
            await Assert.ThrowsAsync<DssStreamException>(() => DrainAsync(rows));
            await UntilAsync(() => server.Connections <= 1);
        });

        Assert.Empty(unseen);
    }

    [Fact]
    public async Task A_stream_that_fell_silent_stays_an_error()
    {
        IReadOnlyList<Exception> unseen = await UnobservedAsync(async () =>
        {
            await using LoopbackServer server = Stalling();
            DssEngineOptions options = Options(server);
            options.StreamIdleTimeout = TimeSpan.FromMilliseconds(200);
            using var client = new DssClient(options);
            await using DssRowStream rows = await OpenAsync(client);

            for (int ask = 0; ask < 3; ask++)
                await Assert.ThrowsAsync<DssStreamException>(() => DrainAsync(rows));
            Assert.DoesNotContain(server.Requests, request => request.Path.Contains("finish-streaming", StringComparison.Ordinal));
        });

        Assert.Empty(unseen);
    }

    [Fact]
    public async Task A_client_disposed_under_a_reader_gives_no_short_dataset()
    {
        await using var server = new LoopbackServer(request => Answer(request, LoopbackFault.None));
        var client = new DssClient(Options(server));
        await using DssRowStream rows = await OpenAsync(client);
        Assert.True(await rows.ReadAsync());

        client.Dispose();

        // The end cannot be verified any more, so there is none.
        await Assert.ThrowsAsync<ObjectDisposedException>(() => DrainAsync(rows).WaitAsync(Hang));
    }

    [Fact]
    public async Task A_client_disposed_under_a_request_ends_it()
    {
        IReadOnlyList<Exception> unseen = await UnobservedAsync(async () =>
        {
            await using var server = new LoopbackServer(_ => LoopbackReply.Broken(LoopbackFault.Silence));
            var client = new DssClient(Options(server));
            Task call = client.ListProjectKeysAsync();
            await UntilAsync(() => server.Requests.Count == 1);

            client.Dispose();

            await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(Hang));
        });

        Assert.Empty(unseen);
    }

    [Fact]
    public async Task A_client_disposed_under_the_start_of_a_job_says_that_the_job_may_run()
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Broken(LoopbackFault.Silence));
        var client = new DssClient(Options(server));
        Task start = client.Project("P").Jobs.StartAsync(BuildMode.Recursive, [new DssJobOutput("d")]);
        await UntilAsync(() => server.Requests.Count == 1);

        client.Dispose();

        await Assert.ThrowsAsync<DssJobStartUnknownException>(() => start.WaitAsync(Hang));
    }

    private static DssEngineOptions Options(LoopbackServer server) => new() { Url = server.Url, ApiKey = "k", RetryBaseDelay = TimeSpan.FromMilliseconds(1) };

    private static Task<DssRowStream> OpenAsync(DssClient client) => client.Project("P").Datasets["d"].ReadRowsAsync();

    private static LoopbackServer Stalling() => new(request => Answer(request, LoopbackFault.StalledBody));

    private static LoopbackReply Answer(LoopbackRequest request, LoopbackFault fault) =>
        request.Path.EndsWith("/data/", StringComparison.Ordinal) ? LoopbackReply.Text(string.Concat(Enumerable.Repeat("1\n", 100_000))) with { Fault = fault }
        : request.Path.EndsWith("/schema", StringComparison.Ordinal) ? LoopbackReply.Json("""{"columns":[{"name":"id","type":"bigint"}]}""")
        : LoopbackReply.Json("{}");

    private static async Task DrainAsync(DssRowStream rows, CancellationToken cancellationToken = default)
    {
        while (await rows.ReadAsync(cancellationToken))
        {
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Hang);
        while (!holds())
            await Task.Delay(5, limit.Token);
    }

    /// <summary>What nobody has looked at of the exceptions of tasks that came of <paramref name="work"/>.</summary>
    private static async Task<IReadOnlyList<Exception>> UnobservedAsync(Func<Task> work)
    {
        Collect();
        var unseen = new List<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> keep = (_, told) =>
        {
            lock (unseen)
                unseen.Add(told.Exception);
        };
        TaskScheduler.UnobservedTaskException += keep;
        try
        {
            await work();
            Collect();
            lock (unseen)
                return [.. unseen];
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= keep;
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}

/// <summary>Alone, since exceptions that nobody looks at are told to the whole process.</summary>
[CollectionDefinition(nameof(DisposalTests), DisableParallelization = true)]
public sealed class DisposalTestsRunAlone;
