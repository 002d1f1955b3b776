using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Flow.Json;
using DssTyped.Local;
using DssTyped.Local.Tests.Engine;
using DssTyped.Tests.Oracle;

namespace DssTyped.Tests.Planning;

/// <summary>Plans and jobs over random flows and random histories, against a plain model of both.</summary>
public sealed partial class PlanPropertyTests
{
    private const int Cases = 16;
    private const int Rounds = 10;
    private static readonly BuildMode[] s_modes = [BuildMode.Recursive, BuildMode.Recursive, BuildMode.Recursive, BuildMode.RecursiveMissingOnly, BuildMode.RecursiveForced, BuildMode.NonRecursiveForced];

    [Fact]
    public async Task Jobs_do_what_the_plan_says_for_the_reasons_it_gives_and_what_is_kept_is_what_a_build_would_give()
    {
        var actions = new Dictionary<BuildPlanAction, int>();
        foreach (int seed in OracleTests.SeedsUpTo(Cases))
        {
            var random = new Random(seed);
            await using var history = new RandomHistory(random);
            history.Done.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
            for (int round = 0; round < Rounds; round++)
            {
                for (int changes = round == 0 ? 0 : random.Next(1, 4); changes > 0; changes--)
                    await history.ChangeAsync();

                string[] targets = [.. random.Some<string>([.. history.Model.Objects.Keys], 1, 3)];
                BuildMode mode = random.Pick(s_modes);
                history.Done.Add($"{mode} {string.Join(' ', targets)}");
                await using LocalEngine engine = history.Open();
                foreach (BuildPlanAction action in await RoundAsync(history, engine, targets, mode, runs: random.Chance(0.8)))
                    actions[action] = actions.GetValueOrDefault(action) + 1;
            }
        }

        Assert.All(Enum.GetValues<BuildPlanAction>(), action => Assert.True(actions.GetValueOrDefault(action) > 5, $"{action} occurred {actions.GetValueOrDefault(action)} times: too few say nothing."));
    }

    private static async Task<IEnumerable<BuildPlanAction>> RoundAsync(RandomHistory history, LocalEngine engine, string[] targets, BuildMode mode, bool runs)
    {
        FlowModel model = history.Model;
        var request = new JobRequest([.. targets.Select(target => new JobOutput(model.Objects[target].IsFolder ? FlowObjectType.ManagedFolder : FlowObjectType.Dataset, target))], mode);
        string[] before = Disk(history);
        BuildPlan plan = await engine.ExplainAsync(request);
        IReadOnlyList<ModelStep> expected = model.Plan(targets, mode);
        string what = $"{history}\n{string.Join("\n", plan.Steps.Select(step => $"  {step.Recipe} {step.Action}: {step.Reason}"))}";
        AssertSameSet(expected.Select(Line), plan.Steps.Select(step => $"{step.Recipe} {step.Action}"), what);
        Assert.All(expected, step => Assert.All(step.Needs, need => Assert.True(At(need) < At(step), $"{what}\n{step.Recipe.Name} comes before {need.Recipe.Name}")));
        Assert.All(plan.Steps, step => Assert.True(IsTrue(model, expected, step), $"{what}\nnot true of {step.Recipe}: {step.Reason}"));
        AssertSame(before, Disk(history), what + "\nto explain changed the disk");
        foreach (ModelStep kept in expected.Where(step => step.Action == BuildPlanAction.Keep && mode == BuildMode.Recursive && model.IsUpToDate(step.Recipe)))
            AssertFresh(history, kept.Recipe, what);

        if (expected.Any(step => step.Action == BuildPlanAction.Refuse))
        {
            await Assert.ThrowsAsync<DssRefusedException>(() => engine.StartJobAsync(request));
            AssertSame(before, Disk(history), what + "\na refused job changed the disk");
        }
        else if (runs)
        {
            JobResult result = await (await engine.StartJobAsync(request)).WaitAsync();
            Dictionary<string, JobState> states = model.Run(expected, history.Compute);
            what += "\n" + string.Join("\n", result.Activities.Select(activity => $"  {activity.Recipe} {activity.State} {activity.Rows}: {activity.FirstFailure}"));
            AssertSameSet(states.Select(state => $"{state.Key} {state.Value}"), result.Activities.Select(activity => $"{activity.Recipe} {activity.State}"), what);
            AssertSameSet(
                expected.Where(step => step.Action is BuildPlanAction.Run or BuildPlanAction.Pinned && states[step.Recipe.Name] == JobState.Done).Select(step => step.Recipe.Name),
                result.Activities.Where(activity => activity.Rows is not null).Select(activity => activity.Recipe), what + "\nother recipes ran");
            foreach (ModelObject item in model.Objects.Values.Where(item => item.Stored is not null && !model.IsPinned(item.Name)))
                AssertSame(Lines(item.Stored!.Rows), await LinesAsync(history, engine, item), $"{what}\n{item.Name} holds something else");

            if (result.Succeeded && mode == BuildMode.Recursive)
            {
                BuildPlan again = await engine.ExplainAsync(request);
                AssertSameSet(model.Plan(targets, mode).Select(Line), again.Steps.Select(step => $"{step.Recipe} {step.Action}"), what + "\nafterwards");
                Assert.True(expected.Any(step => step.Recipe is { IsHandled: true, Version: null }) || again.Steps.All(step => step.Action != BuildPlanAction.Run), what + "\nsomething is out of date right after it was built");
            }
        }

        return expected.Select(step => step.Action);

        int At(ModelStep step) => plan.Steps.Select(known => known.Recipe).ToList().IndexOf(step.Recipe.Name);
    }

    // What is kept is what the recipe would make of its inputs now.
    private static void AssertFresh(RandomHistory history, ModelRecipe recipe, string what)
    {
        IReadOnlyList<ModelRows> made = history.Compute(recipe, [.. recipe.Inputs.Select(input => history.Model.RowsOf(input)!)]);
        foreach ((string output, ModelRows rows) in recipe.Outputs.Zip(made).Where(pair => !history.Model.IsPinned(pair.First)))
            AssertSame(Lines(rows), Lines(history.Model.Objects[output].Stored!.Rows), $"{what}\n{output} is kept, but a build would give something else");
    }

    private static string Line(ModelStep step) => $"{step.Recipe.Name} {step.Action}";

    private static bool IsTrue(FlowModel model, IReadOnlyList<ModelStep> plan, BuildPlanStep step)
    {
        ModelRecipe recipe = model.Recipes.Find(recipe => recipe.Name == step.Recipe)!;
        ModelObject[] outputs = [.. recipe.Outputs.Select(output => model.Objects[output])];
        string[] named = [.. Names().Matches(step.Reason).Select(match => match.Groups[1].Value)];
        string reason = Names().Replace(step.Reason, "X");
        if ((reason.StartsWith("its ", StringComparison.Ordinal) && reason != "its outputs have been built") || reason.StartsWith("a variable", StringComparison.Ordinal) || reason.StartsWith("the schema", StringComparison.Ordinal))
            return HasChanged(model, recipe, outputs, reason, named);

        return reason switch
        {
            "X was never built" => recipe.Outputs.Contains(named[0]) && model.VersionOf(named[0]) is null,
            "recipe X, which writes an input, runs" => plan.Any(other => other.Recipe.Name == named[0] && other.Action == BuildPlanAction.Run && other.Recipe.Outputs.Intersect(recipe.Inputs).Any()),
            "X was built by another version of the engine" => model.Objects[named[0]].Stored!.IsOfOlderEngine,
            "X was not built by a recipe" => model.Objects[named[0]].Stored!.Recipe is null,
            "up to date" => step.Action == BuildPlanAction.Keep && model.IsUpToDate(recipe),
            "its outputs have been built" or "forced" or "forced, with everything it needs" => step.Action is BuildPlanAction.Keep or BuildPlanAction.Run,
            _ when reason.Contains("is pinned to", StringComparison.Ordinal) => recipe.Outputs.Where(model.IsPinned).All(output => named.Contains(output) || step.Action == BuildPlanAction.Pinned),
            _ when reason.Contains("(WRITE_PROTECT)", StringComparison.Ordinal) => outputs.Any(output => output.Behaviour == "WRITE_PROTECT"),
            _ when reason.Contains("(EXPLICIT)", StringComparison.Ordinal) => outputs.Any(output => output.Behaviour == "EXPLICIT"),
            _ => recipe.IsRefused && reason.StartsWith("recipes of type X are not supported", StringComparison.Ordinal),
        };
    }

    private static bool HasChanged(FlowModel model, ModelRecipe recipe, ModelObject[] outputs, string reason, string[] named)
    {
        ModelBasis[] earlier = [.. outputs.Select(output => output.Stored?.Basis).OfType<ModelBasis>()];
        if (reason.StartsWith("its delegate was registered without a version", StringComparison.Ordinal))
            return recipe is { IsHandled: true, Version: null };
        if (reason == "its input X has no data")
            return model.VersionOf(named[0]) is null;
        if (reason == "its input X has changed")
            return earlier.Any(basis => basis.Inputs.GetValueOrDefault(named[0]) != model.VersionOf(named[0]));

        ModelBasis now = model.BasisOf(recipe)!;
        return Regex.Replace(reason, " ha(s|ve) changed$", "").Split(" and ").All(part => part switch
        {
            "its settings" => earlier.Any(basis => basis.Settings != now.Settings),
            "a variable it uses" => earlier.Any(basis => basis.Variables != now.Variables),
            "the schema of an output" => earlier.Any(basis => basis.Schemas != now.Schemas),
            "its delegate's version" => earlier.Any(basis => basis.Code != now.Code),
            _ => false,
        });
    }

    private static string[] Disk(RandomHistory history) => [.. new DirectoryInfo(history.Flow.Root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.FullName} {(item as FileInfo)?.Length} {item.LastWriteTimeUtc.Ticks}")).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(ModelRows rows) => rows.Rows.Select(row => string.Join('|', row.Select(cell => cell ?? "-")));

    private static async Task<string[]> LinesAsync(RandomHistory history, LocalEngine engine, ModelObject item)
    {
        if (!item.IsFolder)
            return await engine.RowsAsync(new ReadRequest(item.Name) { Columns = [.. item.Stored!.Rows.Columns.Select(column => column.Name)] });

        string folder = Path.Combine(history.Flow.Workspace, "folders", item.Name);
        string version = Path.Combine(folder, JsonReader.Read(await File.ReadAllTextAsync(Path.Combine(folder, "manifest.json"))).Root!.FindText("version")!);
        return [.. Directory.GetFiles(version, "*", SearchOption.AllDirectories).Select(file => $"{Path.GetRelativePath(version, file).Replace('\\', '/')}|{File.ReadAllText(file)}").Order(StringComparer.Ordinal)];
    }

    // Recipes that do not need each other may come in any order.
    private static void AssertSameSet(IEnumerable<string> expected, IEnumerable<string> actual, string what) => AssertSame(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal), what);

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual, string what)
    {
        string[] first = [.. expected], second = [.. actual];
        Assert.True(first.SequenceEqual(second), $"{what}\nexpected: {string.Join("\n  ", first.Except(second).DefaultIfEmpty(string.Join("; ", first)))}\nactual: {string.Join("\n  ", second.Except(first).DefaultIfEmpty(string.Join("; ", second)))}");
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Names();
}
