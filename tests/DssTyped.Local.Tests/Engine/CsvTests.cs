using System.IO.Compression;
using System.Text;

namespace DssTyped.Local.Tests.Engine;

public sealed class CsvTests
{
    private const string Columns = "id:int text:string";

    private static async Task<string[]> ReadAsync(string path, byte[] content, string json, string columns = Columns)
    {
        await using TestFlow flow = new TestFlow().Dataset("src", columns, json).File(path, "");
        File.WriteAllBytes(Path.Combine(flow.Data, path), content);
        return await flow.Open().RowsAsync("src");
    }

    private static Task<string[]> ReadAsync(string path, string content, string json, string columns = Columns) => ReadAsync(path, Encoding.UTF8.GetBytes(content), json, columns);

    private static string Csv(string parameters) => """{"formatType":"csv","formatParams":{PARAMS}}""".Replace("PARAMS", parameters, StringComparison.Ordinal);

    [Theory]
    [InlineData("1\tplain\n2\t\"a \"\"quoted\"\"\ttab\"\n3\t\"two\nlines\"\n", """ "style":"unix","separator":"\t" """, "1|plain", "2|a \"quoted\"\ttab", "3|two\nlines")]
    [InlineData("1\t\"an \\\"escaped\\\" one\"\n2\t\"C:\\\"\n", """ "style":"unix","separator":"\t" """, "1|an \"escaped\" one", "2|C:\\")]
    [InlineData("1,\"back\\slash\"\r\n2,x\"y\r\n", """ "style":"excel","separator":"," """, "1|back\\slash", "2|x\"y")]
    [InlineData("1,a\\,b\n2,\"q\"\n3,line\\nend\n", """ "style":"escape_only_no_quote","separator":",","escapeChar":"\\" """, "1|a,b", "2|\"q\"", "3|line\nend")]
    [InlineData("1|a\\\n2|\"\n", """ "style":"no_escape_no_quote","separator":"|" """, "1|a\\", "2|\"")]
    [InlineData("1;'a;b'\r2;c\r", """ "style":"excel","separator":";","quoteChar":"'" """, "1|a;b", "2|c")]
    [InlineData("skip\nid,text\nskip too\n1,x\n", """ "style":"excel","separator":",","parseHeaderRow":true,"skipRowsBeforeHeader":1,"skipRowsAfterHeader":1 """, "1|x")]
    [InlineData("\n1,x\n\n2,\"\"", """ "style":"excel","separator":"," """, "1|x", "2|-")]
    public async Task Own_files_are_read_in_the_dialect_of_the_dataset(string content, string parameters, params string[] expected) =>
        Assert.Equal(expected, await ReadAsync("uploads/src/f.csv", content, Csv(parameters)));

    [Fact]
    public async Task Encodings_byte_order_marks_and_gzip_are_understood()
    {
        Assert.Equal(["1|é"], await ReadAsync("uploads/src/f.csv", Encoding.Latin1.GetBytes("1,é\n"), Csv(""" "style":"excel","separator":",","charset":"iso-8859-1" """)));
        Assert.Equal(["1|é"], await ReadAsync("uploads/src/f.csv", [.. Encoding.UTF8.Preamble, .. "1,é\n"u8], Csv(""" "style":"excel","separator":"," """)));
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write("1\té\n"u8);

        Assert.Equal(["1|é"], await ReadAsync("fs_datasets_data/src/out-s0.csv.gz", packed.ToArray(), Csv(""" "style":"unix","separator":"\t","compress":"gz" """)));
    }

    [Fact]
    public async Task The_files_of_a_zip_archive_are_read_in_order_of_their_names()
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in new[] { ("b.csv", "id,text\n2,b\n"), ("a.csv", "id,text\n1,a\n"), ("__MACOSX/._a.csv", "junk") })
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        Assert.Equal(["1|a", "2|b"], await ReadAsync("uploads/src/f.zip", packed.ToArray(), Csv(""" "style":"excel","separator":",","parseHeaderRow":true """)));
    }

    [Fact]
    public async Task The_format_line_gives_each_line_as_one_cell() =>
        Assert.Equal(["1,\"x\"", "2\tb"], await ReadAsync("uploads/src/f.log", "1,\"x\"\n2\tb\n", """{"formatType":"line","formatParams":{"charset":"utf8"}}""", "line:string"));

    [Theory]
    [InlineData("uploads/src/f.avro", """{"formatType":"avro"}""", "the format 'avro'")]
    [InlineData("uploads/src/f.xml", """{"formatType":"xml"}""", "the format 'xml'")]
    [InlineData("uploads/src/f.csv.bz2", """{"formatType":"csv"}""", "packed as bz2")]
    public async Task Files_of_other_formats_are_refused_before_anything_runs(string path, string json, string reason)
    {
        await using TestFlow flow = new TestFlow().Dataset("src", Columns, json).Dataset("out", Columns).File(path, "1\tx\n").Sql("copy", "src", "out", "SELECT * FROM {0}", Columns);
        LocalEngine engine = flow.Open();
        var refused = await Assert.ThrowsAsync<DssRefusedException>(() => engine.BuildAsync("out"));
        Assert.Contains(reason, Assert.Single(refused.Plan.Refused).Reason, StringComparison.Ordinal);
        Assert.Contains(reason, (await Assert.ThrowsAsync<DssException>(() => engine.RowsAsync("src"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text,id\nx,1\n")]
    [InlineData("id;text\n1;x\n")]
    [InlineData("text\tid\nx\t1\n")]
    [InlineData("other,text,id\n9,x,1\n")]
    public async Task A_file_of_the_user_is_matched_by_its_header(string content) => Assert.Equal(["1|x"], await ReadAsync("src.csv", content, Csv(""" "style":"unix","separator":"\t" """)));

    [Fact]
    public async Task A_header_that_does_not_match_names_file_line_columns_and_mend()
    {
        DssException error = await Assert.ThrowsAsync<DssException>(() => ReadAsync("src.csv", "id,texts\n1,x\n", "{}"));

        Assert.Matches(@"^File '.*src\.csv', line 1: .*missing: 'text' \(is 'texts' meant\?\).* Put the missing columns into the file", error.Message);
    }

    [Fact]
    public async Task An_unclosed_quote_is_an_error_that_names_its_line()
    {
        DssException error = await Assert.ThrowsAsync<DssException>(() => ReadAsync("src.csv", "id,text\n1,x\n2,\"y\n3,z\n", "{}"));

        Assert.Contains("line 3: a quoted cell is never closed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_an_error_that_names_the_places()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", Columns).Dataset("out", Columns).Sql("r", "src", "out", "SELECT * FROM {0}", Columns);

        JobResult result = await flow.Open().BuildAsync("out");

        string failure = result.Failures.Single().FirstFailure!;
        Assert.Contains(Path.Combine(flow.Data, "src.csv"), failure, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(flow.Data, "uploads", "src"), failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int", "1.7 1e3 0x10 1_000 12! 99999999999 +", "5 -7 +3 007")]
    [InlineData("tinyint", "128 -129", "127 -128")]
    [InlineData("double", "1,5 abc 1d 0x1 --1 .", "1 -1.5 1e3 .5 5. NaN Infinity")]
    [InlineData("boolean", "yes 1 t", "true FALSE")]
    [InlineData("date", "2020-13-01 01/02/2020 2020-02-30 2020-01-01T25:00 2020-01-01Q", "2020-01-01 2020-01-01T00:00:00.000Z 2020-01-01T10:00:00+02:00")]
    [InlineData("dateonly", "2020-00-01 x", "2020-01-01")]
    public async Task Cells_are_read_strictly_and_bad_ones_are_empty(string type, string bad, string good)
    {
        string[] all = [.. bad.Split(' '), .. good.Split(' ')];
        await using TestFlow flow = new TestFlow().Dataset("src", $"x:{type} n:int").Dataset("out", $"x:{type} n:int").Sql("r", "src", "out", "SELECT * FROM {0}", $"x:{type} n:int")
            .File("src.csv", "x,n\n" + string.Concat(all.Select((cell, i) => $"\"{cell}\",{i}\n")));
        LocalEngine engine = flow.Open();

        string[] rows = await engine.RowsAsync("src");

        Assert.Equal(all.Length, rows.Length);
        Assert.All(rows.Take(bad.Split(' ').Length), row => Assert.StartsWith("-|", row, StringComparison.Ordinal));
        Assert.All(rows.Skip(bad.Split(' ').Length), row => Assert.DoesNotMatch("^-[|]", row));
    }

    [Fact]
    public async Task Bad_cells_are_told_with_file_line_column_and_value_in_the_job_that_reads_them()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", Columns).Dataset("out", Columns).Sql("r", "src", "out", "SELECT * FROM {0}", Columns)
            .File("src.csv", "id,text\n1,x\ntwo,y\n");

        ActivityResult activity = (await flow.Open().BuiltAsync("out")).Activities.Single();

        Assert.Matches(@"File '.*src\.csv', line 3, column 'id': 'two' is no int; left empty\.", Assert.Single(activity.Warnings));
    }

    [Fact]
    public async Task A_dataset_that_says_FAIL_fails_at_the_first_bad_cell()
    {
        DssException error = await Assert.ThrowsAsync<DssException>(() =>
            ReadAsync("uploads/src/f.csv", "1,x\ntwo,y\n", Csv(""" "style":"excel","separator":",","readDataTypeMismatchBehavior":"FAIL" """)));

        Assert.Contains("line 2, column 'id': 'two' is no int", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lines_arrays_and_inline_rows_are_read_by_name()
    {
        Assert.Equal(["1|x", "2|{\"a\":[1]}"], await ReadAsync("src.json", """[{"text":"x","id":1},{"id":2,"text":{"a":[1]}}]""", "{}"));
        Assert.Equal(["1|x", "-|y"], await ReadAsync("src.jsonl", "{\"id\":1,\"text\":\"x\"}\n\n{\"text\":\"y\"}\n", "{}"));
        Assert.Equal(["1|x", "-|-", "2|y"], await ReadAsync("other.csv", "", """{"type":"Inline","inlineData":{"data":[["1","x"],[null,null],["2","y"],[null,""]]}}"""));
    }
}
