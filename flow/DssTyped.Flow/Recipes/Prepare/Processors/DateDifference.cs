using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>The time between two instants.</summary>
internal sealed record DateDifference(string Input, string CompareTo, string Other, string ReferenceDate, string Output, string Unit, bool Reverse, bool LeavesOutDays) : Processor
{
    public static DateDifference Read(JsonValue settings) => new(
        settings.FindText("input1") ?? "",
        settings.FindText("compareTo") ?? "NOW",
        settings.FindText("input2") ?? "",
        settings.FindText("refDate") ?? "",
        settings.FindText("output") ?? "",
        settings.FindText("outputUnit") ?? "DAYS",
        settings.FindFlag("reverse"),
        settings.FindFlag("excludeWeekends") || settings.FindFlag("excludeHolidays"));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn[] inputs = CompareTo == "COLUMN" && columns.Need(Other) is { } other ? [input, other] : [input];
        columns.Put(Output, StorageType.BigInt, inputs, input);
    }
}
