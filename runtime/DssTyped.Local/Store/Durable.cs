using System.Runtime.InteropServices;

namespace DssTyped.Local.Store;

/// <summary>Makes writes survive a power cut, where the platform lets us.</summary>
internal static partial class Durable
{
    private const uint SyncFileRangeWrite = 2;

    /// <summary>Writes a file beside its place and renames it over: readers see the old or the new one, never a part.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="flush">Whether to wait until it is on the disk.</param>
    public static void Replace(string path, byte[] content, bool flush)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}-{Guid.NewGuid():N}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                if (flush)
                    stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (flush)
            FlushFolder(folder);
    }

    /// <summary>Waits until a file is on the disk.</summary>
    public static void FlushFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Waits until a folder's list of names is on the disk. Windows does that by itself.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        int descriptor = Open(path, 0);
        if (descriptor < 0)
            return;

        _ = FSync(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>Asks Linux to start bringing to the disk what has been written of a file, and does not wait for it.</summary>
    public static void StartWriting(string path)
    {
        int descriptor = Open(path, 0);
        if (descriptor < 0)
            return;

        _ = SyncFileRange(descriptor, 0, 0, SyncFileRangeWrite);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(int descriptor, long offset, long length, uint flags);
}
