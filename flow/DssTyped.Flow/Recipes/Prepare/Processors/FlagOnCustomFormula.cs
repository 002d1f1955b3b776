using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Flags rows by a formula.</summary>
internal sealed record FlagOnCustomFormula(string Expression, JsonSpan ExpressionSpan, RowAction Action) : Processor
{
    public static FlagOnCustomFormula Read(JsonValue settings) => new(
        settings.FindText("expression") ?? "", (settings.Find("expression")?.Span).GetValueOrDefault(), RowAction.Read(settings));

    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> read = columns.ReadBy(columns.Parse(Expression, ExpressionSpan));
        columns.Put(Action.FlagColumn, StorageType.BigInt, read, columns.RightMost(read));
    }
}
