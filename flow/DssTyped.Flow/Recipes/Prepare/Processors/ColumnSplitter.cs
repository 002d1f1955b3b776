using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts texts at a separator into columns or an array.</summary>
internal sealed record ColumnSplitter(string Input, string Separator, string Prefix, bool IsLimited, int Limit, bool FromEnd, bool ToArray, bool KeepEmpty) : Processor
{
    public static ColumnSplitter Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "",
        settings.FindText("separator") ?? "",
        settings.FindText("outColPrefix") ?? "",
        settings.FindFlag("limitOutput"),
        settings.FindInt32("limit") ?? 0,
        settings.FindText("startFrom") == "end",
        settings.FindText("target") is "JSON" or "ARRAY",
        settings.FindFlag("keepEmptyChunks"));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        if (ToArray)
        {
            columns.Put(Prefix, StorageType.Unknown, [input], input);
            return;
        }

        int count = Limit;
        if (!IsLimited)
        {
            columns.Open($"how many columns '{Prefix}0', '{Prefix}1' ... there are depends on the texts in '{Input}'");
            count = Matches.LikelyCount(columns.LikelyNames, Prefix);
        }

        PrepareColumn after = input;
        for (int i = 0; i < count && !columns.IsOverfull; i++)
            after = columns.Put(Matches.Numbered(Prefix, i), StorageType.Unknown, [input], after);
    }
}
