namespace DssTyped.Flow.Json;

/// <summary>Where a value stands in its UTF-8 text: byte offsets, end exclusive. The default value means "nowhere" (the value was made, not read).</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset after the last byte.</param>
public readonly record struct JsonSpan(int Start, int End)
{
    /// <summary>Whether the value was read from a text.</summary>
    public bool IsKnown => End > Start;
}
