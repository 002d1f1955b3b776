using System.Globalization;
using System.IO.Compression;
using System.Text;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Sources;
using DssTyped.Local.Text;

namespace DssTyped.Tests.Sources;

/// <summary>Random tables, written by a plain writer in every dialect, read back cell by cell.</summary>
public sealed class CsvFuzzTests : IDisposable
{
    private const int Cases = 600;
    private static readonly string[] Pieces = ["a", "b1", "é", "ÿ", "\"", "\"\"", "'", "\\", "N", "n", " ", "\t", ",", ";", "|", "\n", "\r", "\r\n", "\\\"", "#", "0"];
    private static readonly string[] BeyondLatin = ["日本", "😀", "\u2028", "\u0085"];

    private readonly string _root = Directory.CreateTempSubdirectory("dss-typed-csv-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("excel")]
    [InlineData("unix")]
    [InlineData("unix, written by DSS")]
    [InlineData("escape_only_no_quote")]
    [InlineData("no_escape_no_quote")]
    public void Every_cell_of_a_random_table_is_read_as_it_was_written(string style)
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            var table = new RandomCsv(style, new Random(seed));
            string path = table.WriteTo(_root);
            var warnings = new WarningList();
            List<string?[]> read = [.. CsvSource.Read(table.Read(path, warnings)).Select(record => (string?[])[.. record.Cells])];
            string what = string.Create(CultureInfo.InvariantCulture, $"{style}, seed {seed}: {table.Settings}\n{Show(table.Text)}");
            Assert.True(table.Rows.Count == read.Count, $"{what}\n{table.Rows.Count} rows were written, {read.Count} read");
            for (int row = 0; row < read.Count; row++)
                Assert.True(table.Rows[row].SequenceEqual(read[row].Select(cell => cell ?? "")), $"{what}\nrow {row + 1}: {Show(string.Join('|', table.Rows[row]))} was written, {Show(string.Join('|', read[row]))} read");

            Assert.True(table.WideRows == warnings.Count, $"{what}\n{table.WideRows} rows are too wide, {warnings.Count} warnings");
        }
    }

    [Fact]
    public void It_does_not_matter_where_a_block_of_text_ends()
    {
        foreach (string style in new[] { "excel", "unix", "escape_only_no_quote" })
        {
            for (int seed = 0; seed < 100; seed++)
            {
                var table = new RandomCsv(style, new Random(seed));
                CsvDialect dialect = CsvDialect.Of(Flow.Json.JsonReader.Read(table.Settings).Root!, "d");
                Assert.Equal(Records(new StringReader(table.Text), dialect), Records(new Trickle(table.Text), dialect));
            }
        }
    }

    private static List<string> Records(TextReader text, CsvDialect dialect)
    {
        var csv = new CsvReader(text, dialect);
        var records = new List<string>();
        while (csv.Read())
            records.Add(string.Create(CultureInfo.InvariantCulture, $"{csv.Line}: {string.Join('\0', csv.Cells)}"));
        return records;
    }

    /// <summary>A reader that gives one character at a time.</summary>
    private sealed class Trickle(string text) : StringReader(text)
    {
        public override int Read(char[] buffer, int index, int count) => base.Read(buffer, index, Math.Min(count, 1));
    }

    private static string Show(string text) => text.Replace("\r", "␍", StringComparison.Ordinal).Replace("\n", "␊\n", StringComparison.Ordinal).Replace('\t', '→');

    /// <summary>A random table and the text of a file that holds it.</summary>
    private sealed class RandomCsv
    {
        private readonly Random _random;
        private readonly string _style;
        private readonly char _separator;
        private readonly char _quote;
        private readonly (string Name, Encoding Encoding) _charset;
        private readonly string _newline;
        private readonly int _columns;

        public RandomCsv(string style, Random random)
        {
            (_style, _random) = (style, random);
            _separator = Pick(',', ';', '\t', '|', ' ', ':');
            _quote = Pick('"', '"', '"', '\'');
            _charset = Pick<(string, Encoding)>(
                ("utf8", new UTF8Encoding(false)), ("utf-8", new UTF8Encoding(true)), ("UTF-16", new UnicodeEncoding(bigEndian: true, byteOrderMark: false)), ("UTF-16", new UnicodeEncoding(bigEndian: false, byteOrderMark: true)),
                ("UTF-16LE", new UnicodeEncoding(bigEndian: false, byteOrderMark: false)), ("ISO-8859-1", Encoding.Latin1));
            _newline = Pick("\n", "\r\n", "\r");
            _columns = random.Next(1, 6);
            (int before, int after, bool header) = (Chance(0.2) ? random.Next(1, 3) : 0, Chance(0.2) ? random.Next(1, 3) : 0, Chance(0.5));
            Settings = string.Create(CultureInfo.InvariantCulture,
                $$"""{"style":"{{style.Split(',')[0]}}","separator":{{Json(_separator)}},"quoteChar":{{Json(_quote)}},"escapeChar":"\\","charset":"{{_charset.Name}}","parseHeaderRow":{{(header ? "true" : "false")}},"skipRowsBeforeHeader":{{before}},"skipRowsAfterHeader":{{after}} }""");

            var text = new StringBuilder();
            // A line that is skipped is a line of text, whatever stands in it.
            for (int i = 0; i < before; i++)
                text.Append("# \"skipped").Append(_newline);
            if (header)
                Append(text, [.. Enumerable.Range(0, _columns).Select(i => FormattableString.Invariant($"c{i}"))], _columns);
            for (int i = 0; i < after; i++)
                text.Append(_separator).Append("skipped \"").Append(_newline);
            for (int left = random.Next(0, 12); left > 0; left--)
                Append(text);

            // The end of the last line may be missing, unless the line is empty.
            if (Rows.Count > 0 && Chance(0.3) && _columns > 1)
                text.Length -= _newline.Length;
            Text = text.ToString();
        }

        public string Settings { get; }

        public List<string[]> Rows { get; } = [];

        public string Text { get; }

        public int WideRows { get; private set; }

        public SourceRead Read(string path, WarningList warnings)
        {
            bool exported = _style.EndsWith("DSS", StringComparison.Ordinal);
            DatasetDefinition dataset = SnapshotReader.Read($$$"""{"formatVersion":1,"project":{"projectKey":"P"},"datasets":[{"name":"d","type":"Filesystem","managed":true,"formatType":"csv","formatParams":{{{Settings}}},"schema":{"columns":[{"name":"x","type":"string"}]}}],"recipes":[]}""").Snapshot!.Datasets[0];
            var schema = new Schema([.. Enumerable.Range(0, _columns).Select(i => new SchemaColumn(FormattableString.Invariant($"c{i}"), StorageType.String))]);
            return new SourceRead(dataset, schema, path, exported ? SourceOrigin.Exported : SourceOrigin.Own, warnings, CancellationToken.None);
        }

        public string WriteTo(string folder)
        {
            string path = Path.Combine(folder, Chance(0.3) ? "f.csv.gz" : "f.csv");
            using Stream stream = path.EndsWith("gz", StringComparison.Ordinal) ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path);
            stream.Write(_charset.Encoding.Preamble);
            stream.Write(_charset.Encoding.GetBytes(Text));
            return path;
        }

        private void Append(StringBuilder text)
        {
            string[] cells = [.. Enumerable.Range(0, _columns).Select(_ => Cell())];
            Rows.Add(cells);

            // Empty cells at the end may be missing, and cells may be too many; a line without a character is no row where there are columns.
            int kept = _columns;
            while (kept > 1 && cells[kept - 1].Length == 0 && Chance(0.3))
                kept--;
            if (kept == 1 && _columns > 1 && cells[0].Length == 0)
                kept = 2;
            if (kept == _columns && Chance(0.1))
            {
                WideRows++;
                Append(text, [.. cells, "extra"], _columns + 1);
                return;
            }

            Append(text, cells, kept);
        }

        private void Append(StringBuilder text, string[] cells, int kept) => text.AppendJoin(_separator, cells.Take(kept).Select(Written)).Append(_newline);

        private string Cell()
        {
            var cell = new StringBuilder();
            for (int left = _random.Next(0, 5); left > 0; left--)
                cell.Append(_charset.Name != "ISO-8859-1" && Chance(0.2) ? Pick(BeyondLatin) : Pick(Pieces));
            string text = cell.ToString();
            if (_style == "no_escape_no_quote")
                return text.Replace(_separator.ToString(), "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

            // In a file that is not DSS's own, a backslash before a quote that ends a cell can't be told from an escaped quote.
            return _style == "unix" ? text.Replace(_quote.ToString(), _quote + "x", StringComparison.Ordinal) : text;
        }

        private string Written(string cell)
        {
            if (_style == "no_escape_no_quote")
                return cell;
            if (_style == "escape_only_no_quote")
            {
                return cell.Length == 0
                    ? Pick("", "\\N")
                    : string.Concat(cell.Select(c => c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '\\' => "\\\\", _ when c == _separator => $"\\{c}", _ => c.ToString() }));
            }

            bool quotes = cell.Contains(_separator, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny("\r\n") >= 0 || cell.Contains(_quote, StringComparison.Ordinal) || Chance(0.2);
            string escaped = cell.Replace(_quote.ToString(), (_style == "unix" && Chance(0.5) ? "\\" : _quote.ToString()) + _quote, StringComparison.Ordinal);
            return quotes ? _quote + escaped + _quote : cell;
        }

        private static string Json(char c) => Flow.Json.JsonValue.String(c.ToString()).ToString();

        private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

        private bool Chance(double share) => _random.NextDouble() < share;
    }
}
