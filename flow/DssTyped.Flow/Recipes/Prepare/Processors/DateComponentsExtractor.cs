using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts instants into year, month, day ...</summary>
internal sealed record DateComponentsExtractor(string Input, string Zone, IReadOnlyList<(string Part, string Output)> Outputs) : Processor
{
    // In the order DSS writes them.
    private static readonly (string Part, string Setting)[] Parts =
    [
        ("year", "outYearColumn"), ("month", "outMonthColumn"), ("day", "outDayColumn"), ("dayOfWeek", "outDayOfWeekColumn"), ("weekOfYear", "outWeekOfYearColumn"),
        ("weekYear", "outWeekYearColumn"), ("hour", "outHourColumn"), ("minutes", "outMinuteColumn"), ("seconds", "outSecondColumn"), ("milliseconds", "outMSColumn"),
        ("epoch", "outTimestampColumn"),
    ];

    public static DateComponentsExtractor Read(JsonValue settings) => new(
        settings.FindText("column") ?? "",
        settings.FindText("timezone_id") ?? "UTC",
        [.. Parts.Select(part => (part.Part, settings.FindText(part.Setting) ?? "")).Where(part => part.Item2.Length > 0)]);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn after = input;
        foreach ((_, string output) in Outputs)
            after = columns.Put(output, StorageType.BigInt, [input], after);
    }
}
