namespace DssTyped.Local.Sources;

/// <summary>Finds the files of datasets in a data folder: the user's own, or those of an unpacked DSS export.</summary>
internal sealed class SourceFinder(string? dataFolder)
{
    private static readonly string[] Extensions = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".xlsx", ".xls"];

    private readonly Dictionary<string, SourceFiles> _pins = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Gives a dataset the files that stand for it, whatever the data folder holds.</summary>
    public void Pin(string dataset, SourceFiles files)
    {
        lock (_gate)
            _pins[dataset] = files;
    }

    /// <summary>The files that were pinned to a dataset; null if none were.</summary>
    public SourceFiles? FindPin(string dataset)
    {
        lock (_gate)
            return _pins.GetValueOrDefault(dataset);
    }

    /// <summary>The files of a source dataset; null if there are none.</summary>
    public SourceFiles? Find(string dataset) => FindPin(dataset) ?? FindOwn(dataset) ?? FindExported(dataset);

    /// <summary>Data that DSS computed for a dataset and put into an export; null if there is none.</summary>
    public SourceFiles? FindExported(string dataset)
    {
        if (dataFolder is null || !IsPlain(dataset))
            return null;

        return InFolder(SourceOrigin.Exported, Path.Combine(dataFolder, "fs_datasets_data", dataset))
            ?? InFolder(SourceOrigin.Exported, Path.Combine(dataFolder, "any_datasets_data", dataset));
    }

    /// <summary>The paths where a dataset's files are looked for, for messages.</summary>
    public IReadOnlyList<string> PlacesOf(string dataset) => dataFolder is null
        ? []
        :
        [
            Path.Combine(dataFolder, dataset + ".csv") + " (or .tsv, .json, .parquet, .xlsx, each also with .gz)",
            Path.Combine(dataFolder, dataset, "*"),
            Path.Combine(dataFolder, "uploads", dataset, "*"),
            Path.Combine(dataFolder, "fs_datasets_data", dataset, "*"),
            Path.Combine(dataFolder, "any_datasets_data", dataset, "*"),
        ];

    private SourceFiles? FindOwn(string dataset)
    {
        if (dataFolder is null || !Directory.Exists(dataFolder) || !IsPlain(dataset))
            return null;

        string[] single = [.. Extensions.SelectMany(extension => new[] { extension, extension + ".gz" })
            .Select(extension => Path.Combine(dataFolder, dataset + extension)).Where(File.Exists)];
        if (single.Length > 1)
            throw new DssException($"Dataset '{dataset}' has more than one file in the data folder: {string.Join(", ", single)}. Keep one of them, or put them into the folder '{Path.Combine(dataFolder, dataset)}' if they belong together.");
        if (single.Length == 1)
            return new SourceFiles(SourceOrigin.User, single);

        return InFolder(SourceOrigin.User, Path.Combine(dataFolder, dataset)) ?? InFolder(SourceOrigin.Own, Path.Combine(dataFolder, "uploads", dataset));
    }

    /// <summary>Whether a name can be that of a file or folder: one with a separator in it could lead out of the data folder.</summary>
    public static bool IsPlain(string name) => !name.AsSpan().ContainsAny('/', '\\') && name is not ("." or ".." or "");

    private static SourceFiles? InFolder(SourceOrigin origin, string folder)
    {
        if (!Directory.Exists(folder))
            return null;

        // Hidden files are droppings of file managers and version control, as DSS sees it too.
        string[] files = [.. FolderWalk.Files(folder)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.') || part.StartsWith('_')))];
        return files.Length == 0 ? null : new SourceFiles(origin, files) { Root = origin == SourceOrigin.Own ? folder : null };
    }
}
