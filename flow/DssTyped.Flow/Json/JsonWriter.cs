using System.Globalization;
using System.Text;

namespace DssTyped.Flow.Json;

/// <summary>Writes JSON that is made for git: 2-space indent, LF, members in the order given, no needless escapes.</summary>
public static class JsonWriter
{
    /// <summary>The value on many lines, ended by a line feed.</summary>
    /// <param name="value">The value.</param>
    /// <param name="lineLength">Arrays and objects of plain values that are no longer than this stand on one line; 0 for none.</param>
    public static string Indented(JsonValue value, int lineLength = 0)
    {
        var text = new StringBuilder();
        Write(text, value, depth: 0, new Layout(true, lineLength));
        return text.Append('\n').ToString();
    }

    /// <summary>The value on one line.</summary>
    public static string Compact(JsonValue value)
    {
        var text = new StringBuilder();
        Write(text, value, depth: 0, default);
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

    private static void Write(StringBuilder text, JsonValue value, int depth, Layout layout)
    {
        switch (value.Kind)
        {
            case JsonKind.Object or JsonKind.Array:
                int start = text.Length;
                if (layout.LineLength == 0 || depth < 2 || !IsFlat(value))
                {
                    WriteList(text, value, depth, layout);
                    break;
                }

                // Try one line; a column, an input or a key is easier to compare that way.
                WriteList(text, value, depth, new Layout(false, 0, Spaced: true));
                if (text.Length - start + (depth * 2) > layout.LineLength)
                {
                    text.Length = start;
                    WriteList(text, value, depth, layout);
                }

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

    private static bool IsFlat(JsonValue value) =>
        value.Items.All(item => item.Kind is not (JsonKind.Object or JsonKind.Array)) && value.Members.All(member => member.Value.Kind is not (JsonKind.Object or JsonKind.Array));

    private static void WriteList(StringBuilder text, JsonValue value, int depth, Layout layout)
    {
        text.Append(value.IsObject ? '{' : '[');
        int count = value.IsObject ? value.Members.Count : value.Items.Count;
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(layout.Spaced ? ", " : ",");
            if (layout.ManyLines)
                text.Append('\n').Append(' ', (depth + 1) * 2);

            if (value.IsObject)
            {
                AppendString(text, value.Members[i].Name);
                text.Append(layout.ManyLines || layout.Spaced ? ": " : ":");
            }

            Write(text, value.IsObject ? value.Members[i].Value : value.Items[i], depth + 1, layout);
        }

        if (layout.ManyLines && count > 0)
            text.Append('\n').Append(' ', depth * 2);

        text.Append(value.IsObject ? '}' : ']');
    }

    private readonly record struct Layout(bool ManyLines, int LineLength, bool Spaced = false);

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
