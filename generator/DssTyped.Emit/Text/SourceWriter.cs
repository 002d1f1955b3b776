using System.Text;

namespace DssTyped.Emit.Text;

/// <summary>Writes indented C#. Lines always end with LF, whatever the checkout or the machine.</summary>
internal sealed class SourceWriter
{
    private const string IndentUnit = "    ";

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line, or each line of a template; empty lines stay without blanks.</summary>
    public void WriteLine(string lines)
    {
        int start = 0;
        while (true)
        {
            int end = lines.IndexOf('\n', start);
            Append(lines, start, end < 0 ? lines.Length : end);
            if (end < 0)
                return;

            start = end + 1;
        }
    }

    /// <summary>Writes an empty line.</summary>
    public void WriteLine() => _text.Append('\n');

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

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Append(string lines, int start, int end)
    {
        // Templates come from a checkout that may have CRLF.
        if (end > start && lines[end - 1] == '\r')
            end--;

        if (end > start)
        {
            for (int i = 0; i < _depth; i++)
                _text.Append(IndentUnit);

            _text.Append(lines, start, end - start);
        }

        _text.Append('\n');
    }
}
