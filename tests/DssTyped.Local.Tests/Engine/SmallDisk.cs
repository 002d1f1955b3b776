using System.Diagnostics;
using System.Globalization;

namespace DssTyped.Local.Tests.Engine;

/// <summary>A file system of a few megabytes in memory, mounted at a folder until it is disposed: the only honest way to fill a disk, or to make one read-only for root too.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    public SmallDisk(string folder, int megabytes)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        if (!Mount("-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", folder))
            throw new InvalidOperationException($"No file system could be mounted at '{folder}'.");
    }

    /// <summary>Why tests can't mount a file system here; null if they can.</summary>
    public static string? SkipReason { get; } = Probe();

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Leaves so many pages of 4 KiB free.</summary>
    public void FillBut(int pages)
    {
        File.Delete(Filler);
        long bytes = new DriveInfo(_folder).AvailableFreeSpace - (pages * 4096L);
        using FileStream filler = File.Create(Filler);
        byte[] page = new byte[4096];
        for (; bytes >= page.Length; bytes -= page.Length)
            filler.Write(page);
    }

    /// <summary>Frees what <see cref="FillBut"/> took.</summary>
    public void Free() => File.Delete(Filler);

    public void MakeReadOnly() => Assert.True(Mount("-o", "remount,ro", _folder));

    public void MakeWritable() => Assert.True(Mount("-o", "remount,rw", _folder));

    // Engines may still be open: the folder is free at once, the memory when they are gone.
    public void Dispose() => Run("umount", "-l", _folder);

    private static string? Probe()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return "Mounts a small file system, which needs root on Linux.";

        string folder = Directory.CreateTempSubdirectory("dss-typed-mount-").FullName;
        try
        {
            if (!Mount("-t", "tmpfs", "tmpfs", folder))
                return "Mounts a small file system, which this container does not allow.";

            Run("umount", folder);
            return null;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static bool Mount(params string[] arguments) => Run("mount", arguments);

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that mounts a file system; skipped, with the reason, where that is not possible.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.SkipReason;
}
