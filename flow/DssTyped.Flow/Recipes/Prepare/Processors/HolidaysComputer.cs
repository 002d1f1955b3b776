using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Flags weekends and holidays.</summary>
internal sealed record HolidaysComputer(string Input, IReadOnlyList<(string Name, StorageType Type)> Outputs) : Processor
{
    private static readonly (string Setting, string Output, StorageType Type)[] Parts =
    [
        ("flagWeekends", "weekend", StorageType.Boolean), ("flagBankHolidays", "bank", StorageType.Boolean), ("flagSchoolHolidays", "school", StorageType.Boolean),
        ("extractReasons", "reasons", StorageType.Unknown), ("extractZones", "zones", StorageType.Unknown),
    ];

    public static HolidaysComputer Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", [.. Parts.Where(part => settings.FindFlag(part.Setting)).Select(part => ((settings.FindText("outColPrefix") ?? "") + part.Output, part.Type))]);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn after = input;
        foreach ((string name, StorageType type) in Outputs)
            after = columns.Put(name, type, [input], after);
    }
}
