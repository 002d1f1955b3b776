namespace DssTyped.Flow.Json;

/// <summary>Why a text could not be read as JSON, or what is doubtful in it.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">What is wrong, in words.</param>
/// <param name="Span">Where.</param>
public sealed record JsonProblem(JsonProblemKind Kind, string Message, JsonSpan Span);

/// <summary>What can be wrong with a JSON text.</summary>
public enum JsonProblemKind
{
    /// <summary>The text breaks JSON's grammar.</summary>
    Malformed,

    /// <summary>Arrays and objects are nested deeper than <see cref="JsonReader.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>The text is larger than <see cref="JsonReader.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>An object has the same name twice; the last one counts.</summary>
    DuplicateName,
}
