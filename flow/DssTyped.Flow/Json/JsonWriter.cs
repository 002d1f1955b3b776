using System.Globalization;
using System.Text;

namespace DssTyped.Flow.Json;

/// <summary>Writes JSON that is made for git: 2-space indent, LF, members in the order given, no needless escapes.</summary>
public static class JsonWriter
{
    /// <summary>The value on many lines, ended by a line feed.</summary>
    public static string Indented(JsonValue value)
    {
        var text = new StringBuilder();
        Write(text, value, depth: 0, indented: true);
        return text.Append('\n').ToString();
    }

    /// <summary>The value on one line.</summary>
    public static string Compact(JsonValue value)
    {
        var text = new StringBuilder();
        Write(text, value, depth: 0, indented: false);
        return text.ToString();
    }

    /// <summary>The value on one line with the members of every object in ordinal order: equal values give equal text.</summary>
    public static string Canonical(JsonValue value) => Compact(Sorted(value));

    /// <summary>The value with the members of every object in ordinal order of their names.</summary>
    public static JsonValue Sorted(JsonValue value) => value.Kind switch
    {
        JsonKind.Object => JsonValue.Object([.. value.Members
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => member with { Value = Sorted(member.Value) })]),
        JsonKind.Array => JsonValue.Array([.. value.Items.Select(Sorted)]),
        _ => value,
    };

    /// <summary>A JSON string literal with its quotes.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2);
        AppendString(result, text);
        return result.ToString();
    }

    private static void Write(StringBuilder text, JsonValue value, int depth, bool indented)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                WriteList(text, '{', '}', value.Members.Count, depth, indented, i =>
                {
                    AppendString(text, value.Members[i].Name);
                    text.Append(indented ? ": " : ":");
                    Write(text, value.Members[i].Value, depth + 1, indented);
                });
                break;
            case JsonKind.Array:
                WriteList(text, '[', ']', value.Items.Count, depth, indented, i => Write(text, value.Items[i], depth + 1, indented));
                break;
            case JsonKind.String:
                AppendString(text, value.Text);
                break;
            case JsonKind.Null:
                text.Append("null");
                break;
            default:
                text.Append(value.Text);
                break;
        }
    }

    private static void WriteList(StringBuilder text, char open, char close, int count, int depth, bool indented, Action<int> writeItem)
    {
        text.Append(open);
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(',');
            if (indented)
                text.Append('\n').Append(' ', (depth + 1) * 2);

            writeItem(i);
        }

        if (indented && count > 0)
            text.Append('\n').Append(' ', depth * 2);

        text.Append(close);
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                default:
                    // Controls must be escaped; U+0085, U+2028 and U+2029 end lines in editors and in C#.
                    if (c < ' ' || c == '\u007F' || c == '\u0085' || c == '\u2028' || c == '\u2029' || char.IsSurrogate(c))
                        AppendEscaped(text, c, value);
                    else
                        text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private static void AppendEscaped(StringBuilder text, char c, string value)
    {
        if (char.IsSurrogate(c) && IsPaired(value))
            text.Append(c);
        else
            text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
    }

    private static bool IsPaired(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                i++;
            else if (char.IsSurrogate(value[i]))
                return false;
        }

        return true;
    }
}
