using System.Globalization;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Execution;

/// <summary>The inputs that a run reads and the outputs that it writes, held until it ends.</summary>
internal sealed class RecipeRun(EngineState state, PlanStep step, ActivityLog log, WarningList warnings) : IDisposable
{
    private readonly Dictionary<string, StoredVersion> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VersionWriter> _writers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _versions = new(StringComparer.Ordinal);
    private readonly List<Relation> _relations = [];
    private readonly List<StoredVersion> _earlier = [];

    public PlanStep Step => step;

    public RecipeDefinition Recipe => step.Recipe;

    public ActivityLog Log => log;

    /// <summary>The input datasets, in the recipe's order.</summary>
    public IReadOnlyList<Relation> Relations => _relations;

    /// <summary>The versions that are read, by id.</summary>
    public IReadOnlyDictionary<string, string> InputVersions => _versions;

    /// <summary>The outputs, in the recipe's order.</summary>
    public IReadOnlyList<OutputTarget> Targets { get; } =
    [
        .. step.Recipe.Outputs.GroupBy(item => item.Role, StringComparer.Ordinal)
            .SelectMany(role => role.Select((item, index) => new OutputTarget(index, item.Role, item.Ref, state.Snapshot.FindDataset(item.Ref)))),
    ];

    /// <summary>The id that a reference means.</summary>
    public string IdOf(string reference) => state.Snapshot.FindFlowObject(reference)?.Id ?? reference;

    /// <summary>The version in the making of an output.</summary>
    public VersionWriter Writer(string reference) => _writers[IdOf(reference)];

    /// <summary>The version of an input that is read.</summary>
    public StoredVersion Input(string reference) => _inputs[IdOf(reference)];

    /// <summary>The inputs as text.</summary>
    public IReadOnlyList<TextTable> TextTables(CancellationToken cancellationToken) =>
        [.. _relations.Select(relation => new TextTable(
            relation,
            CellText.Rows(state.Host, Input(relation.Ref).Select(relation.Schema.Select(column => column.Name), PartitionsOf(relation.Ref)), cancellationToken)))];

    /// <summary>Opens what the recipe reads, sources among it.</summary>
    /// <exception cref="RecipeFailedException">An input has no data.</exception>
    public async Task OpenInputsAsync(CancellationToken cancellationToken)
    {
        foreach (RecipeItem item in Recipe.Inputs)
        {
            string id = IdOf(item.Ref);
            if (state.Snapshot.FindDataset(id) is { } dataset)
                await OpenDatasetAsync(item, dataset, cancellationToken).ConfigureAwait(false);
            else if (state.Folders.Find(id)?.Version is { } built)
                _versions[id] = built;
            else if (state.FolderSources.VersionOf(id) is { } source)
                _versions[id] = source;
            else if (state.Snapshot.ManagedFolders.Any(folder => folder.Id == id) && state.Delegates.Find(Recipe.Name) is null)
                throw new RecipeFailedException($"Managed folder '{id}' has no files. Looked for: {string.Join(", ", state.FolderSources.PlacesOf(id))}. Put the files there, or build the recipe that fills it.");
        }

        await OpenEditedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What an output holds so far; null if it has no data.</summary>
    public Relation? Earlier(string reference)
    {
        if (state.Snapshot.FindDataset(reference) is not { } dataset || state.Datasets.Open(dataset.Id) is not { } version)
            return null;

        _earlier.Add(version);
        return version.Relation("earlier", reference, step.Partition is null ? null : [step.Partition]);
    }

    /// <summary>Locks the outputs, always in the same order so that two builds never wait for each other.</summary>
    public async Task BeginOutputsAsync(CancellationToken cancellationToken)
    {
        foreach (string id in Targets.Select(target => IdOf(target.Ref)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            ObjectStore store = state.Snapshot.FindDataset(id) is null ? state.Folders : state.Datasets;
            VersionWriter writer = await store.BeginAsync(id, () => log.Add($"Waiting for another build of '{id}'."), cancellationToken).ConfigureAwait(false);
            _writers[id] = writer;
            writer.Prepare();
        }
    }

    /// <summary>Removes what was written, unless it was published.</summary>
    public void Dispose()
    {
        foreach (StoredVersion input in _inputs.Values.Concat(_earlier))
            input.Dispose();

        foreach (VersionWriter writer in _writers.Values)
        {
            writer.DiscardUnlessPublished();
            writer.Dispose();
        }
    }

    // Before its first build here, an output that is edited holds what its files or the snapshot hold.
    private async Task OpenEditedAsync(CancellationToken cancellationToken)
    {
        if (state.TranslatorOf(Recipe.Type) is not { EditsOutputs: true })
            return;

        foreach (DatasetDefinition output in Targets.Select(target => target.Dataset).OfType<DatasetDefinition>().Where(output => state.Datasets.Find(output.Id) is null))
            await state.Sources.EnsureAsync(output, log.Add, cancellationToken).ConfigureAwait(false);
    }

    private async Task OpenDatasetAsync(RecipeItem item, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        if (!_inputs.TryGetValue(dataset.Id, out StoredVersion? version))
        {
            Manifest? source = state.Facts().IsSource(dataset) ? await state.Sources.EnsureAsync(dataset, log.Add, cancellationToken).ConfigureAwait(false) ?? throw NotBuilt(dataset) : null;
            version = state.Datasets.Open(dataset.Id) ?? throw NotBuilt(dataset);
            foreach (string warning in source?.Warnings ?? [])
                warnings.Add(warning);

            _inputs[dataset.Id] = version;
            _versions[dataset.Id] = source is null ? Partitions.VersionOf(version.Manifest, PartitionsOf(item.Ref)) : source.Fingerprint;
            log.Add(string.Create(CultureInfo.InvariantCulture, $"Input '{dataset.Name}': {version.Manifest.Rows} rows, version {version.Manifest.Version}."));
        }

        _relations.Add(version.Relation(item.Role, item.Ref, PartitionsOf(item.Ref)));
    }

    /// <summary>The partitions of an input that are read; null for all of it.</summary>
    /// <exception cref="RecipeFailedException">The input has none of those that are needed.</exception>
    public IReadOnlyCollection<string>? PartitionsOf(string reference) =>
        Partitions.ReadFor(state.Snapshot, Recipe, reference, step.Partition, BuiltPartitions.Of(Input(reference).Manifest));

    private RecipeFailedException NotBuilt(DatasetDefinition dataset)
    {
        if (state.Graph.ProducerOf(dataset.Id) is { } producer && !state.Facts().IsSource(dataset))
            return new RecipeFailedException($"Input '{dataset.Name}' has not been built. Build it first with recipe '{producer.Name}', or build recursively.");

        IReadOnlyList<string> places = state.Finder.PlacesOf(dataset.Name);
        return new RecipeFailedException(places.Count == 0
            ? $"Source '{dataset.Name}' has no data: the engine has no DataFolder. Set LocalEngineOptions.DataFolder (--data), or pin a file to the dataset."
            : $"Source '{dataset.Name}' has no data. Looked for: {string.Join("; ", places)}. Put its file there, or pin a file to the dataset.");
    }
}
