using System.Globalization;
using DssTyped.Local;
using DssTyped.Local.Tests.Engine;

namespace DssTyped.Tests.Oracle;

/// <summary>Partitions over random dependencies and random builds, against lists of rows by the ids of their partitions.</summary>
public sealed class PartitionOracleTests
{
    private const int Cases = 40;
    private const int StepsPerCase = 8;

    [Fact]
    public async Task Partitions_hold_what_their_dependencies_the_recipe_and_the_builds_say()
    {
        int cases = 0, built = 0, refused = 0;
        foreach (int seed in OracleTests.SeedsUpTo(Cases))
        {
            var random = new Random(seed);
            var model = new PartitionedFlow(random);
            await using TestFlow flow = model.Make();
            var done = new List<string> { model.ToString() };
            LocalEngine engine = flow.Open();
            for (int step = 0; step < StepsPerCase; step++)
            {
                done.Add(await StepAsync(random, model, flow, engine));
                if (random.Chance(0.1))
                {
                    await engine.DisposeAsync();
                    engine = flow.Open();
                }

                string what = string.Create(CultureInfo.InvariantCulture, $"Seed {seed}:\n{string.Join("\n", done)}");
                await AssertSameAsync(engine, "parts", model.Parts ?? [], what);
                await AssertSameAsync(engine, "out", model.Out, what);
            }

            cases++;
            built += done.Count(line => line.EndsWith(": built", StringComparison.Ordinal));
            refused += done.Count(line => line.EndsWith(": refused", StringComparison.Ordinal));
        }

        Assert.True(built > cases && refused > cases / 4, $"{built} builds succeeded and {refused} were refused: too few of one kind say nothing.");
    }

    private static async Task<string> StepAsync(Random random, PartitionedFlow model, TestFlow flow, LocalEngine engine)
    {
        switch (random.Next(8))
        {
            case 0:
                model.ChangeSource(flow);
                return "changed the source";
            case 1:
                await BuildAsync(engine, "parts", null, BuildMode.Recursive);
                model.Divide();
                return "built parts";
            case 2 when model.Out.Count > 0:
                string gone = random.Pick([.. model.Out.Keys]);
                await engine.ClearAsync("out", gone.Length == 0 ? null : gone);
                model.Out.Remove(gone);
                return $"cleared out {gone}";
            case 3 when model.Parts is { Count: > 0 } parts:
                string lost = random.Pick([.. parts.Keys]);
                await engine.ClearAsync("parts", lost);
                model.Lose(lost);
                return $"cleared parts {lost}";
            default:
                string id = model.AnyOutputId();
                BuildMode mode = random.Chance() ? BuildMode.Recursive : BuildMode.NonRecursiveForced;
                bool knows = model.Parts is not null && !(mode == BuildMode.Recursive && model.IsStale);
                (bool succeeded, bool began, string told) = await TryAsync(engine, id, mode);
                bool expected = model.Build(id, mode == BuildMode.Recursive);
                string what = $"{mode} out {id}: {(expected ? "built" : "refused")}";
                if (succeeded && mode == BuildMode.Recursive)
                    Assert.All((await engine.ExplainAsync(Request("out", id.Length == 0 ? null : id, mode))).Steps, again => Assert.True(again.Action == BuildPlanAction.Keep, $"{model}\n{what}, and right afterwards {again.Recipe} {again.Action}: {again.Reason}"));

                Assert.True(expected == succeeded, $"{model}\n{what}, but: {told}");
                Assert.True(succeeded || !(began && knows), $"{model}\n{what}: it was known before the job ran that it could not end well, but: {told}");
                return what;
        }
    }

    private static async Task<(bool Succeeded, bool Began, string Told)> TryAsync(LocalEngine engine, string id, BuildMode mode)
    {
        try
        {
            JobResult result = await BuildAsync(engine, "out", id.Length == 0 ? null : id, mode);
            return (result.Succeeded, true, string.Join("; ", result.Activities.Select(activity => $"{activity.Recipe} {activity.State} {activity.Reason} {activity.FirstFailure}")));
        }
        catch (DssRefusedException refused)
        {
            return (false, false, refused.Message);
        }
    }

    private static async Task<JobResult> BuildAsync(LocalEngine engine, string dataset, string? partition, BuildMode mode) =>
        await (await engine.StartJobAsync(Request(dataset, partition, mode))).WaitAsync();

    private static JobRequest Request(string dataset, string? partition, BuildMode mode) => new([new JobOutput(FlowObjectType.Dataset, dataset, partition)], mode);

    private static async Task AssertSameAsync(LocalEngine engine, string dataset, SortedDictionary<string, string[]> expected, string what)
    {
        if (expected.TryGetValue("", out string[]? whole))
        {
            AssertSame(whole, await engine.RowsAsync(dataset), $"{what}\n{dataset}");
            return;
        }

        IReadOnlyList<string> ids = await engine.ListPartitionsAsync(dataset);
        Assert.True(expected.Keys.SequenceEqual(ids.Order(StringComparer.Ordinal)), $"{what}\n{dataset} has {string.Join(", ", ids)} instead of {string.Join(", ", expected.Keys)}.");
        if (expected.Count == 0)
            return;

        foreach ((string id, string[] rows) in expected)
            AssertSame(rows, await engine.RowsAsync(new ReadRequest(dataset) { Partitions = [id] }), $"{what}\n{dataset} {id}");

        AssertSame([.. expected.Values.SelectMany(rows => rows)], await engine.RowsAsync(dataset), $"{what}\n{dataset}");
    }

    private static void AssertSame(string[] expected, string[] actual, string what) =>
        Assert.True(expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal)), $"{what}: expected {string.Join("; ", expected)}; actual {string.Join("; ", actual)}");
}
