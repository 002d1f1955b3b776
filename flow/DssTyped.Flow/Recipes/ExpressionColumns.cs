using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes;

/// <summary>Finds the columns that a computed column's expression uses.</summary>
internal static class ExpressionColumns
{
    public static EquatableArray<ColumnOrigin> OriginsOf(ComputedColumn column, ColumnSet columns, InferenceContext context)
    {
        IEnumerable<DerivedColumn> sources = SqlWords.Of(column.Expression).Select(columns.Find).Where(found => found is not null).Select(found => found!);
        return DerivedColumns.From(column.Name, column.Type, column.IsSql ? "sql" : "formula", [.. sources]).Origins;
    }
}
