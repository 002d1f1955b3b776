using System.Text;
using DssTyped.Emit;
using DssTyped.Emit.Text;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator;

/// <summary>The text of a generated file as the compiler reads it: a few thousand characters at a time.</summary>
internal sealed class CompilerText : SourceText
{
    private readonly PieceText _text;

    private CompilerText(PieceText text) => _text = text;

    /// <summary>The text of a file.</summary>
    public static SourceText Of(GeneratedFile file) => file.Content.IsAscii ? new CompilerText(file.Content) : From(file.Text, Encoding.UTF8);

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override int Length => _text.Length;

    /// <inheritdoc/>
    public override char this[int position] => _text[position];

    /// <inheritdoc/>
    public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count) => _text.CopyTo(sourceIndex, destination, destinationIndex, count);
}
