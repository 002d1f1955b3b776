using DssTyped.Flow.Json;
using DssTyped.Tool;

namespace DssTyped.Tests.Cli;

/// <summary>A run of the command in this process, in a folder of its own.</summary>
internal sealed class Tool : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dss-typed-");

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>The standard output as JSON.</summary>
    public JsonValue Json => JsonReader.Read(Output).Root ?? throw new InvalidOperationException("The output is no JSON: " + Output);

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Writes a project in which LAB is copied to COPY.</summary>
    public string WriteProject(string name = "project", string source = "id bigint, value double", string copy = "id bigint, value double", string reads = "LAB")
    {
        Write($"{name}/params.json", """{"name": "Clinical"}""");
        Write($"{name}/datasets/LAB.json", Dataset(source));
        Write($"{name}/datasets/COPY.json", Dataset(copy));
        Write($"{name}/recipes/copy.json", $$"""{"type": "sync", "inputs": {"main": {"items": [{"ref": "{{reads}}"}] } }, "outputs": {"main": {"items": [{"ref": "COPY"}] } } }""");
        return PathOf(name);
    }

    /// <summary>Imports such a project.</summary>
    public async Task<string> ImportAsync(string name, string source = "id bigint, value double", string copy = "id bigint, value double", string reads = "LAB")
    {
        string snapshot = PathOf(name + ".dss.json");
        Assert.Equal(0, await RunAsync("import", WriteProject(name, source, copy, reads), "--project-key", "CLINICAL", "-o", snapshot));
        return snapshot;
    }

    public async Task<int> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = await DssTypedCommand.RunAsync(args, output, error);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Dataset(string columns)
    {
        IEnumerable<string> list = columns.Split(", ").Select(column => column.Split(' ')).Select(parts => $"{{\"name\": \"{parts[0]}\", \"type\": \"{parts[1]}\"}}");
        return "{\"type\": \"Filesystem\", \"managed\": true, \"schema\": {\"columns\": [" + string.Join(", ", list) + "]}}";
    }
}
