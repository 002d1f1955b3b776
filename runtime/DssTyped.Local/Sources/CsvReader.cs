using System.Text;

namespace DssTyped.Local.Sources;

/// <summary>Cuts delimited text into records. Ends of lines may be LF, CR LF or CR; a quoted cell may contain them.</summary>
internal sealed class CsvReader(TextReader reader, CsvDialect dialect)
{
    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _cell = new();
    private readonly List<string> _cells = [];
    private bool _isNull;
    private int _at;
    private int _end;
    private long _line = 1;

    /// <summary>The line on which the last record starts, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The cells of the last record; reused by the next.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>The line of a quote that is never closed; 0 if there is none.</summary>
    public long UnclosedQuoteLine { get; private set; }

    /// <summary>Reads the next record; false at the end.</summary>
    public bool Read()
    {
        if (Peek() < 0)
            return false;

        _cells.Clear();
        Line = _line;
        while (true)
        {
            int end = ReadCell();
            _cells.Add(_cell.Length == 0 || _isNull ? "" : _cell.ToString());
            _cell.Clear();
            if (end != dialect.Separator || end < 0)
                return true;
        }
    }

    /// <summary>Skips one line of text, whatever it holds.</summary>
    public bool SkipLine()
    {
        int c = Take();
        if (c < 0)
            return false;

        while (c >= 0 && !IsLineEnd(c))
            c = Take();

        return true;
    }

    /// <summary>Whether the record is a line without any character.</summary>
    public bool IsBlank => _cells.Count == 1 && _cells[0].Length == 0;

    // Reads up to and over the end of the cell, and returns what ended it: the separator, a line feed, or -1.
    private int ReadCell()
    {
        _isNull = false;
        bool quotes = dialect.Quoting is CsvQuoting.Unix or CsvQuoting.Excel;
        if (quotes && Peek() == dialect.Quote)
        {
            Take();
            ReadQuoted();
        }

        while (true)
        {
            int c = Take();
            if (c < 0 || c == dialect.Separator)
                return c;
            if (IsLineEnd(c))
                return '\n';
            bool isEscaped = dialect.Quoting == CsvQuoting.EscapeOnly && c == dialect.Escape;
            if (isEscaped)
                c = Unescape(Take());
            if (c < 0)
                return c;

            // A cell that is an escaped N alone is Hive's way to write none: a letter needs no escape.
            _isNull = isEscaped && c == 'N' && _cell.Length == 0;
            _cell.Append((char)c);
        }
    }

    private void ReadQuoted()
    {
        long start = _line;
        while (true)
        {
            int c = Take();
            if (c < 0)
            {
                UnclosedQuoteLine = start;
                return;
            }

            if (c == dialect.Quote)
            {
                if (Peek() != dialect.Quote)
                    return;

                Take();
            }
            else if (dialect.Quoting == CsvQuoting.Unix && c == dialect.Escape && Peek() == dialect.Quote && (Peek(1) == dialect.Quote ? EndsCell(Peek(2)) : !EndsCell(Peek(1))))
            {
                // A backslash may also be the last character of the cell, or stand before a doubled quote: an escaped quote is one only if the cell goes on.
                c = Take();
            }
            else if (c == '\r' && Peek() == '\n')
            {
                _cell.Append('\r');
                c = Take();
                _line++;
            }
            else if (c is '\n' or '\r')
            {
                _line++;
            }

            _cell.Append((char)c);
        }
    }

    private bool EndsCell(int c) => c < 0 || c == dialect.Separator || c is '\n' or '\r';

    private static int Unescape(int c) => c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => c };

    private bool IsLineEnd(int c)
    {
        if (c == '\r')
        {
            if (Peek() == '\n')
                Take();

            _line++;
            return true;
        }

        if (c != '\n')
            return false;

        _line++;
        return true;
    }

    private int Take() => _at < _end || Fill(0) ? _buffer[_at++] : -1;

    private int Peek(int ahead = 0) => _at + ahead < _end || Fill(ahead) ? _buffer[_at + ahead] : -1;

    // Moves what is not taken yet to the front, and reads on until there is a character that far ahead.
    private bool Fill(int ahead)
    {
        int left = _end - _at;
        Array.Copy(_buffer, _at, _buffer, 0, left);
        (_at, _end) = (0, left);
        while (_end <= ahead)
        {
            int read = reader.Read(_buffer, _end, _buffer.Length - _end);
            if (read <= 0)
                return false;

            _end += read;
        }

        return true;
    }
}
