using System.Globalization;
using System.Text;

namespace DssTyped.RestBenchmarks;

/// <summary>Rows of ten columns, about 93 bytes each, as DSS sends them.</summary>
internal static class SampleText
{
    public const int RowsInBlock = 10_000;

    /// <summary>One block of rows; longer streams repeat it.</summary>
    public static byte[] Block()
    {
        var random = new Random(1);
        var text = new StringBuilder();
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (int row = 0; row < RowsInBlock; row++)
        {
            DateTime taken = start.AddSeconds(random.Next(30_000_000));
            text.Append(CultureInfo.InvariantCulture, $"{1_000_000 + row}\tP{random.Next(100_000):00000}\t{(row % 3 == 0 ? "mg/dL" : "%")}\t");
            if (row % 20 != 0)
                text.Append(CultureInfo.InvariantCulture, $"{random.Next(1_000_000) / 1000.0:R}");
            text.Append(CultureInfo.InvariantCulture, $"\t{random.NextDouble() * 100:R}\t{random.Next(300)}\t{(random.Next(2) == 0 ? "true" : "false")}\t{taken:yyyy-MM-ddTHH:mm:ss.fffZ}\t");
            if (row % 10 != 0)
                text.Append(CultureInfo.InvariantCulture, $"{taken.AddMinutes(random.Next(1000)):yyyy-MM-ddTHH:mm:ss.fffZ}");
            text.Append('\t').Append(row % 50 == 0 ? "\"said \"\"no\"\"\"" : row % 4 == 0 ? "" : "ok").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>A block of text, again and again.</summary>
internal sealed class RepeatedStream(byte[] block, int times) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => (long)block.Length * times;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length)
            return 0;
        int from = (int)(_position % block.Length);
        int count = Math.Min(buffer.Length, block.Length - from);
        block.AsSpan(from, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
