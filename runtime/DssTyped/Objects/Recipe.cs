namespace DssTyped;

/// <summary>A recipe of a flow: generated classes derive from it and add <c>RunAsync</c>, whose parameters are the proofs that its inputs are built.</summary>
public abstract class Recipe
{
    /// <summary>Called by generated code.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="name">The recipe's name in DSS.</param>
    /// <param name="type">The recipe's type in DSS.</param>
    /// <param name="inputs">The ids of what it reads, one a line.</param>
    /// <param name="outputs">The ids of what it writes, one a line.</param>
    protected Recipe(DssFlow flow, string name, string type, string inputs, string outputs)
    {
        Flow = flow;
        Name = name;
        Type = type;
        Inputs = inputs.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Outputs = outputs.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        flow.Register(this);
    }

    /// <summary>The flow it belongs to.</summary>
    public DssFlow Flow { get; }

    /// <summary>The name in DSS.</summary>
    public string Name { get; }

    /// <summary>The type in DSS, such as <c>grouping</c> or <c>shaker</c> (prepare).</summary>
    public string Type { get; }

    /// <summary>The ids of what it reads.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The ids of what it writes.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Runs the recipe without proofs and returns the job's result: for tools that know the recipe only by name.</summary>
    /// <param name="options">Progress, partition, checks; with <see cref="RunOptions.NoFail"/> a failed job is returned, not thrown.</param>
    /// <param name="cancellationToken">Cancelling aborts the job.</param>
    /// <exception cref="DssBuildFailedException">The job failed, and <see cref="RunOptions.NoFail"/> is not set.</exception>
    public Task<JobResult> RunJobAsync(RunOptions? options = null, CancellationToken cancellationToken = default) =>
        Flow.RunJobAsync([JobOutputOf(options?.Partition)], BuildMode.NonRecursiveForced, options, cancellationToken);

    /// <summary>Runs a recipe that needs no proof for its only typed output. Called by generated code.</summary>
    /// <typeparam name="T">The output's class.</typeparam>
    protected Task<Built<T>> RunAfter0Async<T>(RunOptions? options, CancellationToken cancellationToken)
        where T : FlowObject => RunAfterAsync<T>([], options, cancellationToken);

    /// <summary>Runs a recipe that needs one proof for its only typed output. Called by generated code.</summary>
    /// <typeparam name="T">The output's class.</typeparam>
    protected Task<Built<T>> RunAfter1Async<T>(Built? proof, RunOptions? options, CancellationToken cancellationToken)
        where T : FlowObject => RunAfterAsync<T>([proof], options, cancellationToken);

    /// <summary>Runs a recipe that needs two proofs for its only typed output. Called by generated code.</summary>
    /// <typeparam name="T">The output's class.</typeparam>
    protected Task<Built<T>> RunAfter2Async<T>(Built? first, Built? second, RunOptions? options, CancellationToken cancellationToken)
        where T : FlowObject => RunAfterAsync<T>([first, second], options, cancellationToken);

    /// <summary>Runs the recipe for its only typed output. Called by generated code; the forms for few proofs have names of their own because a call without overloads and arrays costs the compiler half as much.</summary>
    /// <typeparam name="T">The output's class.</typeparam>
    protected async Task<Built<T>> RunAfterAsync<T>(Built?[] proofs, RunOptions? options, CancellationToken cancellationToken)
        where T : FlowObject
    {
        Check(proofs);
        JobResult result = await Flow.RunJobAsync([JobOutputOf(options?.Partition)], BuildMode.NonRecursiveForced, RunOptions.Failing(options), cancellationToken).ConfigureAwait(false);
        return new Built<T>(Flow.Find<T>(), result.Id, options?.Partition);
    }

    /// <summary>Runs the recipe and mints a proof per output. Called by generated code of recipes with several outputs.</summary>
    protected async Task<BuiltOutputs> RunAllAsync(RunOptions? options, CancellationToken cancellationToken, params Built?[] proofs)
    {
        Check(proofs);
        JobResult result = await Flow.RunJobAsync([JobOutputOf(options?.Partition)], BuildMode.NonRecursiveForced, RunOptions.Failing(options), cancellationToken).ConfigureAwait(false);
        return new BuiltOutputs(result.Id, options?.Partition);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    // DSS runs a recipe by building one of its outputs; naming more than one would run it more than once.
    private JobOutput JobOutputOf(string? partition) =>
        Outputs.Count == 0
            ? throw new InvalidOperationException($"Recipe '{Name}' has no outputs, so it can't be run.")
            : new JobOutput(Flow.ObjectTypeOf(Outputs[0]), Outputs[0], partition);

    private void Check(Built?[] proofs)
    {
        foreach (Built? proof in proofs)
            Flow.Accept(proof, this);
    }
}
