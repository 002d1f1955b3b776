using Microsoft.Extensions.Logging;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>One run of the flow that <see cref="FakeDss"/> knows: schema check, build, wait, read.</summary>
internal static class Pipeline
{
    public const string Key = "s3cret-k3y-of-the-test";

    public static readonly IReadOnlyList<(long Id, double? Total)> Expected = [(1, 10.5), (2, 20.25), (3, null)];

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Unhurried = TimeSpan.FromSeconds(30);

    /// <param name="url">The server.</param>
    /// <param name="maxRetries">How often a request is tried again.</param>
    /// <param name="patience">How long to wait for an answer; null for so long that a busy machine does not matter.</param>
    public static DssEngineOptions Options(Uri url, int maxRetries = 3, TimeSpan? patience = null) => new()
    {
        Url = url, ApiKey = Key, ProjectKey = FakeDss.Project, MaxRetries = maxRetries,
        RetryBaseDelay = TimeSpan.FromMilliseconds(1), RetryMaxDelay = TimeSpan.FromMilliseconds(20),
        RequestTimeout = patience ?? Unhurried, OperationTimeout = patience * 12 ?? Unhurried, StreamIdleTimeout = patience ?? Unhurried,
        PollInterval = TimeSpan.FromMilliseconds(1), PollMaxInterval = TimeSpan.FromMilliseconds(2), PollOutageTolerance = TimeSpan.FromMilliseconds(1500),
        JobLookups = 3,
    };

    /// <summary>What the run gave: the rows, or the exception. A run that does not end fails the test.</summary>
    public static async Task<(IReadOnlyList<(long, double?)>? Rows, Exception? Failure)> RunAsync(DssEngineOptions options, ILogger<DssEngine>? logger = null)
    {
        try
        {
            return (await BuildAndReadAsync(options, logger).WaitAsync(Hang), null);
        }
        catch (DssException failure)
        {
            return (null, failure);
        }
    }

    private static async Task<IReadOnlyList<(long, double?)>> BuildAndReadAsync(DssEngineOptions options, ILogger<DssEngine>? logger)
    {
        await using var engine = new DssEngine(options, logger);
        var request = new JobRequest([new JobOutput(FlowObjectType.Dataset, "TOTALS")], BuildMode.NonRecursiveForced)
        {
            CompiledSchemas =
            [
                new DatasetSchema("ORDERS", [new DatasetColumn("id", "bigint"), new DatasetColumn("amount", "double")]),
                new DatasetSchema("TOTALS", [new DatasetColumn("id", "bigint"), new DatasetColumn("total", "double")]),
            ],
        };
        IFlowJob job = await engine.StartJobAsync(request);
        JobResult result = await job.WaitAsync();
        if (!result.Succeeded)
            throw new DssBuildFailedException(result);

        var rows = new List<(long, double?)>();
        await using RowReader reader = await engine.OpenReaderAsync(new ReadRequest("TOTALS") { Filter = new FilterCondition.Compare("id", FilterOperator.GreaterOrEqual, 1L) });
        while (await reader.ReadAsync())
            rows.Add((reader.GetInt64(0), reader.NullableDouble(1)));
        return rows;
    }
}
