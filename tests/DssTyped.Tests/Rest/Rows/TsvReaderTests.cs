using System.Text;
using CsCheck;
using DssTyped.Rest.Rows;

namespace DssTyped.Tests.Rest.Rows;

public sealed class TsvReaderTests
{
    private static readonly Gen<string> Field = Gen.OneOf(
        Gen.String[Gen.OneOf('a', 'é', '漢', ' ', '\t', '\n', '\r', '"', ',', '0'), 0, 12],
        Gen.String[Gen.Char['a', 'z'], 0, 90]);

    [Fact]
    public void Any_table_is_read_as_it_was_written_however_the_bytes_arrive() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 700], Gen.Bool, Gen.Int[0, 40]).SelectMany(shape =>
                Field.Array[shape.Item1].Array[shape.Item4].Select(rows => (Rows: rows, Piece: shape.Item2, LastLineEnd: shape.Item3)))
            .Sample(table =>
            {
                string text = Write(table.Rows);
                if (!table.LastLineEnd && text.EndsWith('\n') && table.Rows[^1][^1].Length > 0)
                    text = text[..^1];
                Assert.Equal(table.Rows, ReadAll(Encoding.UTF8.GetBytes(text), table.Piece));
            }, iter: 2000);

    [Fact]
    public void A_row_longer_than_the_buffer_is_read_whole()
    {
        string[] row = [new string('x', 100_000), "a\"b\n" + new string('y', 300_000), ""];
        Assert.Equal([row], ReadAll(Encoding.UTF8.GetBytes(Write([row])), piece: 5000));
    }

    [Theory]
    [InlineData("a\tb\"c\td\n", "quote in the middle")]
    [InlineData("a\t\"b\"c\n", "after a closing quote")]
    [InlineData("a\t\"bc\n", "inside a quoted field")]
    public void Text_that_breaks_the_format_is_an_error_and_never_a_guess(string text, string problem)
    {
        var thrown = Assert.Throws<FormatException>(() => ReadAll(Encoding.UTF8.GetBytes(text), piece: 100));
        Assert.Contains(problem, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_may_end_in_carriage_return_and_line_feed() =>
        Assert.Equal([["a", "b"], ["c", "d\r"]], ReadAll("a\tb\r\nc\t\"d\r\"\r\n"u8.ToArray(), piece: 3));

    private static string Write(string[][] rows) => string.Concat(rows.Select(row => string.Join('\t', row.Select(Quote)) + "\n"));

    private static string Quote(string field) => field.AsSpan().IndexOfAny("\t\n\r\"") < 0 ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string[][] ReadAll(byte[] text, int piece)
    {
        using var reader = new TsvReader(new PiecewiseStream(text, piece), bufferSize: 256);
        var rows = new List<string[]>();
        bool more = true;
        while (more)
        {
            while (reader.TryNextBatch())
                rows.AddRange(Enumerable.Range(0, reader.Rows).Select(row => Enumerable.Range(0, reader.FieldCount).Select(field => Encoding.UTF8.GetString(reader.Value(row, field).Span)).ToArray()));
            more = reader.FillAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() || reader.Finish() || reader.FinishPartialRow();
        }

        return [.. rows];
    }
}
