using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes;

/// <summary>A column that a visual recipe computes before (or, in joins, after) its own work.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The storage type the user gave it.</param>
/// <param name="IsSql">Whether the expression is SQL of the dataset's database rather than a DSS formula.</param>
/// <param name="Expression">The formula or SQL.</param>
/// <param name="ExpressionSpan">Where the expression stands in the snapshot.</param>
public sealed record ComputedColumn(string Name, StorageType Type, bool IsSql, string Expression, JsonSpan ExpressionSpan)
{
    internal static EquatableArray<ComputedColumn> ReadAll(JsonValue owner) =>
        owner.FindItems("computedColumns")
            .Where(item => item.FindText("name") is { Length: > 0 })
            .Select(item => new ComputedColumn(
                item.FindText("name")!,
                StorageTypes.Parse(item.Text("type", "string")),
                item.FindText("mode") == "SQL",
                item.Text("expr"),
                item.Find("expr")?.Span ?? default))
            .ToEquatableArray();
}
