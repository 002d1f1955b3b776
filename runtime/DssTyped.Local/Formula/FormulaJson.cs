using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DssTyped.Local.Formula;

/// <summary>JSON texts in formulas and prepare steps.</summary>
internal static class FormulaJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>The value of a JSON text; null if it is none. <paramref name="decimals"/> makes every number a decimal, as in project variables.</summary>
    public static FormulaValue? Parse(string text, bool decimals = false)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
            return null;

        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return Of(document.RootElement, decimals);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            // Not JSON, or half a surrogate pair: the caller decides what that means.
            return null;
        }
    }

    /// <summary>The value of a JSON element.</summary>
    public static FormulaValue Of(JsonElement element, bool decimals = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return !decimals && element.TryGetInt64(out long whole) ? (FormulaValue)whole : element.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return element.ValueKind == JsonValueKind.True;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(item => Of(item, decimals)).ToList();
            case JsonValueKind.Object:
                var fields = new FormulaObject();
                foreach (JsonProperty property in element.EnumerateObject())
                    fields.Set(property.Name, Of(property.Value, decimals));
                return fields;
            default:
                return FormulaValue.Null;
        }
    }

    /// <summary>The compact JSON of a value.</summary>
    public static string Write(FormulaValue value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    /// <summary>A text in JSON quotes.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        Quote(value, text);
        return text.ToString();
    }

    private static void Write(FormulaValue value, StringBuilder text)
    {
        switch (value.Kind)
        {
            case FormulaKind.Null or FormulaKind.Error:
                text.Append("null");
                break;
            case FormulaKind.Integer or FormulaKind.Boolean:
                text.Append(value.ToText());
                break;
            case FormulaKind.Decimal:
                // JSON has no NaN; a whole decimal keeps its point.
                text.Append(double.IsFinite(value.Number) ? value.ToText() : "null");
                break;
            case FormulaKind.Array:
                text.Append('[');
                for (int i = 0; i < value.Array.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Write(value.Array[i], text);
                }

                text.Append(']');
                break;
            case FormulaKind.Object:
                text.Append('{');
                for (int i = 0; i < value.Object.Fields.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Quote(value.Object.Fields[i].Key, text);
                    text.Append(':');
                    Write(value.Object.Fields[i].Value, text);
                }

                text.Append('}');
                break;
            default:
                Quote(value.ToText(), text);
                break;
        }
    }

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                default:
                    if (c < ' ')
                        text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    else
                        text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
