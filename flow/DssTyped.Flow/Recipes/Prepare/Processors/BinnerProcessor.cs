using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Puts numbers into bins.</summary>
internal sealed record BinnerProcessor(
    string Input, string Output, bool IsCustom, double Width, double? Least, double? Most, IReadOnlyList<(double? From, double? To, string Name)> Bins) : Processor
{
    public static BinnerProcessor Read(JsonValue settings) => new(
        settings.FindText("input") ?? "", settings.FindText("output") ?? "", settings.FindText("mode") == "CUSTOM", settings.FindDouble("width") ?? 1,
        settings.FindFlag("useMin") ? settings.FindDouble("min") : null, settings.FindFlag("useMax") ? settings.FindDouble("max") : null,
        [.. settings.FindItems("bins").Select(bin => (bin.FindDouble("inf"), bin.FindDouble("sup"), bin.FindText("name") ?? ""))]);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output);
    }
}
