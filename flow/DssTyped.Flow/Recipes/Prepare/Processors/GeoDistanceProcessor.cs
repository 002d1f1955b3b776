using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>The distance between two points.</summary>
internal sealed record GeoDistanceProcessor(string Input, string CompareTo, string Other, string ReferencePoint, string Output, string Unit) : Processor
{
    public static GeoDistanceProcessor Read(JsonValue settings) => new(
        settings.FindText("input1") ?? "", settings.FindText("compareTo") ?? "COLUMN", settings.FindText("input2") ?? "",
        settings.FindText("refGeopoint") ?? "", settings.FindText("output") ?? "", settings.FindText("outputUnit") ?? "KILOMETERS");

    public override void Apply(PrepareColumns columns)
    {
        PrepareColumn[] inputs = [.. new[] { columns.Need(Input), CompareTo == "COLUMN" ? columns.Need(Other) : null }.OfType<PrepareColumn>()];
        columns.Put(Output, StorageType.Double, inputs, inputs.LastOrDefault());
    }
}
