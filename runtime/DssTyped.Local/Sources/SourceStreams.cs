using System.IO.Compression;

namespace DssTyped.Local.Sources;

/// <summary>Opens source files, unpacked if they are packed.</summary>
internal static class SourceStreams
{
    /// <summary>Opens a file; gzip is told by its first bytes, not by its name.</summary>
    public static Stream Open(string path)
    {
        if (ZipParts.Open(path) is { } part)
            return part;

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            Span<byte> magic = stackalloc byte[2];
            int read = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
            file.Position = 0;
            return read == 2 && magic[0] == 0x1F && magic[1] == 0x8B ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The extension that tells the format: <c>.csv</c> of <c>x.csv.gz</c>.</summary>
    public static string ExtensionOf(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant();
    }
}
