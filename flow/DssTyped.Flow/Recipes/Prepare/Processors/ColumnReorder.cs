using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Moves columns to the start, the end, or beside another.</summary>
internal sealed record ColumnReorder(ColumnScope Scope, string Action, string Reference) : Processor
{
    public static ColumnReorder Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("reorderAction") ?? "AT_START", settings.FindText("referenceColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> moved = Scope.In(columns);
        if (Action is "AT_START" or "AT_END")
        {
            columns.Move(moved, others => Action == "AT_START" ? 0 : others.Count);
            return;
        }

        PrepareColumn? reference = columns.Need(Reference);
        if (reference is not null && !moved.Contains(reference))
            columns.Move(moved, others => others.ToList().IndexOf(reference) + (Action == "AFTER_COLUMN" ? 1 : 0));
    }
}
