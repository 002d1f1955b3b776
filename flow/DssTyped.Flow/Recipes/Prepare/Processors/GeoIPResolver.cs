using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Finds the place of IP addresses.</summary>
internal sealed record GeoIPResolver(string Input, string Prefix, IReadOnlyList<string> Outputs) : Processor
{
    // Recent versions of DSS write the point first, older ones last.
    private static readonly (string Setting, string Output)[] Parts =
    [
        ("extract_geopoint", "geopoint"),
        ("extract_country", "country"), ("extract_countrycode", "country_code"), ("extract_countrycode3", "country_code3"), ("extract_continentcode", "continent_code"), ("extract_region", "region"),
        ("extract_city", "city"), ("extract_postalcode", "postal_code"), ("extract_timezone", "timezone"), ("extract_latlng", "latitude"), ("extract_latlng", "longitude"),
    ];

    public static GeoIPResolver Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindText("outColPrefix") ?? "", [.. Parts.Where(part => settings.FindFlag(part.Setting)).Select(part => part.Output)]);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        if (Outputs.Count > 1)
            columns.OrderUnsure("the order of the columns that geo-location adds depends on the version of DSS");

        PrepareColumn after = input;
        foreach (string name in InOrder([.. Outputs.Select(output => Prefix + output)], columns.StoredNames.ToList()))
            after = columns.Put(name, StorageType.String, [input], after);
    }

    // The version that built the output shows in what it stored.
    private static IEnumerable<string> InOrder(string[] names, List<string> stored) => names.All(stored.Contains) ? names.OrderBy(stored.IndexOf) : names;
}
