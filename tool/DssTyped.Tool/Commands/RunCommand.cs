using System.CommandLine;
using System.Globalization;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Local;
using DssTyped.Tool.Output;

namespace DssTyped.Tool.Commands;

/// <summary><c>dss-typed run X.dss.json --data DIR --workspace DIR</c>: builds a flow on this machine.</summary>
internal static class RunCommand
{
    /// <summary>The verb.</summary>
    public const string Name = "run";

    /// <summary>Exit code: the command was not asked for in a way it understands.</summary>
    public const int Usage = 2;

    public static Command Create()
    {
        var snapshot = new Argument<string>("SNAPSHOT") { Description = "The snapshot (*.dss.json)." };
        var data = new Option<string?>("--data") { Description = "The folder of source data: DATASET.csv, DATASET/*, or an unpacked DSS export.", HelpName = "DIR" };
        var workspace = new Option<string>("--workspace") { Description = "The folder that results are kept in.", HelpName = "DIR", Required = true };
        var select = new Option<string?>("--select") { Description = "What to build: datasets or recipes X, LAB_*, tag:T, zone:Z; +X with all it needs, X+ with all that follows; several with commas. Default: everything that can run here.", HelpName = "EXPR" };
        var mode = new Option<string?>("--mode") { Description = $"{string.Join(", ", Enum.GetValues<BuildMode>().Select(BuildModes.NameOf))}. Default: what is out of date; for a --select without '+', only what is named, forced.", HelpName = "MODE" };
        var update = new Option<bool>("--auto-update-schemas") { Description = "Let the columns a recipe gives replace the stored schema of its output." };
        Option<string> format = OutputFormat.Option("text", "json");
        var command = new Command(Name, "Build a flow on this machine. Exit codes: 0 all built, 1 something failed or was refused, 2 usage, 130 cancelled.") { snapshot, data, workspace, select, mode, update, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            BuildMode? wanted = parsed.GetValue(mode) is { } name ? BuildModes.Parse(name) : null;
            if (parsed.GetValue(mode) is { } wrong && wanted is null)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"error: --mode '{wrong}' is none of {string.Join(", ", Enum.GetValues<BuildMode>().Select(BuildModes.NameOf))}.").ConfigureAwait(false);
                return Usage;
            }

            SnapshotFile file = SnapshotFile.OpenValid(parsed.GetRequiredValue(snapshot));
            try
            {
                LocalEngine engine = LocalEngine.Open(new LocalEngineOptions { Snapshot = file.Snapshot, DataFolder = parsed.GetValue(data), WorkspaceFolder = parsed.GetRequiredValue(workspace) });
                await using (engine.ConfigureAwait(false))
                {
                    var run = new Run(engine, parsed.GetRequiredValue(format) == "json", parsed.GetValue(update), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                    return parsed.GetValue(select) is { } expression
                        ? await run.SelectedAsync(expression, wanted, cancellationToken).ConfigureAwait(false)
                        : await run.EverythingAsync(wanted ?? BuildMode.Recursive, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (DssException exception)
            {
                throw new ToolException(exception.Message);
            }
            catch (OperationCanceledException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("Cancelled. What was built before stays.").ConfigureAwait(false);
                return DssTypedCommand.Cancelled;
            }
        });
        return command;
    }

    private sealed class Run(LocalEngine engine, bool json, bool updateSchemas, TextWriter output, TextWriter error)
    {
        private readonly FlowGraph _graph = new(engine.Snapshot);

        // A recursive build finds out itself what is needed, and does not look behind what is pinned; if that can't be built, all of the selection is named.
        public async Task<int> SelectedAsync(string expression, BuildMode? mode, CancellationToken cancellationToken)
        {
            RunSelection selection = RunSelection.Parse(_graph, expression);
            BuildMode chosen = mode ?? (selection.WithUpstream ? BuildMode.Recursive : BuildMode.NonRecursiveForced);
            bool named = chosen != BuildMode.NonRecursiveForced && (await engine.ExplainAsync(Request(selection.Named, chosen), cancellationToken).ConfigureAwait(false)).Refused.Any() is false;
            return await BuildAsync(named ? selection.Named : selection.Recipes, chosen, [], cancellationToken).ConfigureAwait(false);
        }

        // What can't run is told and left out, with all that would follow from it; the rest is built.
        public async Task<int> EverythingAsync(BuildMode mode, CancellationToken cancellationToken)
        {
            BuildPlan plan = await engine.ExplainAsync(Request(_graph.RecipesInOrder, mode), cancellationToken).ConfigureAwait(false);
            var steps = plan.Steps.ToDictionary(step => step.Recipe, StringComparer.Ordinal);
            var leftOut = new Dictionary<string, RunLine>(StringComparer.Ordinal);
            foreach (RecipeDefinition recipe in _graph.RecipesInOrder)
            {
                if (!steps.TryGetValue(recipe.Name, out BuildPlanStep? step))
                    continue;
                if (step.Action == BuildPlanAction.Refuse)
                    leftOut[recipe.Name] = new RunLine(recipe.Name, recipe.Type, "REFUSED", step.Outputs, step.Reason);
                else if (step.Action == BuildPlanAction.Run && _graph.UpstreamOf(recipe).FirstOrDefault(up => leftOut.ContainsKey(up.Name)) is { } missing)
                    leftOut[recipe.Name] = new RunLine(recipe.Name, recipe.Type, "WITHHELD", step.Outputs, $"recipe '{missing.Name}', which writes an input, {(leftOut[missing.Name].State == "REFUSED" ? "was refused" : "was withheld")}");
            }

            return await BuildAsync([.. _graph.RecipesInOrder.Where(recipe => steps.ContainsKey(recipe.Name) && !leftOut.ContainsKey(recipe.Name))], mode, [.. leftOut.Values], cancellationToken).ConfigureAwait(false);
        }

        private async Task<int> BuildAsync(IReadOnlyList<RecipeDefinition> recipes, BuildMode mode, IReadOnlyList<RunLine> leftOut, CancellationToken cancellationToken)
        {
            if (recipes.Count == 0)
                return Report(null, leftOut);

            try
            {
                IFlowJob job = await engine.StartJobAsync(Request(recipes, mode), cancellationToken).ConfigureAwait(false);
                if (!json)
                    await output.WriteLineAsync($"Job {job.Id}: {BuildModes.NameOf(mode)} of {Counts.Of(recipes.Count, "recipe")}").ConfigureAwait(false);

                try
                {
                    return Report(await job.WaitAsync(json ? null : new Progress(output), cancellationToken).ConfigureAwait(false), leftOut);
                }
                catch (OperationCanceledException)
                {
                    await job.AbortAsync(CancellationToken.None).ConfigureAwait(false);
                    Report(await job.GetStatusAsync(CancellationToken.None).ConfigureAwait(false), leftOut);
                    throw;
                }
            }
            catch (DssRefusedException refused)
            {
                return Report(null, [.. leftOut, .. refused.Plan.Refused.Select(step => new RunLine(step.Recipe, step.RecipeType, "REFUSED", step.Outputs, step.Reason))]);
            }
        }

        private int Report(JobResult? result, IReadOnlyList<RunLine> leftOut)
        {
            RunLine[] lines = [.. (result?.Activities ?? []).Select(RunLine.Of), .. leftOut];
            bool failed = leftOut.Count > 0 || result is { Succeeded: false };
            string state = result is null ? (leftOut.Count > 0 ? "REFUSED" : "DONE") : RunLine.NameOf(result.State);
            if (json)
            {
                output.Write(JsonWriter.Indented(JsonValue.Object(
                    ("formatVersion", JsonValue.Number(1)),
                    ("jobId", result is null ? JsonValue.Null : JsonValue.String(result.Id)),
                    ("state", JsonValue.String(state)),
                    ("activities", JsonValue.Array([.. lines.Select(line => line.ToJson())])))));
                return failed ? DssTypedCommand.Failure : DssTypedCommand.Success;
            }

            foreach (RunLine line in leftOut)
                output.WriteLine(line.ToText());
            foreach (ActivityResult failure in result?.Failures ?? [])
                error.WriteLine($"error: recipe '{failure.Recipe}': {failure.FirstFailure}\n  {string.Join("\n  ", failure.LogTail)}");

            string counts = string.Join(", ", lines.GroupBy(line => line.State, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
            output.WriteLine($"{state}: {(counts.Length == 0 ? "nothing to build" : counts)}");
            return failed ? DssTypedCommand.Failure : DssTypedCommand.Success;
        }

        private JobRequest Request(IReadOnlyList<RecipeDefinition> recipes, BuildMode mode) => new(
            [.. recipes.SelectMany(_graph.OutputsOf).Where(id => _graph.Snapshot.FindFlowObject(id) is not null).Distinct(StringComparer.Ordinal).Select(id => new JobOutput(TypeOf(id), id))], mode)
        {
            AutoUpdateSchemas = updateSchemas,
        };

        private FlowObjectType TypeOf(string id) => _graph.Snapshot.FindFlowObject(id) is DatasetDefinition ? FlowObjectType.Dataset : FlowObjectType.ManagedFolder;
    }

    // Lines appear as recipes end.
    private sealed class Progress(TextWriter output) : IProgress<BuildEvent>
    {
        public void Report(BuildEvent value)
        {
            if (value is { Kind: BuildEventKind.ActivityStarted, Activity: { } started })
                output.WriteLine($"{"START",-8}  {started.Recipe} ({started.RecipeType})  [{started.Reason}]");
            else if (value is { Kind: BuildEventKind.ActivityEnded, Activity: { } ended })
                output.WriteLine(RunLine.Of(ended).ToText());
        }
    }
}
