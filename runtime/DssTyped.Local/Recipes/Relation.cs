using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes;

/// <summary>An input dataset as a translator sees it: something to select from, whose rows come in the dataset's order.</summary>
/// <param name="Role">The role in the recipe.</param>
/// <param name="Ref">The reference in the recipe.</param>
/// <param name="Sql">What to write after FROM.</param>
/// <param name="Schema">The stored schema; columns have the DuckDB types of <see cref="DuckDbTypes"/>.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="PhysicalNames">Physical column names, by position: DuckDB does not tell names apart that differ only by case.</param>
internal sealed record Relation(string Role, string Ref, string Sql, Schema Schema, long Rows, IReadOnlyList<string> PhysicalNames)
{
    /// <summary>A column as an expression, optionally of a table alias.</summary>
    public string Column(string name, string? alias = null)
    {
        string quoted = SqlText.Name(PhysicalNames[Schema.IndexOf(name)]);
        return alias is null ? quoted : $"{alias}.{quoted}";
    }
}
