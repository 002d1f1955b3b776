using System.Numerics;
using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>Reads the text of a cell that is not empty as a value in the form of a <see cref="CellVector"/>.</summary>
/// <typeparam name="TValue">That form.</typeparam>
internal interface ICellReader<TValue>
{
    /// <summary>False if the text is no such value, or one that the form cannot hold.</summary>
    static abstract bool TryRead(CellText text, out TValue value);
}

/// <summary>Whole numbers of any size.</summary>
internal readonly struct WholeCell<TValue> : ICellReader<TValue>
    where TValue : unmanaged, IBinaryInteger<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(CellText text, out TValue value)
    {
        bool good = TsvNumbers.TryInt64(text, out long whole);
        value = TValue.CreateTruncating(whole);
        return good && long.CreateTruncating(value) == whole;
    }
}

/// <summary>Numbers with decimals.</summary>
internal readonly struct NumberCell : ICellReader<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(CellText text, out double value) => TsvNumbers.TryDouble(text, out value);
}

/// <summary>Booleans.</summary>
internal readonly struct BooleanCell : ICellReader<bool>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(CellText text, out bool value) => TsvValues.TryBoolean(text, out value);
}

/// <summary>Instants as microseconds since 1970; a finer one cannot be held.</summary>
internal readonly struct InstantCell : ICellReader<long>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(CellText text, out long value)
    {
        bool good = UtcMilliseconds.TryRead(text, out long milliseconds);
        value = (milliseconds - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond)) * 1000;
        if (good)
            return true;
        value = AnyInstant(text, out good);
        return good;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long AnyInstant(CellText text, out bool good)
    {
        good = TsvValues.TryInstant(text.Span, out DateTimeOffset instant);
        (long microseconds, long finer) = Math.DivRem(instant.UtcTicks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond);
        good &= finer == 0;
        return microseconds;
    }
}
