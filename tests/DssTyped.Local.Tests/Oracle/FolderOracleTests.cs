using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>Recipes on files of managed folders, over random folders, against what plain code makes of the list of files.</summary>
public sealed class FolderOracleTests : IDisposable
{
    private const int Cases = 480;

    private static readonly string[] Names = ["a", "b.txt", "A", "data.tar.gz", ".hidden", "no ext.", "é.csv", "x y", "_part", "deep", "z"];

    private readonly string _root = Directory.CreateTempSubdirectory("dss-typed-oracle-").FullName;

    private sealed record RandomFile(string Path, string Text, DateTime Changed);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Lists_of_folders_agree_with_the_files_that_were_put_there()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            RandomFile[] files = Files(random);
            string folder = Put(files);
            string[] facts = [.. new[] { "path", "basename", "extension", "lastModified", "size" }.Where(_ => random.Next(2) == 0)];
            int[] levels = [.. Enumerable.Range(1, 4).Where(_ => random.Next(3) == 0)];
            var settings = new JsonObject { ["path"] = false, ["levelMapping"] = new JsonArray([.. levels.Select(level => new JsonObject { ["level"] = level, ["column"] = $"level {level}" })]) };
            foreach (string fact in facts)
                settings[fact] = true;

            (string[] columns, List<string?[]> rows) = ([], []);
            await RunAsync("list_folder_contents", settings, new FileWork(new Dictionary<string, string> { ["IN"] = folder }, new Dictionary<string, string>(), (_, given, cells) =>
            {
                (columns, rows) = ([.. given.Select(column => column.Name)], [.. cells]);
                return Task.CompletedTask;
            }));

            Assert.Equal([.. facts.Select(fact => fact == "lastModified" ? "last_modified" : fact), .. levels.Select(level => $"level {level}")], columns);
            IEnumerable<string?[]> expected = files.Where(IsSeen).OrderBy(file => file.Path, StringComparer.Ordinal).Select(file =>
            {
                string[] parts = file.Path[1..].Split('/');
                int dot = parts[^1].LastIndexOf('.');
                return (string?[])[.. facts.Select(fact => fact switch
                {
                    "path" => file.Path,
                    "basename" => parts[^1],
                    "extension" => dot < 0 || dot == parts[^1].Length - 1 ? null : parts[^1][(dot + 1)..],
                    "size" => Encoding.UTF8.GetByteCount(file.Text).ToString(CultureInfo.InvariantCulture),
                    _ => file.Changed.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                }), .. levels.Select(level => level < parts.Length ? parts[level - 1] : null)];
            });
            Assert.Equal(expected, rows);
        }
    }

    [Fact]
    public async Task Merged_folders_hold_what_their_inputs_hold_and_the_later_file_wins()
    {
        int conflicts = 0;
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            RandomFile[] first = Files(random);
            RandomFile[][] inputs = [first, [.. Files(random).Concat(first.Where(_ => random.Next(3) == 0).Select(file => file with { Text = file.Text + "2" })).DistinctBy(file => file.Path)]];

            // A file can't lie where another input has a folder.
            if (inputs.SelectMany(files => files).Any(file => inputs.SelectMany(files => files).Any(other => other.Path.StartsWith(file.Path + "/", StringComparison.Ordinal))))
                continue;

            string output = Put([]);
            bool fails = random.Next(4) == 0;
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
            bool conflict = false;
            foreach (RandomFile file in inputs.SelectMany(files => files).Where(IsSeen))
            {
                conflict |= expected.ContainsKey(file.Path);
                expected[file.Path] = file.Text;
            }

            conflicts += conflict ? 1 : 0;
            Task merging = RunAsync("merge_folder", new JsonObject { ["clearBeforeCopy"] = true, ["conflictHandling"] = fails ? "FAIL" : "OVERWRITE" }, new FileWork(
                new Dictionary<string, string> { ["IN"] = Put(inputs[0]), ["IN2"] = Put(inputs[1]) }, new Dictionary<string, string> { ["OUT"] = output }, (_, _, _) => Task.CompletedTask));
            if (fails && conflict)
            {
                await Assert.ThrowsAsync<RecipeFailedException>(() => merging);
                continue;
            }

            await merging;
            Assert.Equal(expected, Directory.GetFiles(output, "*", SearchOption.AllDirectories).ToDictionary(file => "/" + Path.GetRelativePath(output, file).Replace('\\', '/'), File.ReadAllText));
        }

        Assert.True(conflicts > 50, $"Only {conflicts} cases had a file in both inputs.");
    }

    [Fact]
    public async Task Exported_text_reads_back_as_what_was_exported()
    {
        string[] cells = ["a", "", "say \"hi\"", "x;y", "x,y", "two\nlines", "cr\rlf\r\n", "tab\tbed", " blanks ", "é", "\"", "'", "1.0E7", "\\", "\\\""];
        for (int seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            string separator = new[] { ",", ";", "\t", "|" }[random.Next(4)];
            bool header = random.Next(2) == 0;
            var schema = new Schema([.. Enumerable.Range(0, random.Next(1, 4)).Select(index => new SchemaColumn($"{cells[random.Next(cells.Length)]}{index}", StorageType.String))]);
            string[][] rows = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => schema.Select(_ => cells[random.Next(cells.Length)]).ToArray())];
            string output = Put([]);
            var settings = new JsonObject
            {
                ["exportParams"] = new JsonObject
                {
                    ["destinationType"] = "CUSTOM_MANAGED",
                    ["format"] = new JsonObject { ["type"] = "csv", ["params"] = new JsonObject { ["style"] = random.Next(2) == 0 ? "excel" : "unix", ["separator"] = separator, ["parseHeaderRow"] = header } },
                },
            };
            await RunAsync("export", settings, new FileWork(new Dictionary<string, string>(), new Dictionary<string, string> { ["OUT"] = output }, (_, _, _) => Task.CompletedTask)
            {
                InputTables = [new TextTable(new Relation("main", "SALES", "t", schema, rows.Length, [.. schema.Select(column => column.Name)]), rows.Select(row => (string?[])[.. row.Select(cell => cell.Length == 0 ? null : cell)]))],
            });

            string[][] expected = header ? [[.. schema.Select(column => column.Name)], .. rows] : rows;
            Assert.Equal(expected, Records(await File.ReadAllTextAsync(Path.Combine(output, "SALES.csv")), separator[0]));
        }
    }

    // Delimited text as everyone reads it: quotes around, doubled within.
    private static List<string[]> Records(string text, char separator)
    {
        var records = new List<string[]>();
        var record = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && (text[i] == separator || text[i] == '\n'))
            {
                record.Add(cell.ToString());
                cell.Clear();
                if (text[i] != '\n')
                    continue;
                records.Add([.. record]);
                record.Clear();
            }
            else
                cell.Append(text[i]);
        }

        return records;
    }

    private static bool IsSeen(RandomFile file) => !file.Path.Contains("/.", StringComparison.Ordinal);

    private static RandomFile[] Files(Random random)
    {
        string[] paths = [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => "/" + Names[random.Next(Names.Length)]))).Distinct()];
        return [.. paths.Where(path => paths.All(other => !other.StartsWith(path + "/", StringComparison.Ordinal)))
            .Select(path => new RandomFile(path, new string('é', random.Next(0, 9)), new DateTime(1960, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(random.NextInt64(0, 3_000_000_000_000))))];
    }

    private string Put(IReadOnlyList<RandomFile> files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("N"))).FullName;
        foreach (RandomFile file in files)
        {
            string path = Path.Combine(folder, file.Path[1..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
            File.SetLastWriteTimeUtc(path, file.Changed);
        }

        return folder;
    }

    private static async Task RunAsync(string type, JsonObject settings, FileWork work)
    {
        var items = new JsonArray([.. work.InputFolders.Keys.Select(id => new JsonObject { ["ref"] = id })]);
        Snapshot snapshot = SnapshotReader.Read($$"""
            {"formatVersion":1,"project":{"projectKey":"P"},"datasets":[],"managedFolders":[{"id":"IN"},{"id":"IN2"},{"id":"OUT"}],
             "recipes":[{"name":"r","type":"{{type}}","inputs":{"main":{"items":{{items.ToJsonString()}} } },"outputs":{"main":{"items":[{"ref":"OUT"}] } },"params":{{settings.ToJsonString()}} }]}
            """).Snapshot!;
        RecipeTranslator translator = RecipeTranslators.For(type)!;
        Assert.Null(translator.Refuse(snapshot, snapshot.Recipes[0]));
        await ((Translation.Files)translator.Translate(new TranslationContext(snapshot, snapshot.Recipes[0], [], [new OutputTarget(0, "main", "OUT", null)], new Dictionary<string, string>()))).Run(work, CancellationToken.None);
    }
}
