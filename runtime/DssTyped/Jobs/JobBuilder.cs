namespace DssTyped;

/// <summary>Puts a job together: one or more outputs and a build mode, as DSS's job API takes them.</summary>
public sealed class JobBuilder
{
    private readonly DssFlow _flow;
    private readonly BuildMode _mode;
    private readonly List<JobOutput> _outputs = [];

    internal JobBuilder(DssFlow flow, BuildMode mode)
    {
        _flow = flow;
        _mode = mode;
    }

    /// <summary>Adds an output.</summary>
    /// <param name="output">A dataset, folder, model or store of the same flow.</param>
    /// <param name="partition">A partition specification in DSS's form; null for the whole output.</param>
    public JobBuilder WithOutput(FlowObject output, string? partition = null)
    {
        _outputs.Add(new JobOutput(output, partition));
        return this;
    }

    /// <summary>Says what would run and why, without running anything.</summary>
    /// <exception cref="InvalidOperationException">The job has no output.</exception>
    public Task<BuildPlan> ExplainAsync(CancellationToken cancellationToken = default) =>
        _flow.Engine.ExplainAsync(new JobRequest(Outputs(), _mode), cancellationToken);

    /// <summary>Runs the job to its end.</summary>
    /// <param name="options">Progress and checks; with <see cref="RunOptions.NoFail"/> a failed job is returned, not thrown.</param>
    /// <param name="cancellationToken">Cancelling aborts the job.</param>
    /// <exception cref="DssBuildFailedException">The job failed, and <see cref="RunOptions.NoFail"/> is not set.</exception>
    /// <exception cref="InvalidOperationException">The job has no output.</exception>
    public Task<JobResult> RunAsync(RunOptions? options = null, CancellationToken cancellationToken = default) =>
        _flow.RunJobAsync(Outputs(), _mode, options, cancellationToken);

    private IReadOnlyList<JobOutput> Outputs() => _outputs.Count > 0 ? _outputs : throw new InvalidOperationException("The job has no output. Add one with WithOutput(...).");
}
