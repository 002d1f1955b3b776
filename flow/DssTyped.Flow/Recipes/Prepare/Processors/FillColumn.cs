using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Fills a column with one value.</summary>
internal sealed record FillColumn(string Column, string Value) : Processor
{
    public static FillColumn Read(JsonValue settings) => new(settings.FindText("column") ?? "", settings.FindText("value") ?? "");

    public override void Apply(PrepareColumns columns) => columns.Put(Column, PrepareTypes.OfLiteral(Value) ?? StorageType.Unknown, [], after: null);
}
