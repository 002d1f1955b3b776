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
        ZipArchiveEntry entry = _entries[path];
        if (RefusalOf(entry) is { } reason)
            throw new InvalidDataException($"'{path}' {reason}");

        using Stream content = entry.Open();
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

    // Each of these would give something else than the file that DSS exported, and code takes any text.
    private static string? RefusalOf(ZipArchiveEntry entry)
    {
        if (entry.FullName.IndexOf('\uFFFD') >= 0)
            return "has a name that is not in UTF-8; zip the project again with a program that writes UTF-8, or give its folder";

#if NET
        const int fileType = 0xF000 << 16, link = 0xA000 << 16;
        if (entry.IsEncrypted)
            return "is encrypted; unpack the zip, or zip it without a password";
        if ((entry.ExternalAttributes & fileType) == link)
            return "is a symbolic link, and a project is read from its own files only";
#endif
        return null;
    }

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
