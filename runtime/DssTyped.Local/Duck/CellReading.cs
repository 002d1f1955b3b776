using System.Text;

namespace DssTyped.Local.Duck;

/// <summary>Reads the cells of columns by position. A cell that is empty has no value to read.</summary>
internal static class CellReading
{
    public static bool IsNull(this CellVector[] columns, int column, int row) => columns[column].IsNull(row);

    /// <summary>A whole number of any size; booleans are 0 and 1.</summary>
    public static long Int64(this CellVector[] columns, int column, int row) => columns[column].Kind switch
    {
        CellKind.Int64 or CellKind.Instant or CellKind.DateTime => columns[column].At<long>(row),
        CellKind.Int32 or CellKind.Day => columns[column].At<int>(row),
        CellKind.Int16 => columns[column].At<short>(row),
        CellKind.Int8 => columns[column].At<sbyte>(row),
        CellKind.Boolean => columns[column].At<byte>(row),
        _ => throw WrongType(columns, column, "whole number"),
    };

    public static double Double(this CellVector[] columns, int column, int row) => columns[column].Kind switch
    {
        CellKind.Double => columns[column].At<double>(row),
        CellKind.Single => columns[column].At<float>(row),
        _ => throw WrongType(columns, column, "number with decimals"),
    };

    public static float Single(this CellVector[] columns, int column, int row) =>
        columns[column].Kind == CellKind.Single ? columns[column].At<float>(row) : throw WrongType(columns, column, "number with 32 bits");

    public static bool Boolean(this CellVector[] columns, int column, int row) =>
        columns[column].Kind == CellKind.Boolean ? columns[column].At<bool>(row) : throw WrongType(columns, column, "boolean");

    /// <summary>Days since 1970-01-01.</summary>
    public static int Day(this CellVector[] columns, int column, int row) =>
        columns[column].Kind == CellKind.Day ? columns[column].At<int>(row) : throw WrongType(columns, column, "day");

    /// <summary>Microseconds since 1970-01-01.</summary>
    public static long Microseconds(this CellVector[] columns, int column, int row) =>
        columns[column].Kind is CellKind.Instant or CellKind.DateTime ? columns[column].At<long>(row) : throw WrongType(columns, column, "date and time");

    /// <summary>A text's UTF-8 bytes, valid as long as the rows are in memory.</summary>
    public static ReadOnlySpan<byte> Utf8(this CellVector[] columns, int column, int row) =>
        columns[column].Kind == CellKind.Text ? columns[column].Utf8(row) : throw WrongType(columns, column, "text");

    public static string Text(this CellVector[] columns, int column, int row) => Encoding.UTF8.GetString(columns.Utf8(column, row));

    private static InvalidCastException WrongType(CellVector[] columns, int column, string wanted) =>
        new($"The column at position {column} is no {wanted}: it is stored as {columns[column].Kind}.");
}
