using System.IO.Compression;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>A DSS project export, as DSS zips it. Entries are read on demand and never unpacked to disk, so their names can do no harm.</summary>
public sealed class ZipFiles : IProjectFiles, IDisposable
{
    // A snapshot holds half of that at most; more is a zip that was made to fill the memory.
    private const long MaxTotalBytes = 2L * JsonReader.MaxBytes;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private long _totalBytes;

    /// <summary>The files of a zip.</summary>
    /// <param name="stream">The zip; must be seekable. It is closed with this object.</param>
    /// <param name="name">What people call it, for messages.</param>
    /// <exception cref="InvalidDataException">The stream is no zip.</exception>
    public ZipFiles(Stream stream, string name)
    {
        Name = name;
        _archive = Open(stream);
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            // Some zip programs of Windows write backslashes. Of two entries with one name, the first counts.
            string path = entry.FullName.Replace('\\', '/');
            if (!path.EndsWith("/", StringComparison.Ordinal) && !_entries.ContainsKey(path))
                _entries.Add(path, entry);
        }

        Paths = [.. _entries.Keys];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths { get; }

    /// <inheritdoc/>
    public byte[] Read(string path)
    {
        bool isFirst = _read.Add(path);
        using Stream content = _entries[path].Open();
        using var copy = new MemoryStream();
        byte[] buffer = new byte[81920];
        int count;
        while ((count = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            // The size that an entry states is not to be trusted.
            _totalBytes += isFirst ? count : 0;
            if (copy.Length + count > JsonReader.MaxBytes)
                throw new InvalidDataException($"'{path}' unpacks to more than {JsonReader.MaxBytes} bytes");
            if (_totalBytes > MaxTotalBytes)
                throw new InvalidDataException($"its files unpack to more than {MaxTotalBytes} bytes");

            copy.Write(buffer, 0, count);
        }

        return copy.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"it is no zip, or only a part of one ({exception.Message.TrimEnd('.')})", exception);
        }
    }
}
