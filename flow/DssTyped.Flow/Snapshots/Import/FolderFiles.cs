using DssTyped.Flow.Json;

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

    // Where objects are read from. Other folders that are links (to data, say) are no part of a project.
    private static readonly HashSet<string> Needed = new(StringComparer.OrdinalIgnoreCase)
    {
        "config", "project_config", "datasets", "recipes", "managed_folders", "saved_models", "model_evaluation_stores", "streaming_endpoints", "streaming-endpoints",
        "knowledge-banks", "knowledge_banks", "labeling_tasks", "scenarios", "zones",
    };

    private readonly string _folder;

    /// <summary>The files under a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">A folder of objects is a symbolic link.</exception>
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
    public byte[] Read(string path)
    {
        var file = new FileInfo(Path.Combine(_folder, path));
        if (IsLink(file))
            throw Outside(path);

        return file.Length <= JsonReader.MaxBytes
            ? File.ReadAllBytes(file.FullName)
            : throw new InvalidDataException($"'{path}' has more than {JsonReader.MaxBytes} bytes");
    }

    private static void Collect(string folder, string prefix, int depth, List<string> paths)
    {
        paths.AddRange(Directory.EnumerateFiles(folder).Select(file => prefix + Path.GetFileName(file)));
        if (depth == MaxDepth)
            return;

        foreach (DirectoryInfo inner in new DirectoryInfo(folder).EnumerateDirectories())
        {
            if (Skipped.Contains(inner.Name))
                continue;
            if (!IsLink(inner))
                Collect(inner.FullName, $"{prefix}{inner.Name}/", depth + 1, paths);
            else if (Needed.Contains(inner.Name))
                throw Outside(prefix + inner.Name);
        }
    }

    // A repository may come from anyone: a link in it could bring any file of this machine into the snapshot.
    private static bool IsLink(FileSystemInfo entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static InvalidDataException Outside(string path) => new($"'{path}' is a symbolic link, and a project is read from its own folder only");
}
