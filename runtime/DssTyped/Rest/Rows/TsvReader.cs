using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DssTyped.Rest.Rows;

/// <summary>
/// Cuts a stream of DSS's <c>tsv-excel-noheader</c> format (tabs, line feeds, doubled quotes, UTF-8) into batches of rows, and these into fields.
/// Memory is bound by the longest row, not by the length of the stream.
/// </summary>
/// <param name="stream">The text; disposed with the reader.</param>
/// <param name="bufferSize">Bytes to read at once.</param>
/// <param name="problem">Makes the exception for a field that breaks the format, from its place in the row (-1 for the row as a whole) and what is wrong.</param>
internal sealed class TsvReader(Stream stream, int bufferSize = TsvReader.UsualBuffer, Func<int, string, Exception>? problem = null) : IDisposable
{
    private const int UsualBuffer = 128 * 1024;
    private const int LongestRow = 1 << 30;
    private const string TextAfterClosingQuote = "has text after a closing quote";
    private const string StrayQuote = "has a quote in the middle of a field";

    private readonly TsvIndex _index = new();
    private byte[] _buffer = new byte[Math.Max(bufferSize, 4 * TsvIndex.BlockSize)];
    private byte[] _scratch = [];
    private int _scratchUsed;
    private int _length;
    private int _scanned;
    private bool _ended;

    private int _row;
    private int _before;
    private int _last;
    private int _scratchRow;

    /// <summary>Rows of the current batch.</summary>
    public int Rows { get; private set; }

    /// <summary>Fields of each row of the current batch.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Goes on to the next rows that are complete in memory and have one number of fields.</summary>
    /// <exception cref="FormatException">The next row breaks the format as a whole.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryNextBatch()
    {
        ReadOnlySpan<int> ends = _index.RowEnds[_row..];
        if (ends.IsEmpty)
            return false;
        if (IsStray(ends[0]))
            throw Broken(-1, StrayQuote);
        _before = _last;
        FieldCount = ends[0] - _before;
        int rows = 1;
        while (rows < ends.Length && ends[rows] - ends[rows - 1] == FieldCount)
            rows++;
        while (IsStray(ends[rows - 1]))
            rows--;
        Rows = rows;
        _row += rows;
        _last = ends[rows - 1];
        _scratchRow = -1;
        return true;
    }

    /// <summary>A field from a row of the batch on, as it was sent: with its quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TsvField Field(int row, int field)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)field, (uint)FieldCount);
        ref int before = ref _index.Separators[_before + (row * FieldCount) + field];
        return new TsvField(ref MemoryMarshal.GetArrayDataReference(_buffer), ref before, FieldCount, field == FieldCount - 1);
    }

    /// <summary>The value of a field without quotes, empty for an empty cell; valid until a field of another row is asked for.</summary>
    /// <exception cref="FormatException">It breaks the format.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CellText Value(int row, int field)
    {
        CellText raw = Field(row, field).Current;
        return raw.First == '"' && !raw.IsEmpty ? Unquote(raw.Span, row, field) : raw;
    }

    /// <summary>Reads more of the stream; false at its end. Call when <see cref="TryNextBatch"/> has nothing.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_ended)
            return false;
        MakeRoom();
        int read = await stream.ReadAsync(_buffer.AsMemory(_length, _buffer.Length - TsvIndex.BlockSize - _length), cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            _ended = true;
            return false;
        }

        _length += read;
        _scanned = _index.Scan(_buffer.AsSpan(0, _length), _scanned);
        return true;
    }

    /// <summary>At the end of the stream: looks at the rest that filled no block. True when that gave rows.</summary>
    public bool Finish()
    {
        if (_scanned < _length)
        {
            // Zero bytes are no separators, so padding a block with them changes nothing.
            int end = _scanned + TsvIndex.BlockSize;
            _buffer.AsSpan(_length, end - _length).Clear();
            _scanned = _index.Scan(_buffer.AsSpan(0, end), _scanned);
        }

        return _row < _index.RowCount;
    }

    /// <summary>At the end of the stream: takes a last row that has no line feed. False when there is none.</summary>
    public bool FinishPartialRow()
    {
        if (_length <= _index.Separators[_last] + 1)
            return false;
        if (_index.StrayQuote >= 0)
            throw new FormatException(StrayQuote);
        if (_index.IsInsideQuotes)
            throw new FormatException("ends inside a quoted field");
        MakeRoom();
        _buffer[_length++] = (byte)'\n';
        // What is left was scanned already; only the added line feed is new, in a block of its own.
        Span<byte> line = stackalloc byte[TsvIndex.BlockSize];
        line[0] = (byte)'\n';
        int before = _index.SeparatorCount;
        _index.Scan(line, 0);
        _index.Move(before, _length - 1);
        _scanned = _length;
        return true;
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Drops what was handed out and makes the buffer larger when one row fills it.</summary>
    private void MakeRoom()
    {
        int done = _index.Separators[_last] + 1;
        if (done > 0)
        {
            _index.Drop(_last);
            _buffer.AsSpan(done, _length - done).CopyTo(_buffer);
            _length -= done;
            _scanned -= done;
            _last = 0;
        }

        (_row, Rows) = (0, 0);
        if (_length + (2 * TsvIndex.BlockSize) < _buffer.Length)
            return;
        if (_buffer.Length >= LongestRow)
            throw new FormatException("is longer than 1 GiB");
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    /// <summary>Whether a quote that the format does not allow stands before a separator.</summary>
    private bool IsStray(int place) => _index.StrayQuote >= 0 && _index.StrayQuote < _index.Separators[place];

    private CellText Unquote(ReadOnlySpan<byte> raw, int row, int field)
    {
        if (raw.Length < 2 || raw[^1] != '"')
            throw Broken(field, TextAfterClosingQuote);
        ReadOnlySpan<byte> inner = raw[1..^1];
        int quote = inner.IndexOf((byte)'"');
        if (quote < 0)
            return new CellText(ref MemoryMarshal.GetReference(inner), inner.Length);

        if (row != _scratchRow)
            (_scratchRow, _scratchUsed) = (row, 0);
        if (_scratch.Length - _scratchUsed < inner.Length + CellText.Room)
        {
            // Spans into the old array stay valid; it is simply no longer ours.
            _scratch = new byte[Math.Max(inner.Length + CellText.Room, _scratch.Length * 2)];
            _scratchUsed = 0;
        }

        int begin = _scratchUsed;
        for (; quote >= 0; quote = inner.IndexOf((byte)'"'))
        {
            if (quote + 1 >= inner.Length || inner[quote + 1] != '"')
                throw Broken(field, TextAfterClosingQuote);
            Keep(inner[..(quote + 1)]);
            inner = inner[(quote + 2)..];
        }

        Keep(inner);
        return new CellText(ref _scratch[begin], _scratchUsed - begin);
    }

    private Exception Broken(int field, string what) => problem?.Invoke(field, what) ?? new FormatException(what);

    private void Keep(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_scratch.AsSpan(_scratchUsed));
        _scratchUsed += part.Length;
    }
}
