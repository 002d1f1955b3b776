using DssTyped.Flow;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Execution;
using DssTyped.Local.Recipes;

namespace DssTyped.Local.Planning;

/// <summary>Decides what a job does about each recipe. Where it is in doubt, a recipe runs.</summary>
internal sealed class Planner(FlowGraph graph, IPlanFacts facts)
{
    private const string OnlyNamed = "it is rebuilt only when a build names it (EXPLICIT)";

    private readonly Dictionary<string, Refusal?> _refusals = new(StringComparer.Ordinal);

    /// <summary>Plans a job.</summary>
    /// <exception cref="DssException">An output is no object of the flow, or several partitions of one dataset are asked for.</exception>
    public Plan Plan(JobRequest request)
    {
        Dictionary<string, string?> targets = JobTargets.Of(request, graph.Snapshot, Resolve);
        var producers = targets.Keys.Select(graph.ProducerOf).OfType<RecipeDefinition>().Distinct().ToList();
        bool recursive = request.Mode != BuildMode.NonRecursiveForced;
        IReadOnlyList<RecipeDefinition> closure = recursive ? graph.ClosureOf(producers) : [.. producers.OrderBy(graph.OrderOf)];
        if (request.Mode is BuildMode.Recursive or BuildMode.RecursiveMissingOnly)
            facts.Gather(closure);

        var partitions = new Dictionary<string, string?>(targets, StringComparer.Ordinal);
        Dictionary<string, HashSet<string>> wanted = Reach(closure, targets, partitions, request.Mode);
        var steps = new Dictionary<string, PlanStep>(StringComparer.Ordinal);
        foreach (RecipeDefinition recipe in closure.Where(recipe => wanted.ContainsKey(recipe.Name)))
            steps[recipe.Name] = Decide(recipe, wanted[recipe.Name], targets, partitions, request.Mode, steps);

        return new Plan([.. steps.Values]);
    }

    private string Resolve(string id)
    {
        if (graph.Snapshot.FindFlowObject(id) is { } found)
            return found.Id;

        string hint = NearestName.Of(id, graph.Snapshot.Datasets.Select(dataset => dataset.Name)) is { } near ? $"did you mean '{near}'?" : "names are case-sensitive.";
        throw new DssException($"The flow '{graph.Snapshot.Project.ProjectKey}' has no dataset or other object '{id}': {hint}");
    }

    // Which recipes a job comes to at all, and which of their outputs it needs: it does not look behind what is kept or pinned.
    private Dictionary<string, HashSet<string>> Reach(IReadOnlyList<RecipeDefinition> closure, Dictionary<string, string?> targets, Dictionary<string, string?> partitions, BuildMode mode)
    {
        var wanted = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (string target in targets.Keys)
            Want(target);

        for (int i = closure.Count - 1; i >= 0; i--)
        {
            RecipeDefinition recipe = closure[i];
            if (mode == BuildMode.NonRecursiveForced || !wanted.TryGetValue(recipe.Name, out HashSet<string>? outputs) || !LooksBehind(recipe, outputs, targets, partitions, mode))
                continue;

            string? partition = PartitionOf(outputs, partitions);
            foreach (string input in graph.InputsOf(recipe))
            {
                Want(input);
                Divide(input, partition is null ? null : Partitions.SameFor(graph.Snapshot, recipe, input, partition));
                if (graph.FolderOf(input) is { } folder)
                    Want(folder);
            }
        }

        return wanted;

        // A partition is made of the inputs' partitions of that name, where nothing else is said and nobody needs more. A recipe that spreads its rows writes all partitions at once.
        void Divide(string input, string? partition)
        {
            if (!targets.ContainsKey(input) && graph.ProducerOf(input) is { RedispatchPartitioning: false })
                partitions[input] = partitions.TryGetValue(input, out string? other) && other != partition ? null : partition;
        }

        void Want(string id)
        {
            if (graph.ProducerOf(id) is not { } recipe)
                return;
            if (!wanted.TryGetValue(recipe.Name, out HashSet<string>? outputs))
                wanted.Add(recipe.Name, outputs = new HashSet<string>(StringComparer.Ordinal));

            outputs.Add(id);
        }
    }

    private bool LooksBehind(RecipeDefinition recipe, HashSet<string> outputs, Dictionary<string, string?> targets, Dictionary<string, string?> partitions, BuildMode mode) =>
        RefusalOf(recipe) is null
        && PinReason(recipe, outputs, runs: true) is null
        && Protection(recipe, targets) is null
        && Partitions.Refuse(graph.Snapshot, recipe, PartitionOf(outputs, partitions)) is null
        && !(mode == BuildMode.RecursiveMissingOnly && outputs.All(output => facts.VersionOf(output, partitions.GetValueOrDefault(output)) is not null));

    private PlanStep Decide(RecipeDefinition recipe, HashSet<string> wanted, Dictionary<string, string?> targets, Dictionary<string, string?> partitions, BuildMode mode, Dictionary<string, PlanStep> steps)
    {
        string? partition = PartitionOf(wanted, partitions);
        PlanStep[] upstream = [.. graph.UpstreamOf(recipe).Where(up => up != recipe).Select(up => steps.GetValueOrDefault(up.Name)).OfType<PlanStep>()];
        PlanStep Step(BuildPlanAction action, string reason) =>
            new(recipe, action, reason, graph.OutputsOf(recipe), [.. upstream.Select(step => step.Recipe.Name)]) { Partition = partition };

        Refusal? refusal = RefusalOf(recipe);
        if (PinReason(recipe, wanted, runs: refusal is null) is { } pin)
            return Step(BuildPlanAction.Pinned, pin);
        if (Protection(recipe, targets) is { } protection)
            return Protected(protection);
        if (refusal is not null)
            return Step(BuildPlanAction.Refuse, refusal.ToString());
        if (Partitions.Refuse(graph.Snapshot, recipe, partition) is { } misfit)
            return Step(BuildPlanAction.Refuse, misfit);

        switch (mode)
        {
            case BuildMode.NonRecursiveForced:
                return Run("forced");
            case BuildMode.RecursiveForced:
                return Run("forced, with everything it needs");
            case BuildMode.RecursiveMissingOnly:
                string? missing = wanted.FirstOrDefault(output => facts.VersionOf(output, partition) is null);
                return missing is null ? Step(BuildPlanAction.Keep, "its outputs have been built") : Run($"'{missing}' was never built");
            default:
                (bool upToDate, string reason) = Check(recipe, upstream, partition);
                return upToDate ? Step(BuildPlanAction.Keep, reason) : Run(reason);
        }

        PlanStep Run(string reason) => InputsThatLack(recipe, partition, steps) is { } lacking ? Step(BuildPlanAction.Refuse, lacking) : Step(BuildPlanAction.Run, reason);

        PlanStep Protected((string Output, string Why, bool Named) found)
        {
            if (found.Named)
                return Step(BuildPlanAction.Refuse, $"'{found.Output}' can't be built: {found.Why}. Change its rebuild behaviour in DSS and import the snapshot again.");

            string? empty = wanted.FirstOrDefault(output => facts.VersionOf(output, partition) is null);
            return empty is null
                ? Step(BuildPlanAction.Keep, $"'{found.Output}' is left as it is: {found.Why}")
                : Step(BuildPlanAction.Refuse, $"'{empty}' has no data and is not built here: {found.Why}. {(found.Why == OnlyNamed ? "Build it by name first, or pin its data." : "Pin its data.")}");
        }
    }

    // What will be there is known before anything runs, unless the job spreads an input over partitions.
    private string? InputsThatLack(RecipeDefinition recipe, string? partition, Dictionary<string, PlanStep> steps)
    {
        foreach (DatasetDefinition input in recipe.Inputs.Select(item => graph.Snapshot.FindDataset(item.Ref)).OfType<DatasetDefinition>().Where(input => input.Dimensions.Count > 0))
        {
            PlanStep? step = graph.ProducerOf(input.Id) is { } producer ? steps.GetValueOrDefault(producer.Name) : null;
            BuiltPartitions? built = step?.Action switch
            {
                BuildPlanAction.Run when step.Partition is { } made => new BuiltPartitions([.. (facts.PartitionsOf(input.Id)?.Ids ?? []).Append(made).Distinct(StringComparer.Ordinal)], IsWhole: false),
                BuildPlanAction.Run when step.Recipe.RedispatchPartitioning => null,
                BuildPlanAction.Run or BuildPlanAction.Pinned => BuiltPartitions.Whole,
                BuildPlanAction.Refuse => null,
                _ => facts.PartitionsOf(input.Id),
            };
            try
            {
                if (built is not null)
                    Partitions.ReadFor(graph.Snapshot, recipe, input.Id, partition, built);
            }
            catch (RecipeFailedException lacking)
            {
                return lacking.Message;
            }
        }

        return null;
    }

    private (bool UpToDate, string Reason) Check(RecipeDefinition recipe, PlanStep[] upstream, string? partition)
    {
        // What something else stands for is never the recipe's own result.
        string[] outputs = [.. graph.OutputsOf(recipe).Where(output => facts.PinOf(output, recipeRuns: true) is null)];
        if (outputs.FirstOrDefault(output => facts.VersionOf(output, partition) is null) is { } missing)
            return (false, $"'{missing}' was never built");
        if (upstream.FirstOrDefault(step => step.Action == BuildPlanAction.Run) is { } rebuilt)
            return (false, $"recipe '{rebuilt.Recipe.Name}', which writes an input, runs");

        return facts.FingerprintOf(recipe, partition) is { } now && outputs.All(output => facts.FingerprintOf(output, partition) == now)
            ? (true, "up to date")
            : (false, facts.ChangeOf(recipe, partition));
    }

    private Refusal? RefusalOf(RecipeDefinition recipe)
    {
        if (_refusals.TryGetValue(recipe.Name, out Refusal? known))
            return known;

        return _refusals[recipe.Name] = CycleOf(recipe) ?? ForeignInput(recipe) ?? facts.RefusalOf(recipe);
    }

    private static string? PartitionOf(HashSet<string> wanted, Dictionary<string, string?> partitions) => wanted.Select(partitions.GetValueOrDefault).FirstOrDefault(value => value is not null);

    private Refusal? CycleOf(RecipeDefinition recipe)
    {
        if (graph.Cycles.FirstOrDefault(cycle => cycle.Contains(recipe)) is not { } cycle)
            return null;

        string path = string.Join(" -> ", cycle.Append(cycle[0]).Select(member => member.Name));
        return new Refusal($"it needs its own output: {path}", "Take one of these recipes out of the cycle, or pin one of their outputs.");
    }

    private Refusal? ForeignInput(RecipeDefinition recipe) =>
        graph.InputsOf(recipe).FirstOrDefault(input => graph.Snapshot.FindFlowObject(input) is null) is { } input
            ? new Refusal(
                graph.Snapshot.IsForeign(input) ? $"its input '{input}' belongs to another project" : $"its input '{input}' is not in the snapshot",
                "Pin the recipe's outputs, or build it on a DSS server.")
            : null;

    // All outputs that are needed must be pinned, else the recipe has to run.
    private string? PinReason(RecipeDefinition recipe, HashSet<string> wanted, bool runs)
    {
        string?[] pins = [.. wanted.Order(StringComparer.Ordinal).Select(output => facts.PinOf(output, runs && RefusalOf(recipe) is null))];
        return pins.Length > 0 && pins.All(pin => pin is not null) ? string.Join("; ", pins) : null;
    }

    private (string Output, string Why, bool Named)? Protection(RecipeDefinition recipe, Dictionary<string, string?> targets)
    {
        foreach (string output in graph.OutputsOf(recipe))
        {
            switch (graph.Snapshot.FindDataset(output)?.RebuildBehavior)
            {
                case Flow.Snapshots.RebuildBehavior.WriteProtect:
                    return (output, "it is write-protected (WRITE_PROTECT)", targets.ContainsKey(output));
                case Flow.Snapshots.RebuildBehavior.Explicit when !graph.OutputsOf(recipe).Any(targets.ContainsKey):
                    return (output, OnlyNamed, false);
            }
        }

        return null;
    }
}
