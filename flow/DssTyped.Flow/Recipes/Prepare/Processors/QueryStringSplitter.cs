using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a column of each parameter of HTTP query strings.</summary>
internal sealed record QueryStringSplitter(string Input, string Prefix) : Processor
{
    public static QueryStringSplitter Read(JsonValue settings) => new(settings.FindText("column") ?? "", settings.FindText("prefix") ?? settings.FindText("outColPrefix") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not null)
            columns.Open($"the parameters in '{Input}' become columns");
    }
}
