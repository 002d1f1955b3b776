using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Keeps or removes columns.</summary>
internal sealed record ColumnsSelector(ColumnScope Scope, bool Keep) : Processor
{
    public static ColumnsSelector Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindFlag("keep"));

    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> chosen = Scope.In(columns, report: false);
        foreach (PrepareColumn column in columns.All.Where(column => chosen.Contains(column) != Keep).ToList())
            columns.Remove(column);
    }
}
