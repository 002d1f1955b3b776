using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Delegates;
using DssTyped.Local.Execution;
using DssTyped.Local.Recipes;
using DssTyped.Local.Sources;
using DssTyped.Local.Store;

namespace DssTyped.Local.Planning;

/// <summary>The facts of an engine: its translators, delegates, pins and store. One instance serves one plan: what it has looked up does not change meanwhile.</summary>
internal sealed class EngineFacts(FlowGraph graph, ObjectStore datasets, ObjectStore folders, SourceLoader sources, SourceFinder finder, FolderSources folderSources, DelegateRegistry delegates, SettingsFingerprints settings, Func<string, RecipeTranslator?> translatorOf) : IPlanFacts
{
    private readonly ConcurrentDictionary<string, Manifest?> _manifests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _sourceVersions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refusal?> _refusals = new(StringComparer.Ordinal);

    // Reading manifests and settings is most of what a plan of a large flow costs when nothing has changed.
    public void Gather(IReadOnlyList<RecipeDefinition> recipes)
    {
        try
        {
            Parallel.ForEach(recipes, recipe =>
            {
                foreach (string output in graph.OutputsOf(recipe))
                    Stored(output);

                settings.Of(recipe, standIn: null);
            });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    public Refusal? RefusalOf(RecipeDefinition recipe)
    {
        if (!_refusals.TryGetValue(recipe.Name, out Refusal? refusal))
            _refusals[recipe.Name] = refusal = FindRefusal(recipe);

        return refusal;
    }

    private Refusal? FindRefusal(RecipeDefinition recipe)
    {
        if (delegates.Find(recipe.Name) is not null)
            return null;
        if (translatorOf(recipe.Type) is { } translator)
            return CommonSettings.Refuse(recipe) ?? translator.Refuse(graph.Snapshot, recipe) ?? RefusalOfSources(recipe);

        return new Refusal($"recipes of type '{recipe.Type}' are not supported");
    }

    private Refusal? RefusalOfSources(RecipeDefinition recipe) =>
        graph.InputsOf(recipe).Where(input => graph.ProducerOf(input) is null).Select(graph.Snapshot.FindDataset).OfType<DatasetDefinition>()
            .Select(sources.Refuse).FirstOrDefault(refusal => refusal is not null);

    public string? PinOf(string id, bool recipeRuns)
    {
        if (graph.Snapshot.FindDataset(id) is not { } dataset)
            return !recipeRuns && folderSources.Find(id) is { } folder ? $"'{id}' is pinned to files filled elsewhere, {folder}" : null;
        if (finder.FindPin(dataset.Name) is { } pin)
            return $"'{id}' is pinned to {pin.Paths[0]}";

        if (IsDrawnByDss(dataset))
            return $"'{id}' is pinned to the rows that DSS drew by chance, {finder.FindExported(dataset.Name)!.Paths[0]}";

        return !recipeRuns && finder.Find(dataset.Name) is { } files
            ? $"'{id}' is pinned to data computed elsewhere, {files.Paths[0]}"
            : null;
    }

    public string? VersionOf(string id, string? partition)
    {
        if (graph.Snapshot.FindDataset(id) is not { } dataset)
            return Stored(id)?.Version ?? folderSources.VersionOf(id);
        if (IsSource(dataset))
            return SourceVersionOf(dataset) ?? sources.FindWritten(dataset)?.Fingerprint;

        Manifest? manifest = Stored(id);
        return partition is null || manifest is null || manifest.Partitions.Count == 0
            ? manifest?.Version
            : manifest.Partitions.FirstOrDefault(built => built.Id == partition)?.Version;
    }

    public BuiltPartitions? PartitionsOf(string id)
    {
        DatasetDefinition dataset = graph.Snapshot.FindDataset(id)!;
        if (!IsSource(dataset))
            return Stored(id) is { } built ? BuiltPartitions.Of(built) : null;

        // Files are read as a whole; what a program wrote may be in partitions.
        return SourceVersionOf(dataset) is not null ? BuiltPartitions.Whole : sources.FindWritten(dataset) is { } written ? BuiltPartitions.Of(written) : null;
    }

    public string? FingerprintOf(string id, string? partition)
    {
        Manifest? manifest = Stored(id);
        return partition is null || manifest is null || manifest.Partitions.Count == 0
            ? manifest?.Fingerprint
            : manifest.Partitions.FirstOrDefault(built => built.Id == partition)?.Fingerprint;
    }

    public string? FingerprintOf(RecipeDefinition recipe, string? partition)
    {
        var inputs = new List<KeyValuePair<string, string>>();
        foreach (string input in graph.InputsOf(recipe))
        {
            if (InputVersionOf(recipe, input, partition) is not { } version)
                return null;

            inputs.Add(new(input, version));
        }

        if (recipe.Outputs.Any(output => output.AppendMode))
            return null;

        RecipeDelegate? standIn = delegates.Find(recipe.Name);
        if (standIn is { Version: null })
            return null;

        return Fingerprints.OfRecipe(settings.Of(recipe, standIn), inputs, partition);
    }

    public string ChangeOf(RecipeDefinition recipe, string? partition)
    {
        if (recipe.Outputs.Any(output => output.AppendMode))
            return "it appends to its output";
        if (delegates.Find(recipe.Name) is { Version: null })
            return "its delegate was registered without a version, so whether the code has changed can't be known";
        if (graph.InputsOf(recipe).FirstOrDefault(input => VersionOf(input, null) is null) is { } empty)
            return $"its input '{empty}' has no data";

        // Partitions share a manifest, which knows the inputs of the last one only.
        foreach (Manifest stored in partition is null ? graph.OutputsOf(recipe).Where(output => PinOf(output, recipeRuns: true) is null).Select(Stored).OfType<Manifest>() : [])
        {
            if (stored.Engine != Fingerprints.EngineVersion)
                return $"'{stored.Name}' was built by another version of the engine";
            if (stored.Fingerprint.Length == 0)
                return $"partitions of '{stored.Name}' were cleared";
            if (stored.Recipe != recipe.Name)
                return stored.Recipe is null ? $"'{stored.Name}' was not built by a recipe" : $"'{stored.Name}' was built by recipe '{stored.Recipe}'";
            if (stored.Basis is { } basis && settings.Of(recipe, delegates.Find(recipe.Name)).Shortened().ChangeSince(basis) is { } change)
                return change;
            if (graph.InputsOf(recipe).FirstOrDefault(input => InputVersionOf(recipe, input, null) != stored.Inputs.GetValueOrDefault(input)) is { } changed)
                return stored.Inputs.ContainsKey(changed) ? $"its input '{changed}' has changed" : $"its input '{changed}' is new";
        }

        return partition is null
            ? "its settings, a variable it uses, its delegate's version or the schema of an output has changed"
            : "its settings, a variable it uses, its delegate's version, the schema of an output or an input has changed";
    }

    // Other partitions of an input may change as they like.
    private string? InputVersionOf(RecipeDefinition recipe, string input, string? partition)
    {
        if (graph.Snapshot.FindDataset(input) is not { Dimensions.Count: > 0 } dataset || IsSource(dataset) || Stored(input) is not { } manifest)
            return VersionOf(input, null);

        try
        {
            string reference = recipe.Inputs.First(item => (graph.Snapshot.FindFlowObject(item.Ref)?.Id ?? item.Ref) == input).Ref;
            return Partitions.VersionOf(manifest, Partitions.ReadFor(graph.Snapshot, recipe, reference, partition, BuiltPartitions.Of(manifest)));
        }
        catch (RecipeFailedException)
        {
            // The plan asks again and says so, unless another step of it brings what is missing.
            return null;
        }
    }

    /// <summary>Whether a dataset's rows are read from files rather than written by a recipe here.</summary>
    public bool IsSource(DatasetDefinition dataset) =>
        graph.ProducerOf(dataset.Id) is not { } recipe || finder.FindPin(dataset.Name) is not null || IsDrawnByDss(dataset) || (RefusalOf(recipe) is not null && PinOf(dataset.Id, recipeRuns: false) is not null);

    private string? SourceVersionOf(DatasetDefinition dataset)
    {
        if (!_sourceVersions.TryGetValue(dataset.Id, out string? version))
            _sourceVersions[dataset.Id] = version = sources.Find(dataset)?.Fingerprint;

        return version;
    }

    // All of a recipe's outputs or none: rows of one draw belong together.
    private bool IsDrawnByDss(DatasetDefinition dataset) =>
        graph.ProducerOf(dataset.Id) is { } recipe && delegates.Find(recipe.Name) is null && translatorOf(recipe.Type) is { } translator && translator.IsByChance(recipe)
        && graph.OutputsOf(recipe).All(output => graph.Snapshot.FindDataset(output) is { } written && finder.FindExported(written.Name) is not null);

    private Manifest? Stored(string id) =>
        _manifests.GetOrAdd(id, static (id, facts) => facts.Find(id), this);

    private Manifest? Find(string id) => graph.Snapshot.FindDataset(id) is null ? folders.Find(id) : datasets.Find(id);
}
