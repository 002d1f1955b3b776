using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DssTyped.Tests.Oracle;

/// <summary>Computed columns, one row at a time.</summary>
internal static class NaiveComputed
{
    public static NaiveRows Apply(NaiveRows rows, JsonNode? computed)
    {
        foreach (JsonNode? column in computed is JsonArray columns ? columns : [])
        {
            (string name, string type, string formula) = ((string)column!["name"]!, (string)column["type"]!, (string)column["expr"]!);
            rows = new NaiveRows([.. rows.Columns, (name, type)], [.. rows.Rows.Select(row => (object?[])[.. row, Stored(NaiveValues.ToCell(NaiveFormula.Evaluate(formula, rows.CellsOf(row))), type)])]);
        }

        return rows;
    }

    // What does not fit the column's type is empty.
    private static object? Stored(string? cell, string type) => cell is null ? null : type switch
    {
        "string" => cell,
        "boolean" => cell.ToLowerInvariant() switch { "true" => true, "false" => false, _ => null },
        "bigint" => Regex.IsMatch(cell, @"^[+-]?[0-9]+(\.0*)?\z") && long.TryParse(cell.Split('.')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole : null,
        "double" => NaiveRows.Converted(cell, "string", type),
        _ => NaiveValues.Date(cell),
    };
}
