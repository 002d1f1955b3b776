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

    /// <summary>Reads a text. Byte order marks and invalid surrogates are accepted.</summary>
    public static JsonText Read(string text) => Read(WithoutMark(Encoding.UTF8.GetBytes(text)), outerDepth: 0);

    /// <summary>Reads bytes: UTF-8, or UTF-16 with a byte order mark.</summary>
    public static JsonText Read(byte[] bytes)
    {
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
            return Read(Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2));
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
            return Read(Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2));

        return Read(WithoutMark(bytes), outerDepth: 0);
    }

    /// <summary>UTF-8 without a byte order mark: offsets are those of the text, which is how editors count.</summary>
    internal static byte[] WithoutMark(byte[] utf8) =>
        utf8.Length >= 3 && utf8[0] == 0xEF && utf8[1] == 0xBB && utf8[2] == 0xBF ? utf8.AsSpan(3).ToArray() : utf8;

    /// <summary>Reads UTF-8.</summary>
    /// <param name="utf8">The text, without a byte order mark.</param>
    /// <param name="outerDepth">How deep the value stands in the text that it was taken from.</param>
    internal static JsonText Read(byte[] utf8, int outerDepth)
    {
        int maxDepth = MaxDepth - outerDepth;
        var problems = new List<JsonProblem>();
        if (utf8.Length > MaxBytes)
        {
            problems.Add(new JsonProblem(JsonProblemKind.TooLarge, FormattableString.Invariant($"the text has {utf8.Length} bytes, more than the {MaxBytes} allowed"), new JsonSpan(0, 1)));
            return new JsonText(utf8, null, problems);
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = maxDepth });
        try
        {
            reader.Read();
            JsonValue root = new JsonTreeReader(problems).Read(ref reader);
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
            JsonProblemKind kind = depth >= maxDepth ? JsonProblemKind.TooDeep : JsonProblemKind.Malformed;
            string message = kind == JsonProblemKind.TooDeep
                ? FormattableString.Invariant($"arrays and objects are nested deeper than {MaxDepth}")
                : Shorten(exception.Message);
            problems.Add(new JsonProblem(kind, message, new JsonSpan(at, Math.Min(at + 1, Math.Max(utf8.Length, at + 1)))));
            return new JsonText(utf8, null, problems);
        }
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
