using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a point from latitude and longitude.</summary>
internal sealed record GeoPointCreator(string Latitude, string Longitude, string Output) : Processor
{
    public static GeoPointCreator Read(JsonValue settings) => new(settings.FindText("lat_column") ?? "", settings.FindText("lon_column") ?? "", settings.FindText("out_column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        PrepareColumn[] inputs = [.. new[] { columns.Need(Latitude), columns.Need(Longitude) }.OfType<PrepareColumn>()];
        columns.Put(Output, StorageType.Unknown, inputs, after: null);
    }
}
