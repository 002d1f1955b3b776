using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>A kind of step.</summary>
/// <param name="DssType">The type as DSS spells it.</param>
/// <param name="Title">The name DSS's user interface shows.</param>
/// <param name="Read">Reads the settings; missing parts get DSS's defaults, nothing throws.</param>
internal sealed record ProcessorKind(string DssType, string Title, Func<JsonValue, Processor> Read);
