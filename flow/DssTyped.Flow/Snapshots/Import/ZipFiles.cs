using System.IO.Compression;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>A DSS project export, as DSS zips it. Entries are read on demand and never unpacked to disk, so their names can do no harm.</summary>
public sealed class ZipFiles : IProjectFiles, IDisposable
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The files of a zip.</summary>
    /// <param name="stream">The zip; must be seekable. It is closed with this object.</param>
    /// <param name="name">What people call it, for messages.</param>
    /// <exception cref="InvalidDataException">The stream is no zip.</exception>
    public ZipFiles(Stream stream, string name)
    {
        Name = name;
        _archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            // Some zip programs of Windows write backslashes. Of two entries with one name, the first counts.
            string path = entry.FullName.Replace('\\', '/');
            if (!path.EndsWith("/", StringComparison.Ordinal) && !_entries.ContainsKey(path))
                _entries.Add(path, entry);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths => [.. _entries.Keys];

    /// <inheritdoc/>
    public byte[] Read(string path)
    {
        using Stream content = _entries[path].Open();
        using var copy = new MemoryStream();
        byte[] buffer = new byte[81920];
        int count;
        while ((count = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            // The size that an entry states is not to be trusted.
            if (copy.Length + count > JsonReader.MaxBytes)
                throw new InvalidDataException($"'{path}' in '{Name}' unpacks to more than {JsonReader.MaxBytes} bytes.");

            copy.Write(buffer, 0, count);
        }

        return copy.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();
}
