using DssTyped.Flow.Schemas;
using DssTyped.Local.Store;

namespace DssTyped.Local.Text;

/// <summary>Writes cells that come as text into typed columns. A text that is no value of its column's type becomes an empty cell, as DSS does it, and is told.</summary>
internal sealed class CellWriter(PartWriter writer, IReadOnlyList<SchemaColumn> columns)
{
    private readonly StorageType[] _types = [.. columns.Select(column => column.Type)];

    /// <summary>Sets a cell of the current row.</summary>
    /// <returns>False if the text is no value of the column's type: the cell is empty then.</returns>
    public bool Set(int column, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return true;

        switch (_types[column])
        {
            case StorageType.TinyInt:
                if (!CellParser.TryInteger(text, sbyte.MinValue, sbyte.MaxValue, out long tiny))
                    return false;
                writer.Set(column, (sbyte)tiny);
                return true;
            case StorageType.SmallInt:
                if (!CellParser.TryInteger(text, short.MinValue, short.MaxValue, out long small))
                    return false;
                writer.Set(column, (short)small);
                return true;
            case StorageType.Int:
                if (!CellParser.TryInteger(text, int.MinValue, int.MaxValue, out long integer))
                    return false;
                writer.Set(column, (int)integer);
                return true;
            case StorageType.BigInt:
                if (!CellParser.TryInteger(text, long.MinValue, long.MaxValue, out long big))
                    return false;
                writer.Set(column, big);
                return true;
            case StorageType.Float:
                if (!CellParser.TryDouble(text, out double single))
                    return false;
                writer.Set(column, (float)single);
                return true;
            case StorageType.Double:
                if (!CellParser.TryDouble(text, out double number))
                    return false;
                writer.Set(column, number);
                return true;
            case StorageType.Boolean:
                if (!CellParser.TryBoolean(text, out bool boolean))
                    return false;
                writer.Set(column, boolean);
                return true;
            case StorageType.Date:
                if (!CellParser.TryInstant(text, out long instant))
                    return false;
                writer.Set(column, instant);
                return true;
            case StorageType.DateOnly:
                if (!CellParser.TryDay(text, out int day))
                    return false;
                writer.Set(column, day);
                return true;
            case StorageType.DateTimeNoTz:
                if (!CellParser.TryDateTimeNoTz(text, out long moment))
                    return false;
                writer.Set(column, moment);
                return true;
            default:
                writer.Set(column, text.AsSpan());
                return true;
        }
    }
}
