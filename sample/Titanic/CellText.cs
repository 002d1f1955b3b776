using System.Globalization;
using DssTyped;

namespace TitanicSample;

/// <summary>Cells of any type as text, for people.</summary>
internal static class CellText
{
    public static string Of(RowReader row, int column) => row.IsNull(column) ? "" : row.Columns[column].Type switch
    {
        "tinyint" or "smallint" or "int" or "bigint" => row.GetInt64(column).ToString(CultureInfo.InvariantCulture),
        "float" => row.GetSingle(column).ToString("R", CultureInfo.InvariantCulture),
        "double" => row.GetDouble(column).ToString("R", CultureInfo.InvariantCulture),
        "boolean" => row.GetBoolean(column) ? "true" : "false",
        "date" => row.GetInstant(column).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        _ => row.GetString(column),
    };
}
