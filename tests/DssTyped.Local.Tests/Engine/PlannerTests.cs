using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Execution;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Plans without an engine: what is there and what can run is made up.</summary>
public sealed class PlannerTests
{
    // src -> a -> A -> b -> B -> c -> C, and A -> d -> D.
    private static TestFlow Flow(string b = "", string c = "") => new TestFlow()
        .Dataset("src", "x:int").Dataset("A", "x:int").Dataset("B", "x:int", b.Length == 0 ? null : Behaviour(b))
        .Dataset("C", "x:int", c.Length == 0 ? null : Behaviour(c)).Dataset("D", "x:int")
        .Sql("a", "src", "A", "", "x:int").Sql("b", "A", "B", "", "x:int").Sql("c", "B", "C", "", "x:int").Sql("d", "A", "D", "", "x:int");

    private static string Behaviour(string name) => """{"flowOptions":{"rebuildBehavior":"NAME"}}""".Replace("NAME", name, StringComparison.Ordinal);

    private static async Task<string> PlanAsync(BuildMode mode, string outputs, Facts? facts = null, string b = "", string c = "")
    {
        await using TestFlow flow = Flow(b, c);
        var planner = new Planner(new FlowGraph(flow.Snapshot()), facts ?? new Facts());
        Plan plan = planner.Plan(new JobRequest([.. outputs.Split(' ').Select(output => new JobOutput(FlowObjectType.Dataset, output))], mode));
        return string.Join(' ', plan.Steps.Select(step => $"{step.Recipe.Name}:{step.Action}"));
    }

    [Theory]
    [InlineData(BuildMode.NonRecursiveForced, "C", "c:Run")]
    [InlineData(BuildMode.RecursiveForced, "C", "a:Run b:Run c:Run")]
    [InlineData(BuildMode.RecursiveForced, "C D", "a:Run b:Run c:Run d:Run")]
    [InlineData(BuildMode.Recursive, "C", "a:Run b:Run c:Run")]
    [InlineData(BuildMode.RecursiveMissingOnly, "C", "a:Run b:Run c:Run")]
    public async Task Nothing_is_built_yet(BuildMode mode, string outputs, string expected) => Assert.Equal(expected, await PlanAsync(mode, outputs));

    [Theory]
    [InlineData(BuildMode.NonRecursiveForced, "c:Run")]
    [InlineData(BuildMode.RecursiveForced, "a:Run b:Run c:Run")]
    [InlineData(BuildMode.Recursive, "a:Keep b:Keep c:Keep")]
    [InlineData(BuildMode.RecursiveMissingOnly, "c:Keep")]
    public async Task Everything_is_up_to_date(BuildMode mode, string expected) => Assert.Equal(expected, await PlanAsync(mode, "C", new Facts { Built = "A B C D", UpToDate = "a b c d" }));

    [Theory]
    [InlineData("a c d", "a:Keep b:Run c:Run")]
    [InlineData("b c d", "a:Run b:Run c:Run")]
    public async Task What_is_out_of_date_takes_all_that_follows_with_it(string upToDate, string expected) =>
        Assert.Equal(expected, await PlanAsync(BuildMode.Recursive, "C", new Facts { Built = "A B C D", UpToDate = upToDate }));

    [Fact]
    public async Task Missing_only_does_not_look_behind_what_is_there() =>
        Assert.Equal("b:Keep c:Run", await PlanAsync(BuildMode.RecursiveMissingOnly, "C", new Facts { Built = "B" }));

    [Theory]
    [InlineData("EXPLICIT", "", "B", "b:Keep c:Run")]
    [InlineData("EXPLICIT", "", "", "b:Refuse c:Run")]
    [InlineData("WRITE_PROTECT", "", "B", "b:Keep c:Run")]
    [InlineData("", "EXPLICIT", "", "a:Run b:Run c:Run")]
    [InlineData("", "WRITE_PROTECT", "C", "c:Refuse")]
    public async Task Rebuild_behaviour_is_respected(string b, string c, string built, string expected) =>
        Assert.Equal(expected, await PlanAsync(BuildMode.RecursiveForced, "C", new Facts { Built = built }, b, c));

    [Fact]
    public async Task A_recipe_that_cannot_run_is_refused_or_pinned()
    {
        Assert.Equal("b:Refuse c:Run", await PlanAsync(BuildMode.Recursive, "C", new Facts { Refused = "b" }));
        Assert.Equal("b:Pinned c:Run", await PlanAsync(BuildMode.Recursive, "C", new Facts { Refused = "b", Pinned = "B" }));
    }

    [Fact]
    public async Task A_cycle_and_a_foreign_input_are_refused_with_the_reason()
    {
        await using TestFlow flow = new TestFlow().Dataset("A", "x:int").Dataset("B", "x:int").Dataset("C", "x:int")
            .Sql("a", "B", "A", "", "x:int").Sql("b", "A", "B", "", "x:int").Sql("c", "OTHER.table", "C", "", "x:int");
        var planner = new Planner(new FlowGraph(flow.Snapshot()), new Facts());

        Plan cycle = planner.Plan(new JobRequest([new JobOutput(FlowObjectType.Dataset, "A")], BuildMode.Recursive));
        Plan foreign = planner.Plan(new JobRequest([new JobOutput(FlowObjectType.Dataset, "C")], BuildMode.Recursive));

        Assert.Contains("b -> a -> b", cycle.Steps[0].Reason, StringComparison.Ordinal);
        Assert.Contains("'OTHER.table' belongs to another project", Assert.Single(foreign.Steps).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_does_not_exist_is_an_error_with_the_nearest_name()
    {
        DssException error = await Assert.ThrowsAsync<DssException>(() => PlanAsync(BuildMode.Recursive, "srcc"));
        Assert.Contains("did you mean 'src'?", error.Message, StringComparison.Ordinal);
    }

    private sealed class Facts : IPlanFacts
    {
        public string Built { get; init; } = "";

        public string UpToDate { get; init; } = "";

        public string Refused { get; init; } = "";

        public string Pinned { get; init; } = "";

        public void Gather(IReadOnlyList<RecipeDefinition> recipes)
        {
        }

        public Refusal? RefusalOf(RecipeDefinition recipe) => Has(Refused, recipe.Name) ? new Refusal("it can't run") : null;

        public string? PinOf(string id, bool recipeRuns) => Has(Pinned, id) ? "pinned" : null;

        public string? VersionOf(string id, string? partition) => id == "src" || Has(Built, id) ? "v" : null;

        public BuiltPartitions? PartitionsOf(string id) => null;

        public string? FingerprintOf(string id, string? partition) => Has(UpToDate, id.ToLowerInvariant()) ? "now" : "before";

        public string? FingerprintOf(RecipeDefinition recipe, string? partition) => "now";

        public string ChangeOf(RecipeDefinition recipe, string? partition) => "something has changed";

        private static bool Has(string list, string name) => list.Split(' ').Contains(name, StringComparer.Ordinal);
    }
}
