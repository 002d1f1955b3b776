using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Looks up rows of another dataset by a key and copies columns of the first that matches.</summary>
internal sealed record MemoryEquiJoiner(
    string LeftColumn, string RightInput, string RightColumn, IReadOnlyList<string> Copied, string Prefix, bool IsFuzzy, bool Normalizes, JsonSpan RightSpan) : Processor
{
    public static MemoryEquiJoiner Read(JsonValue settings) => new(
        settings.FindText("leftCol") ?? "",
        settings.FindText("rightInput") ?? "",
        settings.FindText("rightCol") ?? "",
        [.. settings.FindItems("copyColumns").Select(column => column.Text)],
        settings.FindText("copyPrefix") ?? "",
        settings.FindFlag("fuzzy"),
        settings.FindFlag("normalize") || settings.FindFlag("stem") || settings.FindFlag("clearStopWords") || settings.FindFlag("sortAlphabetically"),
        (settings.Find("rightInput")?.Span).GetValueOrDefault());

    public override void Apply(PrepareColumns columns)
    {
        PrepareColumn? left = columns.Need(LeftColumn);
        Schema? right = RightInput.Length > 0 ? columns.NeedDataset(RightInput, Copied.Append(RightColumn).Where(name => name.Length > 0).Distinct(), RightSpan) : null;
        foreach (string name in Copied)
        {
            PrepareColumn joined = columns.Put(Prefix + name, right?.Find(name)?.Type ?? StorageType.Unknown, left is null ? [] : [left], after: null);
            joined.Origins = [.. joined.Origins, new ColumnOrigin(RightInput, name, OriginKind.Copied, Type)];
        }
    }
}
