using System.IO.Compression;

namespace DssTyped.Local.Sources;

/// <summary>The files in a zip archive, as paths: <c>data.zip!/part.csv</c>.</summary>
internal static class ZipParts
{
    private const string Inside = ".zip!/";

    /// <summary>The files that a path stands for: those in an archive, in order of their names, or itself.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return [path];

        using ZipArchive archive = ZipFile.OpenRead(path);
        return [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.EndsWith('/') && !name.Split('/').Any(part => part.StartsWith('.') || part.StartsWith('_')))
            .Order(StringComparer.Ordinal).Select(name => $"{path}!/{name}")];
    }

    /// <summary>Opens a file in an archive; null if the path is none.</summary>
    public static Stream? Open(string path)
    {
        int at = path.IndexOf(Inside, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;

        ZipArchive archive = ZipFile.OpenRead(path[..(at + Inside.Length - 2)]);
        return archive.GetEntry(path[(at + Inside.Length)..]) is { } entry ? new EntryStream(archive, entry.Open()) : throw new FileNotFoundException("The archive has no such file.", path);
    }

    /// <summary>A file in an archive, which closes with it.</summary>
    private sealed class EntryStream(ZipArchive archive, Stream entry) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => entry.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => entry.Read(buffer);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                entry.Dispose();
                archive.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
