using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes;

namespace DssTyped.Tests.Recipes;

/// <summary>Recipes that work on files of managed folders.</summary>
public sealed class FolderRecipeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dss-typed-folders-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Files_are_listed_in_order_with_the_chosen_facts()
    {
        string folder = Folder("in", ("b.txt", "22"), ("a/x.tar.gz", "1"), ("noext", ""));
        (IReadOnlyList<SchemaColumn> columns, List<string?[]> rows) = ([], []);
        await RunAsync("list_folder_contents", """{"path":true,"basename":true,"extension":true,"size":true,"levelMapping":[{"level":1,"column":"top"}]}""", new FileWork(
            new Dictionary<string, string> { ["IN"] = folder },
            new Dictionary<string, string>(),
            (_, given, cells) =>
            {
                (columns, rows) = (given, [.. cells]);
                return Task.CompletedTask;
            }));
        Assert.Equal(["path", "basename", "extension", "size", "top"], columns.Select(column => column.Name));
        Assert.Equal([["/a/x.tar.gz", "x.tar.gz", "gz", "1", "a"], ["/b.txt", "b.txt", "txt", "2", null], ["/noext", "noext", null, "0", null]], rows);
    }

    [Fact]
    public async Task Folders_are_merged_and_the_later_file_stays()
    {
        string output = Folder("out");
        await RunAsync("merge_folder", """{"clearBeforeCopy":true,"conflictHandling":"OVERWRITE"}""", Work(output, ("IN", Folder("one", ("same.txt", "1"), ("deep/one.txt", "x"))), ("IN2", Folder("two", ("same.txt", "2")))));
        Assert.Equal("2", await File.ReadAllTextAsync(Path.Combine(output, "same.txt")));
        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(output, "deep", "one.txt")));
    }

    [Fact]
    public async Task A_conflict_fails_if_the_recipe_says_so()
    {
        FileWork work = Work(Folder("out"), ("IN", Folder("one", ("same.txt", "1"))), ("IN2", Folder("two", ("same.txt", "2"))));
        var failure = await Assert.ThrowsAsync<RecipeFailedException>(() => RunAsync("merge_folder", """{"clearBeforeCopy":true,"conflictHandling":"FAIL"}""", work));
        Assert.Contains("/same.txt", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_is_exported_as_delimited_text()
    {
        string output = Folder("out");
        var schema = new Schema([new SchemaColumn("a", StorageType.String), new SchemaColumn("b;c", StorageType.BigInt)]);
        FileWork work = Work(output) with { InputTables = [new TextTable(new Relation("main", "SALES", "t", schema, 2, ["a", "b"]), [["x;y", "1"], ["say \"hi\"", null]])] };
        await RunAsync("export", """{"exportParams":{"destinationType":"CUSTOM_MANAGED","format":{"type":"csv","params":{"style":"excel","separator":";"}}}}""", work);
        Assert.Equal("a;\"b;c\"\n\"x;y\";1\n\"say \"\"hi\"\"\";\n", await File.ReadAllTextAsync(Path.Combine(output, "SALES.csv")));
    }

    private static FileWork Work(string output, params (string Ref, string Path)[] inputs) => new(
        inputs.ToDictionary(input => input.Ref, input => input.Path),
        new Dictionary<string, string> { ["OUT"] = output },
        (_, _, _) => Task.CompletedTask);

    private static async Task RunAsync(string type, string settings, FileWork work)
    {
        Snapshot snapshot = SnapshotReader.Read($$"""
            {"formatVersion":1,"project":{"projectKey":"P"},"datasets":[],"managedFolders":[{"id":"IN"},{"id":"IN2"},{"id":"OUT"}],
             "recipes":[{"name":"r","type":"{{type}}","inputs":{"main":{"items":[{"ref":"IN"},{"ref":"IN2"}] } },"outputs":{"main":{"items":[{"ref":"OUT"}] } },"params":{{settings}} }]}
            """).Snapshot!;
        RecipeTranslator translator = RecipeTranslators.For(type)!;
        Assert.Null(translator.Refuse(snapshot, snapshot.Recipes[0]));
        var context = new TranslationContext(snapshot, snapshot.Recipes[0], [], [new OutputTarget(0, "main", "OUT", null)], new Dictionary<string, string>());
        await ((Translation.Files)translator.Translate(context)).Run(work, CancellationToken.None);
    }

    private string Folder(string name, params (string Path, string Text)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        foreach ((string path, string text) in files)
        {
            string file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return folder;
    }
}
