using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Replaces every value that is not in a list.</summary>
internal sealed record LongTailGrouper(string Input, IReadOnlyList<string> Kept, string Replacement) : Processor
{
    public static LongTailGrouper Read(JsonValue settings) => new(settings.FindText("column") ?? "", [.. settings.FindItems("toKeep").Select(value => value.Text)], settings.FindText("replace") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.Change(input, PrepareTypes.WithValues(input.Type, [Replacement]));
    }
}
