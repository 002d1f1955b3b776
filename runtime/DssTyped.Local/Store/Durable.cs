using System.Runtime.InteropServices;

namespace DssTyped.Local.Store;

/// <summary>Makes writes survive a power cut, where the platform lets us.</summary>
internal static partial class Durable
{
    private const uint SyncFileRangeWrite = 2;
    private const int CurrentFolder = -100;
    private const uint RenameExchange = 2;

    // A file of one block is written in place whole or not at all; a longer one could become a mixture in a power cut.
    private const int Block = 4096;

    // That of FAT.
    private static readonly TimeSpan CoarsestFileTime = TimeSpan.FromSeconds(2);

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

            SetLater(temporary, path);
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

    /// <summary>
    /// As <see cref="Replace"/>, for a file that is replaced often and by one at a time: on Linux the two change places, and what was replaced
    /// is written over the next time. So no file is made or removed, which costs some disks more than all else a small build does.
    /// </summary>
    /// <param name="path">The file; <see cref="ReadReplaced"/> reads it.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="flush">Whether to wait until it is on the disk.</param>
    public static void Exchange(string path, byte[] content, bool flush)
    {
        string folder = Path.GetDirectoryName(path)!;
        string spare = Path.Combine(folder, "." + Path.GetFileName(path));
        if (!OperatingSystem.IsLinux() || content.Length > Block || !TryWrite(spare, content, flush))
        {
            Replace(path, content, flush);
            return;
        }

        SetLater(spare, path);
        if (!TryExchange(spare, path))
            File.Move(spare, path, overwrite: true);
        if (flush)
            FlushFolder(folder);
    }

    /// <summary>Reads a file that others replace meanwhile.</summary>
    public static byte[] ReadReplaced(string path)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return File.ReadAllBytes(path);
            }
            catch (IOException exception) when (attempt < 10 && IsLockConflict(exception))
            {
                // It was replaced between opening and locking it, and is written over now: what is in its place is not.
            }
        }
    }

    /// <summary>Whether somebody else has locked a file.</summary>
    // Windows: sharing or lock violation. Elsewhere .NET reports EWOULDBLOCK (11 on Linux, 35 on macOS) with the error number as HResult.
    public static bool IsLockConflict(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

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

    // Files are told from those that they replace by their times, whatever clocks do: that of this machine, or that of the disk's.
    private static void SetLater(string path, string replaced)
    {
        DateTime before = File.GetLastWriteTimeUtc(replaced);
        if (File.GetLastWriteTimeUtc(path) <= before)
            File.SetLastWriteTimeUtc(path, before + CoarsestFileTime);
    }

    // False while somebody still reads what was there.
    private static bool TryWrite(string path, byte[] content, bool flush)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
            stream.Write(content);
            stream.SetLength(content.Length);
            if (flush)
                stream.Flush(flushToDisk: true);

            return true;
        }
        catch (IOException exception) when (IsLockConflict(exception))
        {
            return false;
        }
    }

    // Not all file systems know how, nor do all C libraries; nor is there always a file to exchange with.
    private static bool TryExchange(string path, string other)
    {
        try
        {
            return RenameAt2(CurrentFolder, path, CurrentFolder, other, RenameExchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(int descriptor, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int RenameAt2(int folder, string path, int otherFolder, string other, uint flags);
}
