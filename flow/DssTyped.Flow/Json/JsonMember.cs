namespace DssTyped.Flow.Json;

/// <summary>One name and value of a JSON object.</summary>
/// <param name="Name">The member's name, unescaped.</param>
/// <param name="Value">The member's value.</param>
/// <param name="NameSpan">Where the name stands in the text.</param>
public readonly record struct JsonMember(string Name, JsonValue Value, JsonSpan NameSpan = default);
