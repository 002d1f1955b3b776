using System.Globalization;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Duck;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;
using DssTyped.Local.Store;
using DssTyped.Local.Text;
using Microsoft.Extensions.Logging;

namespace DssTyped.Local.Execution;

/// <summary>A job of this process.</summary>
internal sealed class LocalJob : IFlowJob, IDisposable
{
    private readonly EngineState _state;
    private readonly Plan _plan;
    private readonly JobRequest _request;
    private readonly ILogger _logger;
    private readonly JobJournal _journal;
    private readonly JobEvents _events = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ActivityResult> _activities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityLog> _logs = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> _kept;
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private DateTimeOffset? _ended;
    private JobState _jobState = JobState.Running;
    private Task<JobResult> _end = null!;
    private bool _journaled;

    private LocalJob(EngineState state, Plan plan, JobRequest request, ILogger logger)
    {
        _state = state;
        _plan = plan;
        _request = request;
        _logger = logger;
        Id = string.Create(CultureInfo.InvariantCulture, $"job_{DateTime.UtcNow:yyyyMMddHHmmssfff}_{Guid.NewGuid().ToString("N")[..6]}");
        _journal = new JobJournal(state.Workspace, Id);

        // What a build asks for, and what nothing is made of, survives a power cut; the rest can be built again.
        _kept = request.Outputs.Select(output => state.Snapshot.FindFlowObject(output.Id)?.Id ?? output.Id)
            .Concat(plan.Steps.SelectMany(step => step.Outputs).Where(output => state.Graph.ConsumersOf(output).Count == 0))
            .ToHashSet(StringComparer.Ordinal);
        foreach (PlanStep step in plan.Steps)
        {
            _logs[step.Recipe.Name] = new ActivityLog();
            _activities[step.Recipe.Name] = new ActivityResult(step.Recipe.Name, step.Recipe.Name, step.Recipe.Type, JobState.NotStarted) { Outputs = step.Outputs, Reason = step.Reason };
        }
    }

    public string Id { get; }

    /// <summary>Whether the job has ended and the workspace keeps how.</summary>
    public bool IsJournaled => _end.IsCompleted && _journaled;

    /// <summary>Starts a job on threads of its own.</summary>
    public static LocalJob Start(EngineState state, Plan plan, JobRequest request, ILogger logger)
    {
        var job = new LocalJob(state, plan, request, logger);
        job._journal.Write(job.Result());
        job._end = Task.Run(job.RunAsync);
        return job;
    }

    public Task<JobResult> GetStatusAsync(CancellationToken cancellationToken = default) => Task.FromResult(Result());

    public async Task<JobResult> WaitAsync(IProgress<BuildEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        if (progress is not null)
        {
            await foreach (BuildEvent item in _events.AllAsync(cancellationToken).ConfigureAwait(false))
                progress.Report(item);
        }

        return await _end.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<BuildEvent> EventsAsync(CancellationToken cancellationToken = default) => _events.AllAsync(cancellationToken);

    public Task<string> GetLogAsync(string? activity = null, CancellationToken cancellationToken = default)
    {
        if (activity is not null)
            return Task.FromResult(_logs.TryGetValue(activity, out ActivityLog? log) ? log.ToString() : throw new DssException($"Job {Id} has no activity '{activity}'."));

        return Task.FromResult(string.Concat(_plan.Steps.Select(step => $"== {step.Recipe.Name} ({step.Recipe.Type}) ==\n{_logs[step.Recipe.Name]}")));
    }

    public async Task AbortAsync(CancellationToken cancellationToken = default)
    {
        if (_end.IsCompleted)
            return;

        await _abort.CancelAsync().ConfigureAwait(false);
        await _end.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _abort.Dispose();

    private async Task<JobResult> RunAsync()
    {
        LocalLog.JobStarted(_logger, Id, _plan.Steps.Count);
        Tell(BuildEventKind.JobStarted, $"Job {Id} started: {_plan.Steps.Count(step => step.Action == BuildPlanAction.Run).ToString(CultureInfo.InvariantCulture)} recipes to run.");
        try
        {
            var scheduler = new JobScheduler(_plan.Steps, RunStep, Withhold);
            await scheduler.RunAsync(_state.Workers).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _ended = DateTimeOffset.UtcNow;
                _jobState = _abort.IsCancellationRequested && _activities.Values.Any(activity => activity.State is JobState.Aborted or JobState.NotStarted) ? JobState.Aborted
                    : _activities.Values.Any(activity => activity.State == JobState.Failed) ? JobState.Failed
                    : JobState.Done;
            }
        }

        JobResult result = Result();
        _journaled = _journal.Write(result);
        LocalLog.JobEnded(_logger, Id, result.State);
        Tell(BuildEventKind.JobEnded, $"Job {Id} ended: {result.State}.");
        return result;
    }

    private bool RunStep(PlanStep step)
    {
        ActivityLog log = _logs[step.Recipe.Name];
        if (_abort.IsCancellationRequested)
        {
            End(step, JobState.Aborted, "the job was aborted", null, null);
            return false;
        }

        if (step.Action == BuildPlanAction.Keep)
        {
            End(step, JobState.Done, step.Reason, null, null);
            return true;
        }

        Update(step, activity => activity with { State = JobState.Running, Started = DateTimeOffset.UtcNow });
        Tell(BuildEventKind.ActivityStarted, $"{step.Recipe.Name} started: {step.Reason}.", step);
        LocalLog.ActivityStarted(_logger, Id, step.Recipe.Name, step.Reason);
        log.Add($"Recipe '{step.Recipe.Name}' ({step.Recipe.Type}): {step.Reason}.");
        var warnings = new WarningList
        {
            Added = warning =>
            {
                log.Add("WARN " + warning);
                Tell(BuildEventKind.ActivityWarning, $"{step.Recipe.Name}: {warning}", step);
            },
        };
        try
        {
            long rows = step.Action == BuildPlanAction.Pinned
                ? PinAsync(step, log, warnings).GetAwaiter().GetResult()
                : new RecipeRunner(_state, Id, _request.AutoUpdateSchemas, _kept).RunAsync(step, log, warnings, _abort.Token).GetAwaiter().GetResult();
            Update(step, activity => activity with { Rows = rows });
            End(step, JobState.Done, step.Reason, null, warnings);
            return true;
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            End(step, JobState.Aborted, "the job was aborted", null, warnings);
            return false;
        }
        catch (Exception exception)
        {
            string failure = FailureText.Of(exception, _state.Workspace);
            log.Add("ERROR " + failure);
            if (exception is not (RecipeFailedException or DssException or DuckDbFailure))
                log.Add(exception.ToString());

            LocalLog.ActivityFailed(_logger, Id, step.Recipe.Name, failure);
            End(step, JobState.Failed, step.Reason, failure, warnings);
            return false;
        }
    }

    private async Task<long> PinAsync(PlanStep step, ActivityLog log, WarningList warnings)
    {
        long rows = 0;
        foreach (DatasetDefinition dataset in step.Outputs.Select(_state.Snapshot.FindDataset).OfType<DatasetDefinition>())
        {
            Manifest? manifest = await _state.Sources.EnsureAsync(dataset, log.Add, _abort.Token).ConfigureAwait(false);
            rows += manifest?.Rows ?? 0;
            foreach (string warning in manifest?.Warnings ?? [])
                warnings.Add(warning);
        }

        return rows;
    }

    private void Withhold(PlanStep step, string failed)
    {
        _logs[step.Recipe.Name].Add($"Not run: recipe '{failed}' did not end well.");
        End(step, JobState.Aborted, _abort.IsCancellationRequested ? "the job was aborted" : $"not run because recipe '{failed}' failed", null, null);
    }

    private void End(PlanStep step, JobState state, string reason, string? failure, WarningList? warnings)
    {
        ActivityLog log = _logs[step.Recipe.Name];
        Update(step, activity => activity with
        {
            State = state,
            Reason = reason,
            FirstFailure = failure,
            Warnings = warnings?.ToList() ?? [],
            LogTail = log.Tail(),
            Ended = DateTimeOffset.UtcNow,
        });
        if (step.Action != BuildPlanAction.Keep)
            _journal.AddLog(step.Recipe.Name, log);

        Tell(BuildEventKind.ActivityEnded, $"{step.Recipe.Name} ended: {state}{(failure is null ? $" ({reason})" : $": {failure}")}.", step);
    }

    private void Update(PlanStep step, Func<ActivityResult, ActivityResult> change)
    {
        lock (_gate)
            _activities[step.Recipe.Name] = change(_activities[step.Recipe.Name]);
    }

    private void Tell(BuildEventKind kind, string message, PlanStep? step = null)
    {
        BuildEvent item;
        lock (_gate)
            item = new BuildEvent(kind, Id, DateTimeOffset.UtcNow) { Activity = step is null ? null : _activities[step.Recipe.Name], JobState = _jobState, Message = message };

        _events.Add(item);
    }

    private JobResult Result()
    {
        lock (_gate)
            return new JobResult(Id, _jobState) { Activities = [.. _plan.Steps.Select(step => _activities[step.Recipe.Name])], Started = _started, Ended = _ended };
    }
}
