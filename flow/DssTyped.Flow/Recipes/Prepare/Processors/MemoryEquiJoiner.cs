using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Looks up rows of another dataset by a key and copies columns of the first that matches.</summary>
internal sealed record MemoryEquiJoiner(
    string LeftColumn, string RightInput, string RightColumn, IReadOnlyList<string> Copied, string Prefix, bool IsFuzzy, bool Normalizes, JsonSpan RightSpan) : Processor
{
    /// <summary>Whether the words of keys are sorted before they are compared.</summary>
    public bool Sorts { get; init; }

    /// <summary>Whether words are reduced to stems, or stop words left out.</summary>
    public bool Stems { get; init; }

    /// <summary>The greatest distance of two keys in a fuzzy join.</summary>
    public int MaxDistance { get; init; }

    public static MemoryEquiJoiner Read(JsonValue settings) => new(
        settings.FindText("leftCol") ?? "",
        settings.FindText("rightInput") ?? "",
        settings.FindText("rightCol") ?? "",
        [.. settings.FindItems("copyColumns").Select(column => column.Text)],
        settings.FindText("copyPrefix") ?? "",
        settings.FindFlag("fuzzy"),
        settings.FindFlag("normalize"),
        (settings.Find("rightInput")?.Span).GetValueOrDefault())
    {
        Sorts = settings.FindFlag("sortAlphabetically"),
        Stems = settings.FindFlag("stem") || settings.FindFlag("clearStopWords"),
        MaxDistance = settings.FindInt32("maxLevenshtein") ?? 0,
    };

    public override void Apply(PrepareColumns columns)
    {
        PrepareColumn? left = columns.Need(LeftColumn);
        Schema? right = RightInput.Length > 0 ? columns.NeedDataset(RightInput, Copied.Append(RightColumn).Where(name => name.Length > 0).Distinct(), RightSpan) : null;
        foreach (string name in Copied)
        {
            PrepareColumn joined = columns.Put(Prefix + name, right?.Find(name) is { } copied ? PrepareTypes.Of(copied.Type) : StorageType.Unknown, left is null ? [] : [left], after: null);
            joined.Origins = [.. joined.Origins, new ColumnOrigin(RightInput, name, OriginKind.Copied, Type)];
        }
    }
}
