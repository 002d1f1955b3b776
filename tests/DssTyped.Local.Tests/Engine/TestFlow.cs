using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Text;

namespace DssTyped.Local.Tests.Engine;

/// <summary>A flow made for one test, with a data folder and a workspace of its own.</summary>
internal sealed class TestFlow : IAsyncDisposable
{
    private readonly List<JsonValue> _datasets = [];
    private readonly List<JsonValue> _folders = [];
    private readonly List<JsonValue> _recipes = [];
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly List<LocalEngine> _engines = [];

    public TestFlow()
    {
        Root = Directory.CreateTempSubdirectory("dss-typed-").FullName;
        Data = Path.Combine(Root, "data");
        Workspace = Path.Combine(Root, "workspace");
        Directory.CreateDirectory(Data);
    }

    public string Root { get; }

    public string Data { get; }

    public string Workspace { get; }

    public TestFlow Dataset(string name, string columns, string? json = null)
    {
        JsonValue schema = JsonValue.Object(("columns", JsonValue.Array([.. columns.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(column => JsonValue.Object(("name", JsonValue.String(column.Split(':')[0])), ("type", JsonValue.String(column.Split(':')[1]))))])));
        JsonValue raw = JsonValue.Object(("name", JsonValue.String(name)), ("type", JsonValue.String("Filesystem")), ("schema", schema));
        foreach (JsonMember member in json is null ? [] : JsonReader.Read(json).Root!.Members)
            raw = raw.With(member.Name, member.Value);

        _datasets.Add(raw);
        return this;
    }

    public TestFlow Folder(string id)
    {
        _folders.Add(JsonValue.Object(("id", JsonValue.String(id)), ("name", JsonValue.String(id))));
        return this;
    }

    /// <summary>Takes all datasets and recipes out, to be made anew; data and workspace stay.</summary>
    public TestFlow Forget()
    {
        _datasets.Clear();
        _recipes.Clear();
        return this;
    }

    public TestFlow Sql(string name, string inputs, string outputs, string sql, string columns) => Recipe(name, "test_sql", inputs, outputs, JsonValue.Object(
        ("sql", JsonValue.String(sql)),
        ("columns", JsonValue.Array([.. columns.Split(' ').Select(column => JsonValue.Array([.. column.Split(':').Select(part => JsonValue.String(part))]))]))));

    public TestFlow Recipe(string name, string type, string inputs, string outputs, JsonValue payload, string? json = null)
    {
        JsonValue raw = JsonValue.Object(("name", JsonValue.String(name)), ("type", JsonValue.String(type)), ("inputs", Items(inputs)), ("outputs", Items(outputs)), ("payload", payload));
        foreach (JsonMember member in json is null ? [] : JsonReader.Read(json).Root!.Members)
            raw = raw.With(member.Name, member.Value);

        _recipes.RemoveAll(recipe => recipe.FindText("name") == name);
        _recipes.Add(raw);
        return this;

        static JsonValue Items(string names) => JsonValue.Object(("main", JsonValue.Object(
            ("items", JsonValue.Array([.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => JsonValue.Object(("ref", JsonValue.String(item))))])))));
    }

    public TestFlow Variable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    public TestFlow File(string path, string content)
    {
        string full = Path.Combine(Data, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, content);
        return this;
    }

    public Snapshot Snapshot()
    {
        JsonValue root = JsonValue.Object(
            ("formatVersion", JsonValue.Number(1)),
            ("project", JsonValue.Object(("projectKey", JsonValue.String("TEST")))),
            ("datasets", JsonValue.Array(_datasets)),
            ("managedFolders", JsonValue.Array(_folders)),
            ("recipes", JsonValue.Array(_recipes)),
            ("variables", JsonValue.Array([.. _variables.Select(variable => JsonValue.Object(("name", JsonValue.String(variable.Key)), ("value", JsonValue.String(variable.Value))))])));
        SnapshotReadResult result = SnapshotReader.Read(JsonWriter.Indented(root));
        Assert.Empty(result.Findings);
        return result.Snapshot!;
    }

    public LocalEngine Open(Func<LocalEngineOptions, LocalEngineOptions>? change = null)
    {
        var options = new LocalEngineOptions { Snapshot = Snapshot(), DataFolder = Data, WorkspaceFolder = Workspace };
        LocalEngine engine = LocalEngine.Open(change is null ? options : change(options), TestRecipes.For);
        _engines.Add(engine);
        return engine;
    }

    /// <summary>Makes a result look as if another version of the engine had written it: fingerprints hold that version, so another gives other hashes.</summary>
    public void WriteAsOlderEngine(string dataset)
    {
        string path = Path.Combine(Workspace, "data", dataset, "manifest.json");
        JsonValue manifest = JsonReader.Read(System.IO.File.ReadAllText(path)).Root!;
        JsonValue Older(JsonValue built) => built.With("fingerprint", JsonValue.String(string.Concat(built.FindText("fingerprint")!.Reverse())));
        System.IO.File.WriteAllText(path, JsonWriter.Indented(Older(manifest).With("engine", JsonValue.String("0")).With("partitions", JsonValue.Array([.. manifest.FindItems("partitions").Select(Older)]))));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LocalEngine engine in _engines)
            await engine.DisposeAsync();

        Directory.Delete(Root, recursive: true);
    }
}

internal static class TestFlowExtensions
{
    public static async Task<JobResult> BuildAsync(this LocalEngine engine, string dataset, BuildMode mode = BuildMode.Recursive, bool updateSchemas = false)
    {
        IFlowJob job = await engine.StartJobAsync(new JobRequest([.. dataset.Split(' ').Select(name => new JobOutput(FlowObjectType.Dataset, name))], mode) { AutoUpdateSchemas = updateSchemas });
        return await job.WaitAsync();
    }

    /// <summary>Builds what must build.</summary>
    public static async Task<JobResult> BuiltAsync(this LocalEngine engine, string dataset, BuildMode mode = BuildMode.Recursive, bool updateSchemas = false)
    {
        JobResult result = await engine.BuildAsync(dataset, mode, updateSchemas);
        Assert.True(result.Succeeded, string.Join(Environment.NewLine, result.Failures.SelectMany(activity => activity.LogTail.Prepend(activity.Recipe + ": " + activity.FirstFailure))));
        return result;
    }

    /// <summary>Waits until a recipe of a job runs.</summary>
    public static async Task RunningAsync(this IFlowJob job)
    {
        while ((await job.GetStatusAsync()).Activities.All(activity => activity.State == JobState.NotStarted))
            await Task.Delay(5);
    }

    /// <summary>The rows as DSS text, cells separated by a bar, empty ones as a dash.</summary>
    public static async Task<string[]> RowsAsync(this LocalEngine engine, ReadRequest request)
    {
        await using RowReader reader = await engine.OpenReaderAsync(request);
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.Columns.Count).Select(i => reader.IsNull(i) ? "-" : Text(reader, i))));

        return [.. rows];
    }

    public static Task<string[]> RowsAsync(this LocalEngine engine, string dataset) => engine.RowsAsync(new ReadRequest(dataset));

    private static string Text(RowReader reader, int column) => reader.Columns[column].Type switch
    {
        "tinyint" or "smallint" or "int" or "bigint" => reader.GetInt64(column).ToString(System.Globalization.CultureInfo.InvariantCulture),
        "double" => JavaText.Of(reader.GetDouble(column)),
        "float" => JavaText.Of(reader.GetSingle(column)),
        "boolean" => JavaText.Of(reader.GetBoolean(column)),
        "date" => reader.GetInstant(column).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
        "dateonly" => reader.GetDateOnly(column).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        "datetimenotz" => reader.GetDateTime(column).ToString("yyyy-MM-ddTHH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture),
        _ => reader.GetString(column),
    };
}
