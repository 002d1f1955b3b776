namespace DssTyped.Flow.Snapshots.Import;

/// <summary>A DSS project in a folder: a git checkout, or an export that was unzipped.</summary>
public sealed class FolderFiles : IProjectFiles
{
    // A project's settings lie at most four folders deep (REPOSITORY/project_config/datasets/NAME.json); data and libraries are not looked into.
    private const int MaxDepth = 4;

    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".ipynb_checkpoints", "__MACOSX", "__pycache__", "node_modules", "uploads", "fs_datasets_data", "any_datasets_data", "analysis-data", "analysis", "managed_folders_data",
        "lib", "wiki", "dashboards", "insights", "explore", "discussions", "timelines", "experiment-tracking", "bin", "obj",
    };

    private readonly string _folder;

    /// <summary>The files under a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public FolderFiles(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Name = folder;
        var paths = new List<string>();
        Collect(_folder, "", 0, paths);
        Paths = paths;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths { get; }

    /// <inheritdoc/>
    public byte[] Read(string path) => File.ReadAllBytes(Path.Combine(_folder, path));

    private static void Collect(string folder, string prefix, int depth, List<string> paths)
    {
        paths.AddRange(Directory.EnumerateFiles(folder).Select(file => prefix + Path.GetFileName(file)));
        if (depth == MaxDepth)
            return;

        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            string name = Path.GetFileName(inner);
            if (!Skipped.Contains(name))
                Collect(inner, $"{prefix}{name}/", depth + 1, paths);
        }
    }
}
