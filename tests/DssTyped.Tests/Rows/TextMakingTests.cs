using System.Runtime.Intrinsics;
using System.Text;
using CsCheck;

namespace DssTyped.Tests.Rows;

public sealed class TextMakingTests
{
    private static readonly Gen<char> Letter = Gen.OneOf(Gen.Char['\0', '\u007f'], Gen.Char['\u0080', '\u00ff'], Gen.Char['\u0100', '\ud7ff']);

    [Fact]
    public void Texts_of_any_length_and_letters_are_made_as_the_framework_makes_them() =>
        Gen.OneOf(Gen.String[Gen.Char['\0', '\u007f'], 0, 300], Gen.String[Letter, 0, 300]).Select(text => Encoding.UTF8.GetBytes(text)).Sample(utf8 =>
            Assert.Equal(Encoding.UTF8.GetString(utf8), TextMaking.Of(utf8)));

    [Fact]
    public void Bytes_that_are_no_utf8_become_the_same_replacement_characters() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Assert.Equal(Encoding.UTF8.GetString(bytes), TextMaking.Of(bytes)));

    [Fact]
    public void A_vector_gives_its_first_letters_if_these_are_ascii_whatever_is_behind() =>
        Gen.Select(Gen.OneOf(Gen.Byte[0, 127], Gen.Byte).Array[TextMaking.VectorLength], Gen.Int[0, TextMaking.VectorLength]).Sample((bytes, length) =>
            Assert.Equal(Ascii.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null, TextMaking.OfAscii(Vector128.Create<byte>(bytes), length)));
}
