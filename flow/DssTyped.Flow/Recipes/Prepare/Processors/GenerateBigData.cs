using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Repeats every row.</summary>
internal sealed record GenerateBigData(int Factor) : FilterProcessor
{
    public static GenerateBigData Read(JsonValue settings) => new(settings.FindInt32("expansionFactor") ?? 1);
}
