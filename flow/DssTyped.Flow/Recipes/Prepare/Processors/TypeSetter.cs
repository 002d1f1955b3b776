using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Sets the meaning of a column; its values stay.</summary>
internal sealed record TypeSetter(string Column, string Meaning) : FilterProcessor
{
    public static TypeSetter Read(JsonValue settings) => new(settings.FindText("column") ?? "", settings.FindText("type") ?? "");
}
