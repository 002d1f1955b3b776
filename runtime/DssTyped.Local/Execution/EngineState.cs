using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Delegates;
using DssTyped.Local.Duck;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;
using DssTyped.Local.Sources;
using DssTyped.Local.Store;

namespace DssTyped.Local.Execution;

/// <summary>Everything that the parts of one engine share.</summary>
internal sealed class EngineState : IDisposable
{
    private readonly Lazy<DuckDbHost> _host;

    public EngineState(Snapshot snapshot, string? dataFolder, string workspace, IReadOnlyDictionary<string, string> variables, Func<DuckDbHost> openHost, int workers, Func<string, RecipeTranslator?> translators)
    {
        TranslatorOf = translators;
        Snapshot = snapshot;
        Graph = new FlowGraph(snapshot);
        Workspace = workspace;
        Variables = variables;
        Settings = new SettingsFingerprints(snapshot, variables);
        Workers = workers;
        _host = new Lazy<DuckDbHost>(openHost);
        Datasets = new ObjectStore(Path.Combine(workspace, "data"), snapshot.Datasets.Select(dataset => dataset.Name));
        Folders = new ObjectStore(Path.Combine(workspace, "folders"), snapshot.ManagedFolders.Select(folder => folder.Id));
        Finder = new SourceFinder(dataFolder);
        FolderSources = new FolderSources(dataFolder, snapshot);
        Sources = new SourceLoader(Finder, Datasets, () => Host, FilesOfFolder);
    }

    public Snapshot Snapshot { get; }

    public FlowGraph Graph { get; }

    public string Workspace { get; }

    public IReadOnlyDictionary<string, string> Variables { get; }

    public SettingsFingerprints Settings { get; }

    public int Workers { get; }

    public ObjectStore Datasets { get; }

    public ObjectStore Folders { get; }

    public SourceFinder Finder { get; }

    public FolderSources FolderSources { get; }

    public SourceLoader Sources { get; }

    public DelegateRegistry Delegates { get; } = new();

    /// <summary>The translator of a recipe type; null if the type can't run here.</summary>
    public Func<string, RecipeTranslator?> TranslatorOf { get; }

    /// <summary>DuckDB, started when it is first needed: planning and looking things up do without.</summary>
    public DuckDbHost Host => _host.Value;

    /// <summary>What is true now.</summary>
    public EngineFacts Facts() => new(Graph, Datasets, Folders, Sources, Finder, FolderSources, Delegates, Settings, TranslatorOf);

    public void Dispose()
    {
        if (_host.IsValueCreated)
            _host.Value.Dispose();
    }

    private SourceFiles? FilesOfFolder(DatasetDefinition dataset)
    {
        if (Graph.FolderOf(dataset.Name) is not { } id)
            return null;

        string? folder = Folders.Find(id) is { } manifest ? Path.Combine(Folders.FolderOf(id), manifest.Version) : FolderSources.Find(id);
        string[] files = folder is null
            ? []
            : [.. FolderWalk.Files(folder).Where(file => !Path.GetFileName(file).StartsWith('.'))];
        return files.Length == 0 ? null : new SourceFiles(SourceOrigin.Own, files) { Root = folder };
    }
}
