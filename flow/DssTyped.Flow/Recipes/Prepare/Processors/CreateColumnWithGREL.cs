using DssTyped.Flow.Formula;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Computes a column with a formula. A new column stands after the right-most column that the formula names.</summary>
internal sealed record CreateColumnWithGREL(string Column, string Expression, JsonSpan ExpressionSpan, string ErrorColumn) : Processor
{
    public static CreateColumnWithGREL Read(JsonValue settings) => new(
        settings.FindText("column") ?? "",
        settings.FindText("expression") ?? "",
        (settings.Find("expression")?.Span).GetValueOrDefault(),
        settings.FindText("errorColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        Formula.Formula formula = columns.Parse(Expression, ExpressionSpan);
        FormulaColumns named = FormulaColumns.Of(formula);
        IReadOnlyList<PrepareColumn> read = columns.ReadBy(formula);
        if (named.HasComputed && columns.Find(Column) is null)
            columns.OrderUnsure($"the formula of '{Column}' computes names of columns, so its place among the columns is not certain");

        PrepareColumn output = columns.Put(Column, columns.TypeOf(formula), read, columns.RightMost(read));
        if (ErrorColumn.Length > 0)
            columns.Put(ErrorColumn, StorageType.String, read, output);
    }
}
