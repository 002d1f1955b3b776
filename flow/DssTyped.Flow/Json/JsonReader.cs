using System.Text;
using System.Text.Json;

namespace DssTyped.Flow.Json;

/// <summary>Reads JSON texts that nobody vouches for: bounded in size and depth, never throws on content. Comments and trailing commas are accepted.</summary>
public static class JsonReader
{
    /// <summary>How deep arrays and objects may be nested. DSS's own payloads stay under 30.</summary>
    public const int MaxDepth = 64;

    /// <summary>How large a text may be, in bytes.</summary>
    public const int MaxBytes = 256 * 1024 * 1024;

    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = MaxDepth,
    };

    /// <summary>Reads a text. Byte order marks and invalid surrogates are accepted.</summary>
    public static JsonText Read(string text) => Read(Encoding.UTF8.GetBytes(text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text));

    /// <summary>Reads bytes: UTF-8, or UTF-16 with a byte order mark.</summary>
    public static JsonText Read(byte[] bytes)
    {
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
            return Read(Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2));
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
            return Read(Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2));

        // Offsets stay those of the text without its mark, which is how editors count.
        byte[] utf8 = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? bytes.AsSpan(3).ToArray() : bytes;
        return ReadUtf8(utf8);
    }

    private static JsonText ReadUtf8(byte[] utf8)
    {
        var problems = new List<JsonProblem>();
        if (utf8.Length > MaxBytes)
        {
            problems.Add(new JsonProblem(JsonProblemKind.TooLarge, FormattableString.Invariant($"the text has {utf8.Length} bytes, more than the {MaxBytes} allowed"), new JsonSpan(0, 1)));
            return new JsonText(utf8, null, problems);
        }

        var reader = new Utf8JsonReader(utf8, Options);
        try
        {
            reader.Read();
            JsonValue root = ReadValue(ref reader, problems, new TextCache());
            if (reader.Read())
                problems.Add(new JsonProblem(JsonProblemKind.Malformed, "there is text after the end of the value", At(ref reader)));

            return new JsonText(utf8, problems.Any(problem => problem.Kind != JsonProblemKind.DuplicateName) ? null : root, problems);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            int at = (int)Math.Min(reader.BytesConsumed, utf8.Length);
            if (exception is JsonException { LineNumber: { } line, BytePositionInLine: { } column })
                at = OffsetOf(utf8, line, column);

            // An opening bracket does not count itself.
            int depth = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0);
            JsonProblemKind kind = depth >= MaxDepth ? JsonProblemKind.TooDeep : JsonProblemKind.Malformed;
            string message = kind == JsonProblemKind.TooDeep
                ? FormattableString.Invariant($"arrays and objects are nested deeper than {MaxDepth}")
                : Shorten(exception.Message);
            problems.Add(new JsonProblem(kind, message, new JsonSpan(at, Math.Min(at + 1, Math.Max(utf8.Length, at + 1)))));
            return new JsonText(utf8, null, problems);
        }
    }

    private static JsonValue ReadValue(ref Utf8JsonReader reader, List<JsonProblem> problems, TextCache texts) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, problems, texts),
        JsonTokenType.StartArray => ReadArray(ref reader, problems, texts),
        JsonTokenType.String => JsonValue.String(TextOf(ref reader, texts), At(ref reader)),
        JsonTokenType.Number => JsonValue.Number(texts.Find(reader.ValueSpan) ?? Encoding.UTF8.GetString(reader.ValueSpan.ToArray()), At(ref reader)),
        JsonTokenType.True => JsonValue.Boolean(true, At(ref reader)),
        JsonTokenType.False => JsonValue.Boolean(false, At(ref reader)),
        JsonTokenType.Null => JsonValue.NullAt(At(ref reader)),
        _ => throw new JsonException("a value was expected"),
    };

    private static JsonValue ReadObject(ref Utf8JsonReader reader, List<JsonProblem> problems, TextCache texts)
    {
        int start = (int)reader.TokenStartIndex;
        var members = new List<JsonMember>();
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = TextOf(ref reader, texts);
            JsonSpan nameSpan = At(ref reader);
            bool isNew = members.Count < 8
                ? IsNew(members, name)
                : (names ??= new HashSet<string>(members.Select(member => member.Name), StringComparer.Ordinal)).Add(name);
            if (!isNew)
                problems.Add(new JsonProblem(JsonProblemKind.DuplicateName, $"the name '{name}' stands twice in this object; the last one counts", nameSpan));

            reader.Read();
            members.Add(new JsonMember(name, ReadValue(ref reader, problems, texts), nameSpan));
        }

        return JsonValue.Object(members, new JsonSpan(start, (int)reader.BytesConsumed));
    }

    private static JsonValue ReadArray(ref Utf8JsonReader reader, List<JsonProblem> problems, TextCache texts)
    {
        int start = (int)reader.TokenStartIndex;
        var items = new List<JsonValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader, problems, texts));

        return JsonValue.Array(items, new JsonSpan(start, (int)reader.BytesConsumed));
    }

    // GetString refuses lone surrogates written as escapes (\ud800): such a name is replaced, not an error, so that one bad comment does not hide a whole project.
    private static string TextOf(ref Utf8JsonReader reader, TextCache texts)
    {
        try
        {
            return (reader.ValueIsEscaped ? null : texts.Find(reader.ValueSpan)) ?? reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Unescape(reader.ValueSpan);
        }
    }

    private static bool IsNew(List<JsonMember> members, string name)
    {
        foreach (JsonMember member in members)
        {
            if (member.Name == name)
                return false;
        }

        return true;
    }

    private static JsonSpan At(ref Utf8JsonReader reader) => new((int)reader.TokenStartIndex, (int)reader.BytesConsumed);

    private static int OffsetOf(byte[] utf8, long line, long column)
    {
        int at = 0;
        for (long l = 0; l < line && at < utf8.Length; at++)
        {
            if (utf8[at] == '\n')
                l++;
        }

        return (int)Math.Min(at + column, utf8.Length);
    }

    // The parser's messages end with a path and position of its own; ours is told by the caller.
    private static string Shorten(string message)
    {
        int cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string text = (cut < 0 ? message : message.Substring(0, cut)).TrimEnd('.', ' ');
        int path = text.IndexOf(". Path:", StringComparison.Ordinal);
        return path < 0 ? text : text.Substring(0, path);
    }
}
