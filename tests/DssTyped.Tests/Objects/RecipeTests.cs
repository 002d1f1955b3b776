using System.Reflection;

namespace DssTyped.Tests.Objects;

/// <summary>Recipes as generated code has them: they check every proof, and give the proof of the object that they say they write.</summary>
public sealed class RecipeTests
{
    // A folder's id may be what a dataset is called: the class tells them apart.
    private const string SharedId = "abcdefgh";

    [Fact]
    public async Task The_proof_is_of_the_object_whose_class_the_recipe_returns()
    {
        var flow = new Flow();

        Built<Folder> none = await flow.Merge.RunAfterNoneAsync();
        Built<Folder> one = await flow.Merge.RunAfterOneAsync(none);
        Built<Folder> two = await flow.Merge.RunAfterTwoAsync(none, one);
        Built<Folder> many = await flow.Merge.RunAsync(none, one, two);

        Assert.All([none, one, two, many], built => Assert.Same(flow.Folder, built.Dataset));
        Assert.Equal("job", many.JobId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Each_of_many_proofs_is_checked(int missing)
    {
        var flow = new Flow();
        Built<Folder> proof = await flow.Merge.RunAfterNoneAsync();
        Built<Folder>[] proofs = [.. Enumerable.Range(0, 3).Select(i => i == missing ? null! : proof)];

        await Assert.ThrowsAsync<ArgumentException>(() => flow.Merge.RunAsync(proofs[0], proofs[1], proofs[2]));
        if (missing < 2)
            await Assert.ThrowsAsync<ArgumentException>(() => flow.Merge.RunAfterTwoAsync(proofs[0], proofs[1]));
        if (missing < 1)
            await Assert.ThrowsAsync<ArgumentException>(() => flow.Merge.RunAfterOneAsync(proofs[0]));
    }

    [Fact]
    public async Task A_proof_of_another_engine_is_refused()
    {
        Built<Folder> foreign = await new Flow().Merge.RunAfterNoneAsync();

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => new Flow().Merge.RunAfterOneAsync(foreign));

        Assert.Contains("another engine", error.Message, StringComparison.Ordinal);
    }

    private sealed class Flow : DssFlow
    {
        public Flow()
            : base(DispatchProxy.Create<IFlowEngine, Idle>(), "P", "p.dss.json")
        {
            Dataset = new Table(this);
            Folder = new Folder(this);
            Merge = new Merge(this);
        }

        public Table Dataset { get; }

        public Folder Folder { get; }

        public Merge Merge { get; }
    }

    private sealed class Table(DssFlow flow) : Dataset<Table>(flow, SharedId, "");

    private sealed class Folder(DssFlow flow) : ManagedFolder(flow, SharedId, "Reports");

    private sealed class Merge(DssFlow flow) : Recipe(flow, "merge", "python", "", SharedId)
    {
        public Task<Built<Folder>> RunAfterNoneAsync() => RunAfter0Async<Folder>(null, CancellationToken.None);

        public Task<Built<Folder>> RunAfterOneAsync(Built<Folder> a) => RunAfter1Async<Folder>(a, null, CancellationToken.None);

        public Task<Built<Folder>> RunAfterTwoAsync(Built<Folder> a, Built<Folder> b) => RunAfter2Async<Folder>(a, b, null, CancellationToken.None);

        public Task<Built<Folder>> RunAsync(Built<Folder> a, Built<Folder> b, Built<Folder> c) => RunAfterAsync<Folder>([a, b, c], null, CancellationToken.None);
    }

    /// <summary>An engine, and its job, for which every job has ended well.</summary>
    public class Idle : DispatchProxy
    {
        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IFlowEngine.StartJobAsync) => Task.FromResult(Create<IFlowJob, Idle>()),
            nameof(IFlowJob.WaitAsync) => Task.FromResult(new JobResult("job", JobState.Done)),
            "get_" + nameof(IFlowJob.Id) => "job",
            "get_" + nameof(IFlowEngine.Description) => "idle",
            _ => throw new NotSupportedException(targetMethod.Name),
        };
    }
}
