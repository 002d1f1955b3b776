using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>
/// Cuts a stream of DSS's <c>tsv-excel-noheader</c> format (tabs, line feeds, doubled quotes, UTF-8) into rows and fields.
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
    private int _lineEnd;
    private int[] _separators = [];

    /// <summary>Fields of the current row.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Goes to the next row that is complete in memory.</summary>
    public bool TryNext()
    {
        if (_row >= _index.RowCount)
            return false;
        _before = _last;
        _last = _index.RowEnds[_row++];
        _separators = _index.Separators;
        FieldCount = _last - _before;
        _scratchUsed = 0;
        int end = _separators[_last];
        // Lines may end in CR LF; a value that ends in CR is quoted.
        _lineEnd = end > 0 && _buffer[end - 1] == '\r' ? end - 1 : end;
        if (_index.StrayQuote >= 0 && _index.StrayQuote < end)
            throw Broken(-1, StrayQuote);
        return true;
    }

    /// <summary>The value of a field without quotes, empty for an empty cell; valid until the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Value(int field)
    {
        ReadOnlySpan<byte> raw = Raw(field);
        return raw.IsEmpty || raw[0] != '"' ? raw : Unquote(raw, field);
    }

    /// <summary>Whether a field's value is empty; cheaper than to cut it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsEmpty(int field)
    {
        ReadOnlySpan<byte> raw = Raw(field);
        return raw.IsEmpty || (raw[0] == '"' && Unquote(raw, field).IsEmpty);
    }

    /// <summary>Reads more of the stream; false at its end. Call when <see cref="TryNext"/> has nothing.</summary>
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

        _row = 0;
        if (_length + (2 * TsvIndex.BlockSize) < _buffer.Length)
            return;
        if (_buffer.Length >= LongestRow)
            throw new FormatException("is longer than 1 GiB");
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    /// <summary>A field as it was sent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Raw(int field)
    {
        int place = _before + field;
        int start = _separators[place] + 1;
        int end = place + 1 == _last ? _lineEnd : _separators[place + 1];
        return new ReadOnlySpan<byte>(_buffer, start, end - start);
    }

    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> raw, int field)
    {
        if (raw.Length < 2 || raw[^1] != '"')
            throw Broken(field, TextAfterClosingQuote);
        ReadOnlySpan<byte> inner = raw[1..^1];
        int quote = inner.IndexOf((byte)'"');
        if (quote < 0)
            return inner;

        if (_scratch.Length - _scratchUsed < inner.Length)
        {
            // Spans into the old array stay valid; it is simply no longer ours.
            _scratch = new byte[Math.Max(inner.Length, _scratch.Length * 2)];
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
        return _scratch.AsSpan(begin, _scratchUsed - begin);
    }

    private Exception Broken(int field, string what) => problem?.Invoke(field, what) ?? new FormatException(what);

    private void Keep(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_scratch.AsSpan(_scratchUsed));
        _scratchUsed += part.Length;
    }
}
