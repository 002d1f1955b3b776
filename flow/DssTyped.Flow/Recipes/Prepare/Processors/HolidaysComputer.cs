using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Flags weekends and holidays.</summary>
internal sealed record HolidaysComputer(string Input, IReadOnlyList<string> Outputs) : Processor
{
    private static readonly (string Setting, string Output)[] Parts =
        [("flagWeekends", "weekend"), ("flagBankHolidays", "bank"), ("flagSchoolHolidays", "school"), ("extractReasons", "reasons"), ("extractZones", "zones")];

    public static HolidaysComputer Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", [.. Parts.Where(part => settings.FindFlag(part.Setting)).Select(part => (settings.FindText("outColPrefix") ?? "") + part.Output)]);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn after = input;
        foreach (string output in Outputs)
            after = columns.Put(output, StorageType.Boolean, [input], after);
    }
}
