using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Takes latitude and longitude out of a point.</summary>
internal sealed record GeoPointExtractor(string Input, string Latitude, string Longitude) : Processor
{
    public static GeoPointExtractor Read(JsonValue settings) => new(settings.FindText("column") ?? "", settings.FindText("lat_col") ?? "", settings.FindText("lon_col") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn latitude = Latitude.Length > 0 ? columns.Put(Latitude, StorageType.Double, [input], input) : input;
        if (Longitude.Length > 0)
            columns.Put(Longitude, StorageType.Double, [input], latitude);
    }
}
