using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Local.Text;

namespace DssTyped.Local.Formula;

/// <summary>The kinds of values in a formula.</summary>
internal enum FormulaKind : byte
{
    Null,
    Text,
    Integer,
    Decimal,
    Boolean,
    Date,
    Array,
    Object,
    Pattern,
    Error,
}

/// <summary>A value in a formula. Empty texts and nulls are the same thing to every test, but a text literal "" stays a text.</summary>
internal readonly struct FormulaValue
{
    private readonly object? _reference;
    private readonly long _bits;

    private FormulaValue(FormulaKind kind, object? reference, long bits) => (Kind, _reference, _bits) = (kind, reference, bits);

    public static FormulaValue Null => default;

    public static FormulaValue True { get; } = new(FormulaKind.Boolean, null, 1);

    public static FormulaValue False { get; } = new(FormulaKind.Boolean, null, 0);

    public FormulaKind Kind { get; }

    public bool IsNumber => Kind is FormulaKind.Integer or FormulaKind.Decimal;

    public bool IsError => Kind == FormulaKind.Error;

    /// <summary>Whether it is null or "".</summary>
    public bool IsEmpty => Kind == FormulaKind.Null || (Kind == FormulaKind.Text && Text.Length == 0);

    public string Text => (string)_reference!;

    public long Integer => _bits;

    public double Number => Kind == FormulaKind.Integer ? _bits : BitConverter.Int64BitsToDouble(_bits);

    public bool Boolean => _bits != 0;

    public DateTime Date => new(_bits, DateTimeKind.Utc);

    public IReadOnlyList<FormulaValue> Array => (IReadOnlyList<FormulaValue>)_reference!;

    public FormulaObject Object => (FormulaObject)_reference!;

    public Regex Pattern => (Regex)_reference!;

    public string Error => (string)_reference!;

    public static implicit operator FormulaValue(string? text) => text is null ? Null : new FormulaValue(FormulaKind.Text, text, 0);

    public static implicit operator FormulaValue(long value) => new(FormulaKind.Integer, null, value);

    public static implicit operator FormulaValue(double value) => new(FormulaKind.Decimal, null, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator FormulaValue(bool value) => value ? True : False;

    public static implicit operator FormulaValue(DateTime utc) => new(FormulaKind.Date, null, utc.Ticks);

    public static implicit operator FormulaValue(List<FormulaValue> items) => new(FormulaKind.Array, items, 0);

    public static implicit operator FormulaValue(FormulaObject fields) => new(FormulaKind.Object, fields, 0);

    public static FormulaValue Of(Regex pattern) => new(FormulaKind.Pattern, pattern, 0);

    public static FormulaValue Of(DateTime? utc) => utc is { } date ? date : Null;

    public static FormulaValue Fail(string message) => new(FormulaKind.Error, message, 0);

    /// <summary>A cell's text: what looks like a number is one, whatever the column's type; an empty cell is null.</summary>
    public static FormulaValue OfCell(string? cell)
    {
        if (string.IsNullOrEmpty(cell))
            return Null;

        // A quick look spares most texts the number tests.
        char first = cell[0];
        if (!char.IsAsciiDigit(first) && first is not ('-' or '+' or '.'))
            return cell;

        return JavaNumbers.Shape(cell) switch
        {
            NumberShape.Integer when long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
            NumberShape.Integer or NumberShape.Decimal => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture),
            _ => cell,
        };
    }

    /// <summary>The value as a cell of DSS's text; null if it is empty or an error.</summary>
    public string? ToCell() => Kind switch
    {
        FormulaKind.Null or FormulaKind.Error => null,
        FormulaKind.Text => Text.Length == 0 ? null : Text,
        _ => ToText(),
    };

    /// <summary>The value as text inside a formula; null is "".</summary>
    public string ToText() => Kind switch
    {
        FormulaKind.Text => Text,
        FormulaKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        FormulaKind.Decimal => JavaText.Of(Number),
        FormulaKind.Boolean => Boolean ? "true" : "false",
        FormulaKind.Date => DssDates.Text(Date),
        FormulaKind.Array or FormulaKind.Object => FormulaJson.Write(this),
        FormulaKind.Pattern => Pattern.ToString(),
        FormulaKind.Null or FormulaKind.Error => "",
    };

    /// <summary>Whether it is true, or a text that says so. A number is neither.</summary>
    public bool IsTrue => Kind == FormulaKind.Boolean ? Boolean : Kind == FormulaKind.Text && Text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether steps that filter by a formula take it for true: what is true, and every number but 0.</summary>
    public bool IsTruish => IsNumber ? Number != 0 : IsTrue;

    /// <summary>The number it is or spells; null if it does not.</summary>
    public double? AsNumber() => Kind switch
    {
        FormulaKind.Integer or FormulaKind.Decimal => Number,
        FormulaKind.Text => JavaNumbers.Parse(Text),
        _ => null,
    };

    /// <summary>The instant it is or spells in ISO 8601; null if it does not.</summary>
    public DateTime? AsDate() => Kind switch { FormulaKind.Date => Date, FormulaKind.Text => DssDates.Parse(Text), _ => null };

    /// <summary>The array it is or spells in JSON; null if it does not.</summary>
    public IReadOnlyList<FormulaValue>? AsArray() =>
        Kind == FormulaKind.Array ? Array : Kind == FormulaKind.Text && FormulaJson.Parse(Text) is { Kind: FormulaKind.Array } parsed ? parsed.Array : null;

    /// <summary>The object it is or spells in JSON; null if it does not.</summary>
    public FormulaObject? AsObject() =>
        Kind == FormulaKind.Object ? Object : Kind == FormulaKind.Text && FormulaJson.Parse(Text) is { Kind: FormulaKind.Object } parsed ? parsed.Object : null;

    public override string ToString() => Kind == FormulaKind.Error ? $"error: {Error}" : ToText();
}
