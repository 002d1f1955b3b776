using System.Text;
using CsCheck;
using DssTyped.Emit;
using DssTyped.Emit.Text;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests;

/// <summary>However long lines and files are, and whatever letters they have: a file's text is what was written, for the command and for the compiler.</summary>
public sealed class GeneratedFileTests
{
    private static readonly Gen<string> Line = Gen.Frequency(
        (20, Gen.String[Gen.Char[' ', '~'], 0, 100]),
        (1, Gen.String[Gen.Char[' ', '~'], 0, 3 * PieceText.PieceLength]));

    [Fact]
    public void A_file_is_what_was_written() => Gen.Select(Line.Array[0, 1_000], Gen.OneOf(Gen.Const(""), Gen.Const(""), Gen.Const("é"), Gen.Const("漢"), Gen.Const("😀")), Gen.Int[0, 1_000]).Sample((lines, letters, at) =>
    {
        if (letters.Length > 0)
            lines = [.. lines[..Math.Min(at, lines.Length)], letters, .. lines.Skip(at)];

        string text = string.Concat(lines.Select(line => line + "\n"));
        var writer = new SourceWriter();
        foreach (string line in lines)
            writer.WriteLine(line);

        GeneratedFile file = writer.Take("a.g.cs");
        SourceText read = CompilerText.Of(file), plain = SourceText.From(text, Encoding.UTF8);

        Assert.Equal(text, file.Text);
        Assert.Equal(text, read.ToString());
        Assert.Equal(plain.Lines.Count, read.Lines.Count);

        // The compiler writes checksums into symbol files: a debugger compares them with the file on the disk.
        Assert.Equal([.. plain.GetChecksum()], (byte[])[.. read.GetChecksum()]);
        for (int i = 0; i < text.Length; i += 1 + (text.Length / 100))
            Assert.Equal(text[i..], read.ToString(TextSpan.FromBounds(i, text.Length)));
        Assert.All(Enumerable.Range(0, Math.Min(text.Length, 50_000)), i => Assert.Equal(text[i], read[i]));
    }, iter: 50);
}
