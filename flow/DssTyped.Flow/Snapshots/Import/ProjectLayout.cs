using DssTyped.Flow.Diagnostics;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>
/// Where in a source the project's settings are: at the top (a git checkout), in <c>config/</c> or <c>project_config/</c>
/// (an export), or one or two folders further down (a zip of such a folder). Its manifest, if any, lies beside them.
/// </summary>
internal sealed class ProjectLayout
{
    private const string Manifest = "export-manifest.json";

    private readonly IProjectFiles _files;
    private readonly HashSet<string> _paths;
    private readonly Dictionary<string, List<string>> _byFolder;
    private readonly string _root;

    private ProjectLayout(IProjectFiles files, string root)
    {
        _files = files;
        _root = root;
        _paths = new HashSet<string>(files.Paths, StringComparer.Ordinal);
        _byFolder = _paths.Where(path => path.StartsWith(root, StringComparison.Ordinal))
            .GroupBy(path => path.Substring(root.Length, Math.Max(0, path.LastIndexOf('/') - root.Length + 1)), path => path.Substring(path.LastIndexOf('/') + 1), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(name => name, StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
    }

    /// <summary>The path of the manifest; null if there is none.</summary>
    public string? ManifestPath
    {
        get
        {
            string parent = _root.Length == 0 ? "" : _root.Substring(0, _root.TrimEnd('/').LastIndexOf('/') + 1);
            return new[] { parent + Manifest, _root + Manifest, _root + "_export/" + Manifest }.FirstOrDefault(_paths.Contains);
        }
    }

    /// <summary>Finds the project of a source.</summary>
    /// <exception cref="SnapshotException">There is none, or more than one.</exception>
    public static ProjectLayout Of(IProjectFiles files)
    {
        const string settings = "params.json";
        var withObjects = new HashSet<string>(files.Paths.SelectMany(path => new[] { ParentOf(path, "datasets/"), ParentOf(path, "recipes/") }).Where(folder => folder is not null)!, StringComparer.Ordinal);
        string[] folders = [.. files.Paths
            .Where(path => path == settings || path.EndsWith("/" + settings, StringComparison.Ordinal))
            .Select(path => path.Substring(0, path.Length - settings.Length))
            .Where(withObjects.Contains)
            .OrderBy(folder => folder.Count(c => c == '/')).ThenBy(folder => folder, StringComparer.Ordinal)];

        if (folders.Length == 0)
            throw new SnapshotException(SnapshotDiagnostics.NotAProject, files.Name);

        int depth = folders[0].Count(c => c == '/');
        string[] nearest = [.. folders.Where(folder => folder.Count(c => c == '/') == depth)];
        return nearest.Length == 1
            ? new ProjectLayout(files, folders[0])
            : throw new SnapshotException(SnapshotDiagnostics.SeveralProjects, files.Name, string.Join(", ", nearest.Take(5).Select(folder => folder.TrimEnd('/'))));
    }

    /// <summary>The names of the files directly in one of the project's folders (<c>datasets/</c>), in ordinal order.</summary>
    public IReadOnlyList<string> FilesIn(string folder) => _byFolder.TryGetValue(folder, out List<string>? names) ? names : [];

    /// <summary>Whether the project has a file.</summary>
    public bool Has(string path) => _paths.Contains(_root + path);

    /// <summary>The path of one of the project's files within the source.</summary>
    public string FullPath(string path) => _root + path;

    /// <summary>The content of a file, by its path within the source.</summary>
    public byte[] Read(string fullPath) => _files.Read(fullPath);

    // The folder that holds "datasets/NAME.json"; null for other paths.
    private static string? ParentOf(string path, string folder)
    {
        int end = path.LastIndexOf('/') + 1, start = end - folder.Length;
        return start >= 0 && (start == 0 || path[start - 1] == '/') && string.CompareOrdinal(path, start, folder, 0, folder.Length) == 0 ? path.Substring(0, start) : null;
    }
}
