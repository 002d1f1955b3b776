using System.Runtime.CompilerServices;
using System.Text;

namespace DssTyped.Flow.Json;

/// <summary>Gives short texts that come again and again in a file (<c>"name"</c>, <c>"bigint"</c>) as one string: a large snapshot is mostly these.</summary>
internal sealed class TextCache
{
    private const int MaxLength = 32;

    private readonly (byte[] Utf8, string Text)[] _slots = new (byte[], string)[1024];

    /// <summary>The text of UTF-8 without escapes; null if it is too long to be worth remembering, or not valid.</summary>
    [MethodImpl(HotPath.Optimized)]
    public string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength)
            return null;

        uint hash = 2166136261;
        foreach (byte b in utf8)
        {
            if (b >= 0x80)
                return null;

            hash = unchecked((hash ^ b) * 16777619);
        }

        ref (byte[] Utf8, string Text) slot = ref _slots[hash % (uint)_slots.Length];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8))
        {
            byte[] bytes = utf8.ToArray();
            slot = (bytes, Encoding.ASCII.GetString(bytes));
        }

        return slot.Text;
    }
}
