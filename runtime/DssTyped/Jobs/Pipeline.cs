namespace DssTyped;

/// <summary>
/// Recipes that run one after the other, for those who want a list: <c>Pipeline.Of(recipes.A, recipes.B).RunAsync()</c>. Each must
/// stand after the recipes that write what it reads; the compiler says so where the list is written, and running checks it again.
/// </summary>
public sealed class Pipeline
{
    private readonly IReadOnlyList<Recipe> _recipes;
    private readonly IReadOnlyList<Built> _given;

    private Pipeline(IReadOnlyList<Recipe> recipes, IReadOnlyList<Built> given)
    {
        _recipes = recipes;
        _given = given;
    }

    /// <summary>The recipes, in the order in which they run.</summary>
    public IReadOnlyList<Recipe> Recipes => _recipes;

    /// <summary>A pipeline of recipes of one flow.</summary>
    /// <exception cref="ArgumentException">There is no recipe, or they are of several flows.</exception>
    public static Pipeline Of(params Recipe[] recipes)
    {
        ArgumentNullException.ThrowIfNull(recipes);
        if (recipes.Length == 0 || recipes.Any(recipe => recipe is null || !ReferenceEquals(recipe.Flow, recipes[0].Flow)))
            throw new ArgumentException("A pipeline needs one recipe at least, and all of the same flow.", nameof(recipes));

        return new Pipeline([.. recipes], []);
    }

    /// <summary>The same pipeline with proofs of inputs that it does not build itself.</summary>
    public Pipeline Given(params Built[] proofs) => new(_recipes, [.. _given, .. proofs]);

    /// <summary>Runs the recipes in order, each as a job of its own, and stops at the first that fails.</summary>
    /// <param name="options">Progress, partition and checks.</param>
    /// <param name="cancellationToken">Cancelling aborts the running job; no further one is started.</param>
    /// <returns>The proofs of everything that was built.</returns>
    /// <exception cref="InvalidOperationException">A recipe stands before one that it needs, or one is missing; nothing was run.</exception>
    /// <exception cref="DssBuildFailedException">A recipe failed.</exception>
    public async Task<PipelineResult> RunAsync(RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = RunOptions.Failing(options);
        Check();
        var outputs = new Dictionary<string, BuiltOutputs>(StringComparer.Ordinal);
        foreach (Recipe recipe in _recipes)
        {
            JobResult result = await recipe.RunJobAsync(options, cancellationToken).ConfigureAwait(false);
            foreach (string output in recipe.Outputs)
                outputs[output] = new BuiltOutputs(result.Id, options.Partition);
        }

        return new PipelineResult(_recipes[0].Flow, outputs);
    }

    private void Check()
    {
        DssFlow flow = _recipes[0].Flow;
        foreach (Built proof in _given)
            flow.Accept(proof, _recipes[0]);

        var built = _given.Select(proof => proof.Output.Id).ToHashSet(StringComparer.Ordinal);
        foreach (Recipe recipe in _recipes)
        {
            foreach (string input in recipe.Inputs)
            {
                if (!built.Contains(input) && flow.ProducerOf(input) is { } producer && producer != recipe)
                    throw new InvalidOperationException($"The pipeline runs '{recipe.Name}', which reads '{input}', before '{producer.Name}', which writes it. Put '{producer.Name}' before it, or give the proof with Given(...).");
            }

            built.UnionWith(recipe.Outputs);
        }
    }
}

/// <summary>What a pipeline built.</summary>
public sealed class PipelineResult
{
    private readonly DssFlow _flow;
    private readonly IReadOnlyDictionary<string, BuiltOutputs> _outputs;

    internal PipelineResult(DssFlow flow, IReadOnlyDictionary<string, BuiltOutputs> outputs)
    {
        _flow = flow;
        _outputs = outputs;
    }

    /// <summary>The proof that an object was built by the pipeline.</summary>
    /// <exception cref="ArgumentException">No recipe of the pipeline writes it.</exception>
    public Built<T> Of<T>(T output)
        where T : FlowObject =>
        ReferenceEquals(output.Flow, _flow) && _outputs.TryGetValue(output.Id, out BuiltOutputs? built)
            ? built.Of(output)
            : throw new ArgumentException($"No recipe of the pipeline writes '{output.Name}'.", nameof(output));
}
