using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>One field of all rows of a batch, as it was sent.</summary>
/// <param name="text">The text of the batch.</param>
/// <param name="separators">Of the first row, the place of the separator before the field, and behind it that of the one after it.</param>
/// <param name="fields">How many fields a row has.</param>
/// <param name="isLast">Whether a line ends behind the field.</param>
internal readonly ref struct TsvField(ref byte text, ref int separators, int fields, bool isLast)
{
    private readonly ref byte _text = ref text;
    private readonly ref int _separators = ref separators;
    private readonly int _fields = fields;
    private readonly bool _isLast = isLast;

    /// <summary>The field of a row of the batch.</summary>
    public CellText this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref int before = ref Unsafe.Add(ref _separators, row * _fields);
            int start = before + 1, end = Unsafe.Add(ref before, 1);
            // Lines may end in CR LF; a value that ends in CR is quoted.
            if (_isLast && end > start && Unsafe.Add(ref _text, end - 1) == '\r')
                end--;
            return new CellText(ref Unsafe.Add(ref _text, start), end - start);
        }
    }
}
