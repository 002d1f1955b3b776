using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Finds the names of places by points.</summary>
internal sealed record CityLevelReverseGeocoder(string Input, IReadOnlyList<string> Outputs) : Processor
{
    private static readonly string[] Settings = ["l8OutCol", "l7OutCol", "l6OutCol", "l5OutCol", "l4OutCol", "l3OutCol", "l2OutCol", "countryOutCol"];

    public static CityLevelReverseGeocoder Read(JsonValue settings) => new(
        settings.FindText("inputCol") ?? "", [.. Settings.Select(settings.FindText).OfType<string>().Where(name => name.Length > 0)]);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn after = input;
        foreach (string output in Outputs)
        {
            after = columns.Put(output, StorageType.String, [input], after);
            after = columns.Put(output + "_enName", StorageType.String, [input], after);
        }
    }
}
