using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Reads texts as instants by Java patterns.</summary>
internal sealed record DateParser(ColumnScope Scope, IReadOnlyList<string> Formats, string Output, string Zone, string Language, StorageType Target) : Processor
{
    public static DateParser Read(JsonValue settings) => new(
        ColumnScope.Read(settings),
        [.. settings.FindItems("formats").Select(format => format.Text)],
        settings.FindText("outCol") ?? "",
        settings.FindText("timezone_id") ?? "UTC",
        settings.FindText("lang") ?? "auto",
        StorageTypes.Parse(settings.Find("outType")?.FindText("type") ?? "date"));

    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> inputs = Scope.In(columns);
        foreach (PrepareColumn input in inputs)
            columns.PutOrChange(input, inputs.Count == 1 ? Output : null, Target);
    }
}
