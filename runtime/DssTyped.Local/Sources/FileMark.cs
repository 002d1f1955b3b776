using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DssTyped.Local.Sources;

/// <summary>What tells of a large file whether it is still the same, without reading all of it.</summary>
/// <param name="Text">Another text whenever the file has been written to.</param>
/// <param name="ChangedUtc">When it was last written to.</param>
internal readonly partial record struct FileMark(string Text, DateTimeOffset ChangedUtc)
{
    private const int CurrentFolder = -100;
    private const uint ChangeTimeAndInode = 0x80 | 0x100;
    private const int Block = 1 << 16;
    private const int Blocks = 16;

    /// <summary>
    /// The mark of a file. Linux keeps the time of a file's last change apart from the one that programs can set; elsewhere the time that
    /// can be set counts, and the content of blocks spread over the file.
    /// </summary>
    public static FileMark Of(FileInfo file) => OperatingSystem.IsLinux() && StatX(CurrentFolder, file.FullName, 0, ChangeTimeAndInode, out FileStatus status) == 0
        ? new FileMark(FormattableString.Invariant($"{status.Inode}:{status.Changed.Seconds}.{status.Changed.Nanoseconds:000000000}"), DateTimeOffset.FromUnixTimeSeconds(status.Changed.Seconds).AddTicks(status.Changed.Nanoseconds / 100))
        : new FileMark(Sample(file), file.LastWriteTimeUtc);

    /// <summary>A hash of blocks that are spread evenly over a file, its ends among them.</summary>
    internal static string Sample(FileInfo file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using FileStream stream = new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] block = new byte[Block];
        long last = Math.Max(0, stream.Length - Block);
        for (int i = 0; i < Blocks; i++)
        {
            stream.Position = last / (Blocks - 1) * i + (i == Blocks - 1 ? last % (Blocks - 1) : 0);
            hash.AppendData(block, 0, stream.ReadAtLeast(block, Block, throwOnEndOfStream: false));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out FileStatus status);

    // The kernel's struct statx, the same on all processors.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(96)]
        public Timestamp Changed;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Timestamp
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;
    }
}
