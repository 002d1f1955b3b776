using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>What a filter step does with the rows or cells that meet its test.</summary>
internal sealed record RowAction(RowActionKind Kind, bool AllColumns, string FlagColumn)
{
    public static RowAction Read(JsonValue settings) => new(
        settings.FindText("action") switch
        {
            "KEEP_ROW" => RowActionKind.KeepRow,
            "CLEAR_CELL" => RowActionKind.ClearCell,
            "DONTCLEAR_CELL" => RowActionKind.ClearOtherCells,
            _ => RowActionKind.RemoveRow,
        },
        settings.FindText("booleanMode") != "OR",
        settings.FindText("flagColumn") ?? "");
}

/// <summary>The kinds of actions.</summary>
internal enum RowActionKind
{
    RemoveRow,
    KeepRow,
    ClearCell,
    ClearOtherCells,
}

/// <summary>A step that writes 1 to a column where a test holds.</summary>
internal abstract record FlagProcessor(ColumnScope Scope, RowAction Action) : Processor
{
    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> inputs = Scope.In(columns);
        columns.Put(Action.FlagColumn, StorageType.BigInt, inputs, columns.RightMost(inputs));
    }
}
