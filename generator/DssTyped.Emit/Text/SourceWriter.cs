using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using DssTyped.Flow;

namespace DssTyped.Emit.Text;

/// <summary>Writes indented C#. Lines always end with LF, whatever the checkout or the machine.</summary>
internal sealed class SourceWriter
{
    private const int IndentWidth = 4;

    // What is longer than this is taken out of the buffer, which all files share in turn and which grows for long lines only.
    private const int MaxLength = 2 * PieceText.PieceLength;

    private char[] _text = ArrayPool<char>.Shared.Rent(MaxLength);
    private int _length;
    private int _depth;
    private PieceText? _pieces;

    /// <summary>Writes one line, or each line of a template; empty lines stay without blanks.</summary>
    public void WriteLine(string lines)
    {
        int start = 0;
        while (true)
        {
            int end = lines.IndexOf('\n', start);
            WriteLine(lines, start, end < 0 ? lines.Length : end);
            if (end < 0)
                return;

            start = end + 1;
        }
    }

    /// <summary>Writes one line, whose parts went straight into the text.</summary>
    public void WriteLine([InterpolatedStringHandlerArgument("")] Line line) => line.End();

    /// <summary>Starts a line whose parts follow one by one.</summary>
    public void StartLine(string text)
    {
        AppendIndent();
        Append(text);
    }

    /// <summary>Ends such a line.</summary>
    public void EndLine(string text)
    {
        Append(text);
        WriteLine();
    }

    /// <summary>Writes an empty line, or ends one.</summary>
    public void WriteLine()
    {
        Append('\n');
        if (_length >= MaxLength - MaxLength / 4)
            TakeOut();
    }

    /// <summary>Writes an opening brace and indents what follows.</summary>
    public void Open()
    {
        WriteLine("{");
        _depth++;
    }

    /// <summary>Writes a closing brace one level further out.</summary>
    public void Close(string end = "}")
    {
        _depth--;
        WriteLine(end);
    }

    /// <summary>Indents what follows, for continued lines.</summary>
    public void Indent() => _depth++;

    /// <summary>Ends an indentation.</summary>
    public void Outdent() => _depth--;

    /// <summary>Adds a part of a line.</summary>
    public void Append(string text) => Append(text, 0, text.Length);

    /// <summary>Adds characters of a text.</summary>
    // Inlined into what writes columns, this alone took the compiler of a new process a hundredth of a second.
    [MethodImpl(HotPath.Optimized | MethodImplOptions.NoInlining)]
    public void Append(string text, int start, int count)
    {
        Reserve(count);
        text.CopyTo(start, _text, _length, count);
        _length += count;
    }

    /// <summary>Adds a character.</summary>
    public void Append(char c)
    {
        Reserve(1);
        _text[_length++] = c;
    }

    /// <summary>A place in the line that is being written.</summary>
    public int Place => _length;

    /// <summary>What was written from a place on.</summary>
    public ReadOnlySpan<char> From(int start) => new(_text, start, _length - start);

    /// <summary>Takes back what was written from a place on.</summary>
    public string CutFrom(int start)
    {
        string cut = From(start).ToString();
        _length = start;
        return cut;
    }

    /// <summary>Ends a sentence that began at a place: without blanks, with a full stop if it has no mark of its own.</summary>
    public void EndSentence(int start)
    {
        while (_length > start && char.IsWhiteSpace(_text[_length - 1]))
            _length--;

        if (_length == start || _text[_length - 1] is not ('.' or '!' or '?'))
            Append('.');
    }

    /// <summary>The file of what was written, and the end of the writer.</summary>
    public GeneratedFile Take(string name)
    {
        TakeOut();
        _pieces!.Add(_text, 0, _length);
        End();
        return new GeneratedFile(name, _pieces);
    }

    /// <summary>A line's part that was written alone, and the end of the writer.</summary>
    public string Take()
    {
        string text = CutFrom(0);
        End();
        return text;
    }

    private void WriteLine(string lines, int start, int end)
    {
        // Templates come from a checkout that may have CRLF.
        if (end > start && lines[end - 1] == '\r')
            end--;

        if (end > start)
        {
            AppendIndent();
            Append(lines, start, end - start);
        }

        WriteLine();
    }

    [MethodImpl(HotPath.Optimized)]
    private void AppendIndent()
    {
        int width = _depth * IndentWidth;
        Reserve(width);
        for (int end = _length + width; _length < end;)
            _text[_length++] = ' ';
    }

    private void End()
    {
        ArrayPool<char>.Shared.Return(_text);
        (_text, _length) = ([], 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeOut()
    {
        _pieces ??= new PieceText();
        int taken = 0;
        for (; _length - taken >= PieceText.PieceLength; taken += PieceText.PieceLength)
            _pieces.Add(_text, taken, PieceText.PieceLength);

        Array.Copy(_text, taken, _text, 0, _length -= taken);
    }

    private void Reserve(int count)
    {
        if (_length + count > _text.Length)
            Grow(count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        char[] longer = ArrayPool<char>.Shared.Rent(Math.Max(_length + count, _text.Length * 2));
        Array.Copy(_text, longer, _length);
        ArrayPool<char>.Shared.Return(_text);
        _text = longer;
    }

    /// <summary>One line that is being written; made by the compiler from an interpolated string without line ends.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Line
    {
        private readonly SourceWriter _writer;

        /// <summary>Starts the line.</summary>
        public Line(int literalLength, int formattedCount, SourceWriter writer)
        {
            _writer = writer;
            writer.AppendIndent();
        }

        /// <summary>Adds a part of the template.</summary>
        public void AppendLiteral(string text) => _writer.Append(text);

        /// <summary>Adds code.</summary>
        public void AppendFormatted(string code) => _writer.Append(code);

        /// <summary>Adds a number.</summary>
        public void AppendFormatted(int number) => _writer.Append(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>Adds untrusted text in a comment.</summary>
        public void AppendFormatted(XmlText text) => text.AppendTo(_writer);

        /// <summary>Adds untrusted text as a literal.</summary>
        public void AppendFormatted(CSharpText literal) => literal.AppendTo(_writer);

        /// <summary>Adds a dataset's columns as a literal.</summary>
        public void AppendFormatted(SchemaLiteral literal) => literal.AppendTo(_writer);

        internal void End() => _writer.WriteLine();
    }
}
