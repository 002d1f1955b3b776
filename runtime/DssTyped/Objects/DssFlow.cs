namespace DssTyped;

/// <summary>A flow bound to an engine; generated code derives one class per snapshot. Instances are cheap and thread-safe.</summary>
public abstract class DssFlow
{
    private readonly Dictionary<string, FlowObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, FlowObject> _objectsByClass = [];
    private readonly Dictionary<string, Recipe> _recipes = new(StringComparer.Ordinal);

    /// <summary>Called by generated code.</summary>
    /// <param name="engine">The engine that reads and builds.</param>
    /// <param name="projectKey">The DSS project's key.</param>
    /// <param name="snapshotFile">The name of the snapshot file the class was generated from.</param>
    protected DssFlow(IFlowEngine engine, string projectKey, string snapshotFile)
    {
        ArgumentNullException.ThrowIfNull(engine);
        Engine = engine;
        ProjectKey = projectKey;
        SnapshotFileName = snapshotFile;
    }

    /// <summary>The engine that reads and builds.</summary>
    public IFlowEngine Engine { get; }

    /// <summary>The DSS project's key.</summary>
    public string ProjectKey { get; }

    /// <summary>The name of the snapshot file the class was generated from.</summary>
    public string SnapshotFileName { get; }

    /// <summary>The datasets, folders, models and stores of the flow.</summary>
    public IReadOnlyCollection<FlowObject> AllObjects => _objects.Values;

    /// <summary>The recipes of the flow.</summary>
    public IReadOnlyCollection<Recipe> AllRecipes => _recipes.Values;

    /// <summary>Starts a job over several outputs: <c>flow.NewJob(BuildMode.Recursive).WithOutput(a).WithOutput(b).RunAsync()</c>.</summary>
    public JobBuilder NewJob(BuildMode mode = BuildMode.NonRecursiveForced) => new(this, mode);

    internal void Register(FlowObject item)
    {
        _objects.TryAdd(item.Id, item);
        _objectsByClass.TryAdd(item.GetType(), item);
    }

    internal void Register(Recipe recipe) => _recipes.TryAdd(recipe.Name, recipe);

    internal FlowObject? FindObject(string id) => _objects.GetValueOrDefault(id);

    /// <summary>The object that has a generated class of its own.</summary>
    internal T Find<T>()
        where T : FlowObject => (T)_objectsByClass[typeof(T)];

    internal Recipe? FindRecipe(string name) => _recipes.GetValueOrDefault(name);

    internal Recipe? ProducerOf(string id) => _recipes.Values.FirstOrDefault(recipe => recipe.Outputs.Contains(id, StringComparer.Ordinal));

    internal FlowObjectType ObjectTypeOf(string id) => FindObject(id)?.ObjectType ?? FlowObjectType.Dataset;

    /// <summary>Refuses a proof that this flow's engine can't vouch for.</summary>
    internal void Accept(Built? proof, Recipe recipe)
    {
        if (proof is null)
            throw new ArgumentException($"Recipe '{recipe.Name}' was run with a proof that is null. Await the recipe or build that makes the input, or call VerifyBuiltAsync() on its dataset.", nameof(proof));
        if (!ReferenceEquals(proof.Output.Flow, this) && !ReferenceEquals(proof.Output.Flow.Engine, Engine))
            throw new ArgumentException($"Recipe '{recipe.Name}' was run with a proof that '{proof.Output.Name}' was built by another engine. Build it with this flow, or call VerifyBuiltAsync() on its dataset.", nameof(proof));
    }

    /// <summary>Runs a job to its end.</summary>
    internal async Task<JobResult> RunJobAsync(IReadOnlyList<JobOutput> outputs, BuildMode mode, RunOptions? options, CancellationToken cancellationToken)
    {
        options ??= RunOptions.Default;
        var request = new JobRequest(outputs, mode)
        {
            AutoUpdateSchemas = options.AutoUpdateSchemas,
            SchemaCheck = options.SchemaCheck,
            CompiledSchemas = [.. _objects.Values.OfType<Dataset>().Select(dataset => dataset.Schema)],
        };

        using System.Diagnostics.Activity? activity = DssTypedTelemetry.StartJob(Engine, mode, outputs);
        IFlowJob job = await Engine.StartJobAsync(request, cancellationToken).ConfigureAwait(false);
        options.JobStarted?.Invoke(job.Id);
        JobResult result;
        try
        {
            result = await job.WaitAsync(options.Progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await job.AbortAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        DssTypedTelemetry.JobEnded(activity, Engine, result);
        return result.State == JobState.Done || options.NoFail ? result : throw new DssBuildFailedException(result);
    }
}
