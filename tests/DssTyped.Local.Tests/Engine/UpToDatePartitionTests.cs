using System.Globalization;
using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

/// <summary>The up-to-date check over random changes to single partitions, and to what all of them are made of.</summary>
public sealed class UpToDatePartitionTests
{
    private static readonly string[] Days = ["mon", "tue", "wed"];
    private static readonly string[] All = ["make", "keep", "finish"];

    /// <summary>A change; the days it touches (null for all); the first recipe that runs again (null for none).</summary>
    private sealed record Change(string Name, string? Day, string? From, Func<State, Task> Make);

    private static Change[] Changes(string day) =>
    [
        new("a partition of an input", day, "keep", state => state.BuildAsync("days", day, BuildMode.NonRecursiveForced)),
        new("a partition in the middle", day, "finish", state => state.BuildAsync("kept", day, BuildMode.NonRecursiveForced)),
        new("a partition that is gone", day, "keep", state => state.Open().ClearAsync("kept", day)),
        new("the last partition, gone", day, "finish", state => state.Open().ClearAsync("end", day)),
        new("the source", null, "make", state => state.WriteSource()),
        new("a setting", null, "keep", state => state.Set(() => state.Least--)),
        new("the delegate's version", null, "make", state => state.Set(() => state.Version++)),
        new("an unused variable", null, null, state => state.Set(() => state.Unused++)),
        new("the engine's version", null, "finish", state => state.Set(() => state.Flow.WriteAsOlderEngine("end"))),
        new("nothing", null, null, _ => Task.CompletedTask),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_partition_is_rebuilt_when_what_it_is_made_of_has_changed_and_no_other(int seed)
    {
        var random = new Random(seed);
        await using var state = new State();
        foreach (string day in Days)
            await state.BuildAsync("end", day, BuildMode.Recursive);

        int kinds = Changes("").Length;
        for (int round = 0; round < 10; round++)
        {
            // Each by itself, then two at a time; what builds comes first, for it takes in what was changed before it.
            Change[] made = seed == 1
                ? [Changes(Days[random.Next(Days.Length)])[round % kinds]]
                : [.. new[] { random.Next(kinds), random.Next(kinds) }.Distinct().Order().Select(kind => Changes(Days[random.Next(Days.Length)])[kind])];
            foreach (Change change in made)
                await change.Make(state);

            foreach (string day in Days)
            {
                int first = made.Where(change => change.From is not null && (change.Day ?? day) == day).Select(change => Array.IndexOf(All, change.From)).DefaultIfEmpty(All.Length).Min();
                string what = string.Create(CultureInfo.InvariantCulture, $"round {round}, {day}: {string.Join(", ", made.Select(change => $"{change.Name} ({change.Day})"))}");
                LocalEngine engine = state.Open();
                BuildPlan plan = await engine.ExplainAsync(new JobRequest([new(FlowObjectType.Dataset, "end", day)], BuildMode.Recursive));
                string[] runs = [.. plan.Steps.Where(step => step.Action == BuildPlanAction.Run).Select(step => step.Recipe).OrderBy(recipe => Array.IndexOf(All, recipe))];
                Assert.True(All[first..].SequenceEqual(runs), $"{what}\n{string.Join("\n", plan.Steps.Select(step => $"{step.Recipe} {step.Action}: {step.Reason}"))}");
            }

            foreach (string day in Days)
            {
                await state.BuildAsync("end", day, BuildMode.Recursive);
                Assert.All(await state.BuildAsync("end", day, BuildMode.Recursive), activity => Assert.Equal("up to date", activity.Reason));
            }
        }
    }

    private sealed class State : IAsyncDisposable
    {
        private const string ByDay = """{"partitioning":{"dimensions":[{"name":"day","type":"value"}]}}""";

        private int _rows = 3;

        public State() => Flow.File("src.csv", "id\n1\n2\n3\n");

        public TestFlow Flow { get; } = new();

        public int Least { get; set; }

        public int Version { get; set; } = 1;

        public int Unused { get; set; }

        public LocalEngine Open()
        {
            Flow.Forget();
            Flow.Dataset("src", "id:int").Dataset("days", "id:int", ByDay).Dataset("kept", "id:int", ByDay).Dataset("end", "id:int", ByDay).Variable("unused", Unused.ToString(CultureInfo.InvariantCulture))
                .Recipe("make", "python", "src", "days", JsonValue.Object())
                .Recipe("keep", "sampling", "days", "kept", JsonReader.Read(string.Create(CultureInfo.InvariantCulture, $$"""{"enabled":true,"uiData":{"mode":"CUSTOM"},"expression":"id > {{Least}}"}""")).Root!)
                .Recipe("finish", "sync", "kept", "end", JsonValue.Object());
            LocalEngine engine = Flow.Open();
            engine.Handle("make", static async (work, _) => await work.WriteAsync("days", new OneRow(["id"], [work.Partition!.Length])), Version.ToString(CultureInfo.InvariantCulture));
            return engine;
        }

        public async Task<IReadOnlyList<ActivityResult>> BuildAsync(string dataset, string day, BuildMode mode)
        {
            JobResult result = await (await Open().StartJobAsync(new JobRequest([new(FlowObjectType.Dataset, dataset, day)], mode))).WaitAsync();
            Assert.True(result.Succeeded, result.Failures.FirstOrDefault()?.FirstFailure);
            return result.Activities;
        }

        public Task WriteSource() => Set(() => Flow.File("src.csv", "id\n" + string.Concat(Enumerable.Range(1, ++_rows).Select(id => FormattableString.Invariant($"{id}\n")))));

        public Task Set(Action change)
        {
            change();
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => Flow.DisposeAsync();
    }
}
