using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Sets the meaning of a column; its values stay.</summary>
internal sealed record TypeSetter(string Column, string Meaning) : Processor
{
    public static TypeSetter Read(JsonValue settings) => new(settings.FindText("column") ?? "", settings.FindText("type") ?? "");

    // DSS chooses the storage type by the meaning: of a whole number that is said to be a text, either may be stored.
    public override void Apply(PrepareColumns columns)
    {
        if (columns.Find(Column) is { } column)
            column.Type = StorageType.Unknown;
    }
}
