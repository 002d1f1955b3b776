using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Random files with bad cells: the first ten of each column are told with the line on which their records start, whatever stands before them, and the others are counted.</summary>
public sealed class BadCellTests
{
    private static readonly string[] Texts = ["x", "", "two\nlines", "\n\n", "a \"quote\"", "é, with comma", "last\n"];

    [Fact]
    public async Task Bad_cells_are_told_with_file_line_and_value_and_all_are_counted()
    {
        for (int seed = 0; seed < 40; seed++)
            await CompareAsync(new Random(seed), string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
    }

    private static async Task CompareAsync(Random random, string what)
    {
        (string Name, Encoding Encoding) charset = random.Next(3) switch { 0 => ("utf8", new UTF8Encoding(false)), 1 => ("ISO-8859-1", Encoding.Latin1), _ => ("UTF-16LE", Encoding.Unicode) };
        string newline = random.Next(2) == 0 ? "\n" : "\r\n";
        (bool hasHeader, int before, int after) = (random.Next(2) == 0, random.Next(3), random.Next(2));
        string parameters = string.Create(CultureInfo.InvariantCulture,
            $$"""{"formatType":"csv","formatParams":{"style":"excel","separator":",","quoteChar":"\"","charset":"{{charset.Name}}","parseHeaderRow":{{(hasHeader ? "true" : "false")}},"skipRowsBeforeHeader":{{before}},"skipRowsAfterHeader":{{after}} } }""");
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int text:string n:double", parameters).Dataset("out", "id:int text:string n:double").Recipe("copy", "sync", "src", "out", Flow.Json.JsonValue.Object());

        var bad = new Dictionary<string, List<string>>();
        int rows = 0;
        foreach (int number in Enumerable.Range(1, random.Next(1, 4)))
        {
            bool packed = random.Next(2) == 0;
            string file = FormattableString.Invariant($"part-{number}.csv{(packed ? ".gz" : "")}");
            var content = new StringBuilder();
            int line = 1;
            foreach (string skipped in Enumerable.Repeat("skipped,x,y", before).Concat(hasHeader ? ["id,text,n"] : []).Concat(Enumerable.Repeat("also skipped", after)))
                Write(skipped);
            for (int left = random.Next(0, 20); left > 0; left--, rows++)
            {
                string id = random.Next(4) == 0 ? Note("id", "1.5") : "7", n = random.Next(4) == 0 ? Note("n", "many") : "2.5", text = Texts[random.Next(Texts.Length)].Replace("\n", newline, StringComparison.Ordinal);
                Write($"{id},\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{n}");
            }

            string path = Path.Combine(Directory.CreateDirectory(Path.Combine(flow.Data, "uploads", "src")).FullName, file);
            byte[] bytes = charset.Encoding.GetBytes(content.ToString());
            using Stream stream = packed ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path);
            stream.Write(bytes);

            void Write(string record)
            {
                content.Append(record).Append(newline);
                line += record.Count(c => c == '\n') + 1;
            }

            string Note(string column, string value)
            {
                bad.TryAdd(column, []);
                bad[column].Add(FormattableString.Invariant($"{file}', line {line}, column '{column}': '{value}' is no "));
                return value;
            }
        }

        ActivityResult activity = (await flow.Open().BuiltAsync("out")).Activities.Single();

        Assert.True(rows == activity.Rows, $"{what}: {rows} rows were written, {activity.Rows} read");
        Assert.True(bad.Values.Sum(cells => Math.Min(cells.Count, 10)) == activity.Warnings.Count, $"{what}: {string.Join("\n", activity.Warnings)}");
        foreach ((string column, List<string> cells) in bad)
        {
            string[] told = [.. activity.Warnings.Where(warning => warning.Contains($"column '{column}'", StringComparison.Ordinal))];
            Assert.All(cells.Take(10).Zip(told), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
            Assert.True(cells.Count <= 10 || told[^1].Contains(FormattableString.Invariant($"and {cells.Count - 10} more"), StringComparison.Ordinal), $"{what}: {told[^1]} instead of {cells.Count} cells");
        }
    }
}
