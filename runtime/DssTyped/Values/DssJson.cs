using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DssTyped;

/// <summary>A cell of type <c>array</c>, <c>map</c> or <c>object</c>: JSON text, parsed only when asked for.</summary>
/// <param name="Text">The JSON text, as DSS stores it.</param>
public readonly record struct DssJson(string Text)
{
    /// <summary>Parses the value.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public JsonElement Parse()
    {
        using JsonDocument document = JsonDocument.Parse(Text);
        return document.RootElement.Clone();
    }

    /// <summary>Reads the value as a type of yours.</summary>
    /// <exception cref="JsonException">The text is no JSON of that type.</exception>
    public T? As<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Text, type);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
