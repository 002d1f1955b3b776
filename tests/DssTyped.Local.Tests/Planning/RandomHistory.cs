using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Local;
using DssTyped.Local.Tests.Engine;
using DssTyped.Tests.Oracle;

namespace DssTyped.Tests.Planning;

/// <summary>A random flow whose settings, data and results are changed at random, on the disk and in the model alike.</summary>
internal sealed class RandomHistory : IAsyncDisposable
{
    private static readonly string[] s_behaviours = ["NORMAL", "EXPLICIT", "WRITE_PROTECT"];

    private readonly Random _random;
    private int _last;

    public RandomHistory(Random random)
    {
        _random = random;
        foreach (string source in new[] { "s0", "s1" })
            Add(new ModelObject(source, isFolder: false, ModelRecipes.Rows));
        Flow.Folder("F0");
        Add(new ModelObject("F0", isFolder: true, []));
        for (int number = random.Next(3, 8); number > 0; number--)
            AddRecipe(random.Chance(0.15) ? "python" : random.Pick(ModelRecipes.Types));

        if (random.Chance())
            AddFolders();
        foreach (ModelObject item in Model.Objects.Values.Where(item => Model.ProducerOf(item.Name) is null))
            WriteFiles(item);
    }

    public FlowModel Model { get; } = new();

    public TestFlow Flow { get; } = new();

    /// <summary>What was done, for whoever has to find out why a test failed.</summary>
    public List<string> Done { get; } = [];

    private IEnumerable<ModelObject> Sources => Model.Objects.Values.Where(item => Model.ProducerOf(item.Name) is null);

    private IEnumerable<ModelObject> Results => Model.Objects.Values.Where(item => Model.ProducerOf(item.Name) is not null);

    /// <summary>Opens an engine on the flow as it is now.</summary>
    public LocalEngine Open()
    {
        Flow.Forget();
        foreach ((string name, string value) in Model.Variables)
            Flow.Variable(name, value);
        foreach (ModelObject item in Model.Objects.Values.Where(item => !item.IsFolder))
            Flow.Dataset(item.Name, string.Join(' ', item.Columns.Select(column => $"{column.Name}:{column.Type}")), $$"""{"flowOptions":{"rebuildBehavior":"{{item.Behaviour}}"} }""");
        foreach (ModelRecipe recipe in Model.Recipes)
        {
            JsonNode payload = ModelRecipes.Payload(recipe, recipe.Least?.ToString(CultureInfo.InvariantCulture) ?? "${least}", recipe.Inputs, recipe.Outputs);
            if (payload is JsonObject settings)
                settings["uiState"] = recipe.Editor;

            Flow.Recipe(recipe.Name, recipe.Type, string.Join(' ', recipe.Inputs), string.Join(' ', recipe.Outputs), ModelRecipes.Json(payload), $$"""{"params":{{ModelRecipes.Params(recipe.Type)}},"versionTag":{"versionNumber":{{recipe.Editor}}} }""");
        }

        LocalEngine engine = Flow.Open(options => options with { Pins = Results.Where(item => item.Files is not null).ToDictionary(item => item.Name, PinOf) });
        foreach (ModelRecipe recipe in Model.Recipes.Where(recipe => recipe.IsHandled))
        {
            double x = double.Parse(recipe.Version ?? "0", CultureInfo.InvariantCulture);
            engine.Handle(recipe.Name, async (work, _) => await work.WriteAsync(recipe.Outputs[0], new Marked(await work.OpenReaderAsync(recipe.Inputs[0], ["id_bigint", "kind_string"]), x)), recipe.Version);
        }

        return engine;
    }

    /// <summary>Makes a change.</summary>
    public async Task ChangeAsync()
    {
        string? done;
        do
            done = await ChangedAsync(_random.Next(16));
        while (done is null);

        Done.Add(done);
    }

    /// <summary>What a recipe makes of its inputs now.</summary>
    public IReadOnlyList<ModelRows> Compute(ModelRecipe recipe, ModelRows[] inputs) =>
        ModelRecipes.Run(recipe, inputs, recipe.Least?.ToString(CultureInfo.InvariantCulture) ?? Model.Variables["least"], [.. recipe.Outputs.Select(output => Model.Objects[output].Columns)]);

    public async ValueTask DisposeAsync() => await Flow.DisposeAsync();

    public override string ToString() => string.Join("\n", Model.Recipes.Select(recipe => $"{recipe.Name}: {recipe.Type} {string.Join(' ', recipe.Inputs)} -> {string.Join(' ', recipe.Outputs)}").Concat(Done));

    // Null where there is nothing to change in that way.
    private async Task<string?> ChangedAsync(int kind)
    {
        ModelRecipe recipe = _random.Pick(Model.Recipes);
        ModelObject result = _random.Pick([.. Results]), source = _random.Pick([.. Sources]);
        switch (kind)
        {
            case 0 or 1 when ModelRecipes.HasFilter(recipe.Type):
                recipe.Least = kind == 0 ? _random.Next(-1, 3) : null;
                return $"{recipe.Name} compares with {recipe.Least?.ToString(CultureInfo.InvariantCulture) ?? "the variable"}";
            case 2:
                recipe.Editor = ++_last;
                return $"the editor of {recipe.Name}";
            case 3:
                Model.Variables["least"] = _random.Next(-1, 3).ToString(CultureInfo.InvariantCulture);
                return $"the variable is {Model.Variables["least"]}";
            case 4:
                Model.Variables["unused"] = (++_last).ToString(CultureInfo.InvariantCulture);
                return "the unused variable";
            case 5 when !result.IsFolder && result.Files is null:
                result.Columns = [.. result.Columns.Skip(1), result.Columns[0]];
                return $"the columns of {result.Name}";
            case 6 or 7:
                WriteFiles(source);
                return $"the files of {source.Name}: {source.Files!.Version}";
            case 8 when source.Files is { } touched:
                // The times of files in folders are rows of lists of them; those of others are nothing.
                Touch(source);
                source.Files = touched with { Mark = source.IsFolder ? ++_last : 0 };
                return $"the time of {source.Name}";
            case 9 when _random.Chance(0.5) && !source.IsFolder:
                File.Delete(Path.Combine(Flow.Data, $"{source.Name}.csv"));
                source.Files = null;
                return $"no file of {source.Name}";
            case 10 when result.Stored is not null:
                Directory.Delete(Path.Combine(Flow.Workspace, result.IsFolder ? "folders" : "data", result.Name), recursive: true);
                result.Stored = null;
                return $"lost {result.Name}";
            case 11 when result.Stored is not null && !result.IsFolder:
                await using (LocalEngine engine = Open())
                    await engine.ClearAsync(result.Name);
                result.Stored = null;
                return $"cleared {result.Name}";
            case 12 when result.Stored?.Recipe is not null && !result.IsFolder && result.Files is null:
                if (!result.Stored.IsOfOlderEngine)
                    Flow.WriteAsOlderEngine(result.Name);
                result.Stored = result.Stored with { IsOfOlderEngine = true };
                return $"{result.Name} is of an older engine";
            case 13 when !result.IsFolder && result.Columns.Count == ModelRecipes.Rows.Length:
                result.Files = result.Files is null || _random.Chance(0.4) ? RandomRows(result.Columns) : null;
                if (result.Files is { } pinned)
                    WriteCsv(PinOf(result), pinned);
                return $"the pin of {result.Name}: {result.Files?.Version ?? "none"}";
            case 14 when Model.Recipes.Where(code => code.Type == "python").ToArray() is { Length: > 0 } codes:
                ModelRecipe handled = _random.Pick(codes);
                handled.IsHandled = _random.Chance(0.6);
                handled.Version = handled.IsHandled && _random.Chance(0.8) ? (++_last).ToString(CultureInfo.InvariantCulture) : null;
                return $"the code of {handled.Name}: {(handled.IsHandled ? handled.Version ?? "no version" : "none")}";
            case 15 when !result.IsFolder:
                result.Behaviour = _random.Pick(s_behaviours);
                return $"{result.Name} is {result.Behaviour}";
            default:
                return null;
        }
    }

    private void Add(ModelObject item) => Model.Objects.Add(item.Name, item);

    private void AddRecipe(string type)
    {
        string[] rows = [.. Model.Objects.Values.Where(item => !item.IsFolder && item.Columns.Count == ModelRecipes.Rows.Length).Select(item => item.Name)];
        int inputs = type is "join" or "vstack" ? 2 : 1, outputs = type == "split" ? 2 : 1;
        var recipe = new ModelRecipe($"r{Model.Recipes.Count}", type, [.. _random.Some(rows, inputs, inputs)], [.. Enumerable.Range(0, outputs).Select(index => $"d{Model.Recipes.Count}{"ab"[index]}")])
        {
            Least = ModelRecipes.HasFilter(type) && _random.Chance(0.3) ? null : 0,
            IsHandled = type == "python" && _random.Chance(0.6),
        };
        recipe.Version = recipe.IsHandled ? "1" : null;
        foreach (string output in recipe.Outputs)
            Add(new ModelObject(output, isFolder: false, ModelRecipes.ColumnsOf(type)) { Behaviour = _random.Chance(0.2) ? _random.Pick(s_behaviours) : "NORMAL" });
        Model.Recipes.Add(recipe);
    }

    private void AddFolders()
    {
        foreach (string folder in new[] { "F1", "F2" })
        {
            Flow.Folder(folder);
            Add(new ModelObject(folder, isFolder: true, []));
        }

        string exported = _random.Pick([.. Model.Objects.Values.Where(item => !item.IsFolder).Select(item => item.Name)]);
        Add(new ModelObject("list", isFolder: false, ModelRecipes.Paths));
        Model.Recipes.Add(new ModelRecipe("write", "export", [exported], ["F1"]) { Least = 0 });
        Model.Recipes.Add(new ModelRecipe("merge", "merge_folder", ["F0", "F1"], ["F2"]) { Least = 0 });
        Model.Recipes.Add(new ModelRecipe("show", "list_folder_contents", ["F2"], ["list"]) { Least = 0 });
    }

    private string PinOf(ModelObject item) => Path.Combine(Flow.Root, "pins", $"{item.Name}.csv");

    private ModelRows RandomRows(IReadOnlyList<(string Name, string Type)> columns) => new(columns, [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => columns.Select(column => column.Type switch
    {
        "bigint" => _random.Next(-1, 4).ToString(CultureInfo.InvariantCulture),
        "double" => NaiveRows.Text(_random.Next(-2, 8) * 0.5, "double"),
        _ => _random.Pick([null, "a", "b"]),
    }).ToArray())]);

    private void WriteFiles(ModelObject source)
    {
        if (!source.IsFolder)
        {
            source.Files = RandomRows(source.Columns);
            WriteCsv(Path.Combine(Flow.Data, $"{source.Name}.csv"), source.Files);
            return;
        }

        string folder = Path.Combine(Flow.Data, source.Name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        string[] paths = [.. _random.Some(["a.txt", "b.txt", "deep/c.txt", "é"], 1, 3).Order(StringComparer.Ordinal)];
        source.Files = new ModelRows([], [.. paths.Select(path => (string?[])[path, _random.Pick(["", "x", "é!"])])], ++_last);
        foreach (string?[] file in source.Files.Rows)
            Flow.File(Path.Combine(source.Name, file[0]!), file[1]!);
    }

    private void Touch(ModelObject source)
    {
        DateTime time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(++_last);
        foreach (string file in source.IsFolder ? Directory.GetFiles(Path.Combine(Flow.Data, source.Name), "*", SearchOption.AllDirectories) : [Path.Combine(Flow.Data, $"{source.Name}.csv")])
            File.SetLastWriteTimeUtc(file, time);
    }

    private static void WriteCsv(string path, ModelRows rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Concat(rows.Rows.Prepend([.. rows.Columns.Select(column => column.Name)]).Select(row => string.Join(',', row.Select(cell => cell ?? "")) + "\n")));
    }

    /// <summary>The rows of a reader, each with a number that tells which code has seen it.</summary>
    private sealed class Marked(RowReader reader, double x) : IRowSource
    {
        public IReadOnlyList<string> Columns => ["id_bigint", "kind_string", "x_double"];

        public async IAsyncEnumerable<object?[]> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await using (reader)
            {
                while (await reader.ReadAsync(cancellationToken))
                    yield return [reader.NullableInt64(0), reader.NullableString(1), x];
            }
        }
    }
}
