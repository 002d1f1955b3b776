using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a column of each label and one row of each run of an index.</summary>
internal sealed record Pivot(string Index, string Labels, string Values, string OtherColumns) : Processor
{
    public static Pivot Read(JsonValue settings) => new(
        settings.FindText("indexColumn") ?? "", settings.FindText("labelsColumn") ?? "", settings.FindText("valuesColumn") ?? "", settings.FindText("otherColumnsAction") ?? "KEEP_IF_CONSTANT");

    public override void Apply(PrepareColumns columns) => columns.Open($"the values of '{Labels}' become columns");
}
