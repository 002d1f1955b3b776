using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Keeps or drops rows, or clears a cell, by a formula.</summary>
internal sealed record FilterOnCustomFormula(string Expression, JsonSpan ExpressionSpan, RowAction Action, string ClearColumn) : Processor
{
    public static FilterOnCustomFormula Read(JsonValue settings) => new(
        settings.FindText("expression") ?? "", (settings.Find("expression")?.Span).GetValueOrDefault(), RowAction.Read(settings), settings.FindText("clearColumn") ?? "");

    public override void Apply(PrepareColumns columns) => columns.Parse(Expression, ExpressionSpan);
}
