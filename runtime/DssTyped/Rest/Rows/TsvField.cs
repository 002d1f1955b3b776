using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>One field of the rows of a batch, one row after the other, as it was sent.</summary>
/// <param name="text">The text of the batch.</param>
/// <param name="separators">Of the first row, the place of the separator before the field, and behind it that of the one after it.</param>
/// <param name="fields">How many fields a row has.</param>
/// <param name="isLast">Whether a line ends behind the field.</param>
internal ref struct TsvField(ref byte text, ref int separators, int fields, bool isLast)
{
    private readonly ref byte _text = ref text;
    private readonly int _fields = fields;
    private readonly bool _isLast = isLast;
    private ref int _before = ref separators;

    /// <summary>The field of the current row; there must be one.</summary>
    public readonly CellText Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int start = _before + 1, end = Unsafe.Add(ref _before, 1);
            // Lines may end in CR LF; a value that ends in CR is quoted.
            if (_isLast && end > start && Unsafe.Add(ref _text, end - 1) == '\r')
                end--;
            return new CellText(ref Unsafe.Add(ref _text, start), end - start);
        }
    }

    /// <summary>Goes on to the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance() => _before = ref Unsafe.Add(ref _before, _fields);
}
