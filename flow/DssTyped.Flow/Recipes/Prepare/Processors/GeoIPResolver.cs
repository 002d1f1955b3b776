using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Finds the place of IP addresses.</summary>
internal sealed record GeoIPResolver(string Input, string Prefix, IReadOnlyList<(string Name, StorageType Type)> Outputs) : Processor
{
    // Recent versions of DSS write the point first, older ones last. Points and codes of digits have types that the version and the data decide.
    private static readonly (string Setting, string Output, StorageType Type)[] Parts =
    [
        ("extract_geopoint", "geopoint", StorageType.Unknown),
        ("extract_country", "country", StorageType.String), ("extract_countrycode", "country_code", StorageType.String), ("extract_countrycode3", "country_code3", StorageType.String),
        ("extract_continentcode", "continent_code", StorageType.String), ("extract_region", "region", StorageType.Unknown), ("extract_city", "city", StorageType.String),
        ("extract_postalcode", "postal_code", StorageType.Unknown), ("extract_timezone", "timezone", StorageType.String),
        ("extract_latlng", "latitude", StorageType.Double), ("extract_latlng", "longitude", StorageType.Double),
    ];

    public static GeoIPResolver Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindText("outColPrefix") ?? "", [.. Parts.Where(part => settings.FindFlag(part.Setting)).Select(part => (part.Output, part.Type))]);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        if (Outputs.Count > 1)
            columns.OrderUnsure("the order of the columns that geo-location adds depends on the version of DSS");

        PrepareColumn after = input;
        foreach ((string name, StorageType type) in InOrder([.. Outputs.Select(output => (Prefix + output.Name, output.Type))], columns.StoredNames.ToList()))
            after = columns.Put(name, type, [input], after);
    }

    // The version that built the output shows in what it stored.
    private static IEnumerable<(string Name, StorageType Type)> InOrder((string Name, StorageType Type)[] outputs, List<string> stored) =>
        outputs.All(output => stored.Contains(output.Name)) ? outputs.OrderBy(output => stored.IndexOf(output.Name)) : outputs;
}
