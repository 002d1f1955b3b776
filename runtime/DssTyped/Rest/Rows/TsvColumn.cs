using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DssTyped.Rest.Rows;

/// <summary>
/// Makes values of a column's cells for a whole batch of rows at once, in place of one by one as they are asked for: one tight loop
/// does it in half the time. Only a column that is read row after row is worth it.
/// </summary>
internal abstract class TsvColumn
{
    private const int RowsInTurn = 8;

    private int _row = -1;
    private int _inTurn;
    private bool _wasWorthIt;

    /// <summary>For a column of a DSS storage type; null for types whose cells are always read one by one.</summary>
    public static TsvColumn? Of(string storageType, int field) => storageType switch
    {
        "tinyint" => new TsvColumn<sbyte, WholeCell<sbyte>>(field, CellKind.Int8),
        "smallint" => new TsvColumn<short, WholeCell<short>>(field, CellKind.Int16),
        "int" => new TsvColumn<int, WholeCell<int>>(field, CellKind.Int32),
        "bigint" => new TsvColumn<long, WholeCell<long>>(field, CellKind.Int64),
        "double" => new TsvColumn<double, NumberCell>(field, CellKind.Double),
        "boolean" => new TsvColumn<bool, BooleanCell>(field, CellKind.Boolean),
        "date" => new TsvColumn<long, InstantCell>(field, CellKind.Instant),
        _ => null,
    };

    /// <summary>To be called when there is a new batch.</summary>
    public void StartBatch() => (_row, _inTurn) = (-1, 0);

    /// <summary>Takes note that the cell of a row is asked for, and makes values of this and all later rows once that pays.</summary>
    /// <returns>False if it does not pay yet, or if there is a cell among them that has to be read by itself.</returns>
    public bool TryDecode(TsvReader rows, int row, out CellVector cells)
    {
        cells = default;
        if (row == _row)
            return false;
        _inTurn = row == _row + 1 ? _inTurn + 1 : 1;
        _row = row;
        if (_inTurn != RowsInTurn && !(_wasWorthIt && row == 0))
            return false;
        _wasWorthIt = TryDecodeFrom(rows, row, out cells);
        return _wasWorthIt;
    }

    private protected abstract bool TryDecodeFrom(TsvReader rows, int first, out CellVector cells);
}

/// <summary>The cells of a column as values of one type.</summary>
/// <typeparam name="TValue">A value as it lies in a <see cref="CellVector"/>.</typeparam>
/// <typeparam name="TReader">Reads one; a struct, so that the loop has no calls.</typeparam>
internal sealed unsafe class TsvColumn<TValue, TReader>(int field, CellKind kind) : TsvColumn
    where TValue : unmanaged
    where TReader : struct, ICellReader<TValue>
{
    // Pinned, since vectors point to them.
    private TValue[] _values = [];
    private ulong[] _validity = [];

    // As fast as it gets from the first call on: most programs read one dataset and end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override bool TryDecodeFrom(TsvReader rows, int first, out CellVector cells)
    {
        cells = default;
        int count = rows.Rows;
        if (_values.Length < count)
        {
            int room = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 64));
            _values = GC.AllocateUninitializedArray<TValue>(room, pinned: true);
            _validity = GC.AllocateUninitializedArray<ulong>(room / 64, pinned: true);
        }

        TsvField texts = rows.Field(first, field);
        ref TValue values = ref MemoryMarshal.GetArrayDataReference(_values);
        for (int row = first; row < count;)
        {
            ulong filled = 0;
            int word = row >> 6;
            for (int end = Math.Min(count, (word + 1) << 6); row < end; row++, texts.Advance())
            {
                CellText text = texts.Current;
                if (text.IsEmpty)
                    continue;
                if (text.First == '"' || !TReader.TryRead(text, out TValue value))
                    return false;
                Unsafe.Add(ref values, row) = value;
                filled |= 1UL << row;
            }

            _validity[word] = filled;
        }

        cells = new CellVector(kind, (byte*)Unsafe.AsPointer(ref _values[0]), (ulong*)Unsafe.AsPointer(ref _validity[0]));
        return true;
    }
}
