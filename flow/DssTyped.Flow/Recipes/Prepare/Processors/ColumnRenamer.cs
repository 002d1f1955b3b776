using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Renames columns, one after the other.</summary>
internal sealed record ColumnRenamer(IReadOnlyList<(string From, string To)> Renamings) : Processor
{
    public static ColumnRenamer Read(JsonValue settings) => new(
        settings.Find("renamings") is { IsArray: true } list
            ? [.. list.Items.Select(item => (item.FindText("from") ?? "", item.FindText("to") ?? ""))]
            : [(settings.FindText("inCol") ?? "", settings.FindText("outCol") ?? "")]);

    // A name that is not there is skipped without a word: renamings are often kept for columns that come and go.
    public override void Apply(PrepareColumns columns)
    {
        foreach ((string from, string to) in Renamings)
        {
            if (to.Length > 0 && columns.Find(from) is { } column)
                columns.Rename(column, to);
        }
    }
}
