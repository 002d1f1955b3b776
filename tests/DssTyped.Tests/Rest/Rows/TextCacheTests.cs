using CsCheck;
using DssTyped.Rest.Rows;

namespace DssTyped.Tests.Rest.Rows;

public sealed class TextCacheTests
{
    [Fact]
    public void Any_sequence_of_texts_reads_as_it_is() =>
        Gen.OneOf(Gen.String[Gen.OneOf('a', 'b', 'é', '漢', '\0'), 0, 3], Gen.String[Gen.Char['a', 'c'], 7, 18], Gen.Int[0, 3].Select(count => new string('x', 60 + count) + "😀")).Array[0, 3000].Sample(texts =>
        {
            var cache = new TextCache();
            foreach (string text in texts)
            {
                Assert.Equal(text, cache.Get(Cells.Of(text)));
            }
        }, iter: 200);

    [Fact]
    public void Few_different_texts_are_made_once_and_many_are_not_kept()
    {
        var few = new TextCache();
        Assert.Same(few.Get(Cells.Of("mg/dL")), few.Get(Cells.Of("mg/dL")));

        var many = new TextCache();
        for (int i = 0; i < 2000; i++)
            many.Get(Cells.Of(FormattableString.Invariant($"P{i}")));
        Assert.NotSame(many.Get(Cells.Of("mg/dL")), many.Get(Cells.Of("mg/dL")));
    }
}
