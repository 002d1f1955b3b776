namespace DssTyped;

/// <summary>How a recipe or job is run.</summary>
public sealed record RunOptions
{
    internal static readonly RunOptions Default = new();

    /// <summary>The partition to build, in DSS's form; null for the whole output.</summary>
    public string? Partition { get; init; }

    /// <summary>Whether a failed job is returned rather than thrown. Only for calls that return a <see cref="JobResult"/>: a proof can't be given for a failed build; use <c>await recipe.RunAsync(...).NoFail()</c> there.</summary>
    public bool NoFail { get; init; }

    /// <summary>Where to report progress.</summary>
    public IProgress<BuildEvent>? Progress { get; init; }

    /// <summary>Called with the job's id as soon as it is known, before waiting: with it the job can be attached to after a crash.</summary>
    public Action<string>? JobStarted { get; init; }

    /// <summary>Whether output schemas are brought up to date before each recipe runs.</summary>
    public bool AutoUpdateSchemas { get; init; }

    /// <summary>What to do when live and compiled schemas differ.</summary>
    public SchemaCheck SchemaCheck { get; init; }

    /// <summary>The options for a call that must throw on failure, because its result is a proof.</summary>
    internal static RunOptions Failing(RunOptions? options) => options is { NoFail: true }
        ? throw new ArgumentException("NoFail can't be used where a proof is returned: a failed build proves nothing. Call .NoFail() on the returned task, or use NewJob() or RunJobAsync().", nameof(options))
        : options ?? Default;
}
