using System.Collections.Concurrent;
using System.Security.Cryptography;
using DssTyped.Local.Store;

namespace DssTyped.Local.Sources;

/// <summary>What source files hold now, as hashes. A large file that has not been touched since it was hashed is not read again.</summary>
internal sealed class FileStamps
{
    // Up to this size a file is read again each time: that costs less than a millisecond.
    private const long AlwaysHashed = 1 << 20;

    // A file can be changed twice within the clock's resolution: a hash taken so soon after a change gets no mark, and so is not trusted later.
    private static readonly TimeSpan Racy = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, SourceStamp> _hashed = new(StringComparer.Ordinal);

    /// <summary>The stamp of a file as it is now.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">What the store knows of it; null if nothing.</param>
    /// <exception cref="DssException">The file can't be read.</exception>
    public SourceStamp Of(string path, SourceStamp? known = null) => Explaining(path, () => Read(path, known));

    /// <summary>What a file is told from others by where nothing keeps its hash: content, or size and mark of a large one, and the time that programs see.</summary>
    /// <exception cref="DssException">The file can't be read.</exception>
    public static string Version(string path) => Explaining(path, () =>
    {
        FileInfo file = FileAt(path);
        using FileStream? stream = file.Length > AlwaysHashed ? null : file.OpenRead();
        return FormattableString.Invariant($"{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n{(stream is null ? FileMark.Of(file).Text : Convert.ToHexStringLower(SHA256.HashData(stream)))}");
    });

    private static T Explaining<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DssException($"The source file '{path}' can't be read: {exception.Message} Give this user the right to read it, or take it out of the data folder.", exception);
        }
    }

    private SourceStamp Read(string path, SourceStamp? known)
    {
        FileInfo file = FileAt(path);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        FileMark? mark = file.Length > AlwaysHashed ? FileMark.Of(file) : null;
        if (mark is { } current)
        {
            if (IsStill(known))
                return known!;
            if (_hashed.TryGetValue(path, out SourceStamp? hashed) && IsStill(hashed))
                return hashed;

            bool IsStill(SourceStamp? stamp) => stamp is not null && stamp.Mark == current.Text && stamp.Bytes == file.Length && stamp.ModifiedUtc == file.LastWriteTimeUtc;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        var stamp = new SourceStamp(path, file.Length, file.LastWriteTimeUtc, Convert.ToHexStringLower(SHA256.HashData(stream)))
        {
            Mark = mark is { } made && made.ChangedUtc < now - Racy ? made.Text : null,
        };
        return _hashed[path] = stamp;
    }

    // A link has a size and times of its own.
    private static FileInfo FileAt(string path) => new FileInfo(path) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : new FileInfo(path);
}
