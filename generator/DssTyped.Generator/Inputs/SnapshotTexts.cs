using System.Runtime.CompilerServices;
using System.Text;
using DssTyped.Flow.Snapshots;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Inputs;

/// <summary>
/// Reads each text once for generator and analyzers. The parsed tree may be collected between uses: an editor keeps texts for
/// hours, and a large flow's tree takes far more memory than what is kept of it.
/// </summary>
internal static class SnapshotTexts
{
    private const int PieceLength = 16 * 1024;

    private static readonly ConditionalWeakTable<SourceText, WeakReference<SnapshotReadResult>> Cache = new();

    public static SnapshotReadResult Read(SourceText text)
    {
        WeakReference<SnapshotReadResult> entry = Cache.GetValue(text, static _ => new WeakReference<SnapshotReadResult>(null!));
        lock (entry)
        {
            if (!entry.TryGetTarget(out SnapshotReadResult? result))
                entry.SetTarget(result = SnapshotReader.Read(Utf8Of(text)));

            return result;
        }
    }

    /// <summary>The bytes of a text. A compiler holds a large text in pieces: all of it as a string would be twice as large as the bytes.</summary>
    public static byte[] Utf8Of(SourceText text)
    {
        var piece = new char[Math.Min(PieceLength, text.Length)];
        int length = 0, written = 0;
        for (int at = 0, count; at < text.Length; at += count)
        {
            count = Copy(text, at, piece);
            length += Encoding.UTF8.GetByteCount(piece, 0, count);
        }

        var utf8 = new byte[length];
        for (int at = 0, count; at < text.Length; at += count)
        {
            count = Copy(text, at, piece);
            written += Encoding.UTF8.GetBytes(piece, 0, count, utf8, written);
        }

        return utf8;
    }

    // Halves of a surrogate pair stay together.
    private static int Copy(SourceText text, int at, char[] piece)
    {
        int count = Math.Min(piece.Length, text.Length - at);
        text.CopyTo(at, piece, 0, count);
        return at + count < text.Length && char.IsHighSurrogate(piece[count - 1]) ? count - 1 : count;
    }
}
