using System.Globalization;
using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

/// <summary>The up-to-date check over random changes: what depends on a change runs and says so, nothing else does.</summary>
public sealed class UpToDateTests
{
    // src -> filter -> A -> sort -> B -> copy -> D, and A, other -> score (C#) -> C.
    private static readonly string[] All = ["filter", "sort", "copy", "score"];

    /// <summary>A change, the recipe that it touches (null for none), and what the plan says of that recipe.</summary>
    private sealed record Change(string Name, string? Touches, string Reason, Func<State, Task> Make);

    private static readonly Change[] Changes =
    [
        new("a key of the payload", "filter", "its settings have changed", state => state.SetFilter($"id < {state.Next()}")),
        new("a key of the editor", null, "", state => state.SetEditor(state.Next())),
        new("a used variable", "filter", "a variable it uses has changed", state => state.SetVariable("least", state.Next())),
        new("an unused variable", null, "", state => state.SetVariable("unused", state.Next())),
        new("a stored type", "copy", "the schema of an output has changed", state => state.SwitchType()),
        new("a source", "filter", "its input 'src' has changed", state => state.WriteSource(state.Next())),
        new("a source of the same size and time", "filter", "its input 'src' has changed", state => state.WriteSourceUnseen(state.Next())),
        new("the time of a source", null, "", state => state.Touch()),
        new("the other source", "score", "its input 'other' has changed", state => state.WriteOther(state.Next())),
        new("a source's format", "score", "its input 'other' has changed", state => state.SwitchFormat()),
        new("the version of a delegate", "score", "its delegate's version has changed", state => state.SetVersion(state.Next())),
        new("a delegate without a version", "score", "its delegate was registered without a version, so whether the code has changed can't be known", state => state.SetVersion(null)),
        new("a rebuilt input", "sort", "its input 'A' has changed", state => state.Rebuild("A")),
        new("the engine's version", "copy", "'D' was built by another version of the engine", state => state.WriteAsOlderEngine("D")),
        new("lost data", "copy", "'D' was never built", state => state.Lose("D")),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_depends_on_a_change_is_rebuilt_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        await using var state = new State();
        LocalEngine first = state.Open();
        await first.BuiltAsync("D C");
        for (int round = 0; round < 12; round++)
        {
            // The first rounds of all seeds make each change by itself. Later ones mix them; what builds comes first, for it takes in what was changed before it.
            Change[] made = round < 5
                ? [Changes[Math.Min(((seed - 1) * 5) + round, Changes.Length - 1)]]
                : [.. random.GetItems(Changes, random.Next(1, 4)).Distinct().OrderBy(change => change.Name != "a rebuilt input")];
            foreach (Change change in made)
                await change.Make(state);

            HashSet<string> expected = [.. made.SelectMany(change => Following(change.Name == "a rebuilt input" ? "A" : change.Touches))];
            if (state.Version is null)
                expected.Add("score");
            string what = $"round {round.ToString(CultureInfo.InvariantCulture)}: {string.Join(", ", made.Select(change => change.Name))}";

            LocalEngine engine = state.Open();
            BuildPlan plan = await engine.ExplainAsync(new JobRequest([new(FlowObjectType.Dataset, "D"), new(FlowObjectType.Dataset, "C")], BuildMode.Recursive));
            Assert.True(expected.SetEquals(plan.Steps.Where(step => step.Action == BuildPlanAction.Run).Select(step => step.Recipe)), $"{what}\n{string.Join("\n", plan.Steps.Select(step => $"{step.Recipe} {step.Action}: {step.Reason}"))}");
            if (made is [{ Touches: { } touched, Reason: var reason }] && state.Version is not null)
                Assert.Equal(reason, plan.Steps.Single(step => step.Recipe == touched).Reason);

            JobResult built = await engine.BuiltAsync("D C");
            Assert.True(expected.SetEquals(built.Activities.Where(activity => activity.Rows is not null).Select(activity => activity.Recipe)), what);
            if (state.Version is null)
                await state.SetVersion("again " + what);
        }
    }

    private static string[] Following(string? touched) => touched switch
    {
        "filter" => All,
        "A" => ["sort", "copy", "score"],
        "sort" => ["sort", "copy"],
        null => [],
        _ => [touched],
    };

    /// <summary>The flow, and what can be changed about it.</summary>
    private sealed class State : IAsyncDisposable
    {
        private readonly TestFlow _flow = new();
        private string _filter = "true";
        private string _editor = "0";
        private bool _isWide;
        private bool _isQuoted;
        private int _last = 100;

        public State()
        {
            _flow.Variable("least", "0").Variable("unused", "0").File("src.csv", "id\n1\n100\n").File("other.csv", "n\n100\n");
        }

        public string? Version { get; private set; } = "1";

        public string Next() => (++_last).ToString(CultureInfo.InvariantCulture);

        public LocalEngine Open()
        {
            _flow.Forget();
            _flow.Dataset("src", "id:bigint").Dataset("other", "n:bigint", _isQuoted ? """{"formatType":"csv","formatParams":{"quoteChar":"'"}}""" : """{"formatType":"csv","formatParams":{"quoteChar":"\""}}""")
                .Dataset("A", "id:bigint").Dataset("B", "id:bigint").Dataset("D", _isWide ? "id:double" : "id:bigint").Dataset("C", "n:bigint");
            _flow.Recipe("filter", "sampling", "src", "A", Json($$"""{"enabled":true,"uiData":{"mode":"CUSTOM","$edited":{{_editor}} },"expression":"{{_filter}} && id > ${least}"}"""), $$"""{"versionTag":{"versionNumber":{{_editor}} } }""");
            _flow.Recipe("sort", "sort", "A", "B", Json($$"""{"orders":[{"column":"id","desc":true}],"uiState":{"x":{{_editor}} } }"""));
            _flow.Recipe("copy", "sync", "B", "D", Json("{}"));
            _flow.Recipe("score", "python", "A other", "C", Json("{}"));
            LocalEngine engine = _flow.Open();
            engine.Handle("score", static async (work, _) => await work.WriteAsync("C", new Copied(await work.OpenReaderAsync("other"))), Version);
            return engine;
        }

        public Task SetFilter(string filter) => Done(_filter = filter);

        public Task SetEditor(string editor) => Done(_editor = editor);

        public Task SetVariable(string name, string value) => Done(_flow.Variable(name, name == "least" ? $"-{value}" : value));

        public Task SwitchType() => Done(_isWide = !_isWide);

        public Task SwitchFormat() => Done(_isQuoted = !_isQuoted);

        public Task SetVersion(string? version) => Done(Version = version);

        public Task WriteSource(string value) => Done(_flow.File("src.csv", $"id\n1\n{value}\n"));

        public Task WriteOther(string value) => Done(_flow.File("other.csv", $"n\n{value}\n"));

        public async Task WriteSourceUnseen(string value)
        {
            string path = Path.Combine(_flow.Data, "src.csv");

            // As old as a file gets: the engine has long read it, and trusts its time if it trusts any.
            File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            await Open().BuildAsync("A");
            await WriteSource(value);
            File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        public Task Touch() => Done(() => File.SetLastWriteTimeUtc(Path.Combine(_flow.Data, "src.csv"), DateTime.UtcNow.AddMinutes(_last)));

        public async Task Rebuild(string dataset) => await Open().BuiltAsync(dataset, BuildMode.NonRecursiveForced);

        public Task WriteAsOlderEngine(string dataset) => Done(() => _flow.WriteAsOlderEngine(dataset));

        public Task Lose(string dataset) => Done(() => Directory.Delete(Path.Combine(_flow.Workspace, "data", dataset), recursive: true));

        public ValueTask DisposeAsync() => _flow.DisposeAsync();

        private static JsonValue Json(string text) => JsonReader.Read(text).Root!;

        private static Task Done(object? _) => Task.CompletedTask;

        private static Task Done(Action change)
        {
            change();
            return Task.CompletedTask;
        }
    }

    private sealed class Copied(RowReader reader) : IRowSource
    {
        public IReadOnlyList<string> Columns => ["n"];

        public async IAsyncEnumerable<object?[]> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await using (reader)
            {
                while (await reader.ReadAsync(cancellationToken))
                    yield return [reader.NullableInt64(0)];
            }
        }
    }
}
