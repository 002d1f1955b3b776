namespace DssTyped.Flow.Snapshots.Import;

/// <summary>The files of a DSS project, wherever they are kept: a folder, a zip, a compiler's additional files.</summary>
public interface IProjectFiles
{
    /// <summary>What people call this source, for messages.</summary>
    string Name { get; }

    /// <summary>The paths of the files, relative, with <c>/</c>, in any order.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>The content of one of <see cref="Paths"/>.</summary>
    byte[] Read(string path);
}
