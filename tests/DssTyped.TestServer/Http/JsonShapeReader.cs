namespace DssTyped.TestServer.Http;

/// <summary>Reads the notation of <see cref="JsonShape"/>.</summary>
internal sealed class JsonShapeReader(string text)
{
    private int _at;

    public JsonShape ReadWhole()
    {
        JsonShape shape = Read();
        return Next == '\0' ? shape : throw Unexpected();
    }

    private char Next
    {
        get
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
            return _at < text.Length ? text[_at] : '\0';
        }
    }

    private JsonShape Read()
    {
        JsonShape shape = Next switch
        {
            '{' => ReadFields(),
            '[' => ReadItems(),
            _ => ReadName() is var name && JsonShape.Word.IsKnown(name) ? new JsonShape.Word(name) : throw Unexpected(),
        };
        return shape with { IsNullable = Skip('?') };
    }

    private JsonShape.Items ReadItems()
    {
        Take('[');
        var items = new JsonShape.Items(Read());
        Take(']');
        return items;
    }

    private JsonShape.Fields ReadFields()
    {
        var known = new Dictionary<string, (JsonShape, bool)>(StringComparer.Ordinal);
        JsonShape? others = null;
        Take('{');
        while (!Skip('}'))
        {
            switch (Next)
            {
                case '.':
                    _at += "...".Length;
                    others = new JsonShape.Word("any") { IsNullable = true };
                    break;
                case '*':
                    Take('*');
                    Take(':');
                    others = Read();
                    break;
                default:
                    string name = ReadName();
                    bool optional = Skip('?');
                    Take(':');
                    known.Add(name, (Read(), optional));
                    break;
            }

            Skip(',');
        }

        return new JsonShape.Fields(known, others);
    }

    private string ReadName()
    {
        int start = Next == '\0' ? throw Unexpected() : _at;
        while (_at < text.Length && char.IsLetter(text[_at]))
            _at++;
        return text[start.._at];
    }

    private bool Skip(char wanted)
    {
        bool found = Next == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    private void Take(char wanted)
    {
        if (!Skip(wanted))
            throw Unexpected();
    }

    private FormatException Unexpected() => new($"'{text}' is no shape: see character {_at + 1}.");
}
