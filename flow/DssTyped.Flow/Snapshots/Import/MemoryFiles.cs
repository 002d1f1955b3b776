namespace DssTyped.Flow.Snapshots.Import;

/// <summary>The files of a DSS project that somebody else has read, such as a compiler.</summary>
/// <param name="name">What people call this source, for messages.</param>
/// <param name="files">Content by relative path, with <c>/</c>.</param>
public sealed class MemoryFiles(string name, IReadOnlyDictionary<string, byte[]> files) : IProjectFiles
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths => [.. files.Keys];

    /// <inheritdoc/>
    public byte[] Read(string path) => files[path];
}
