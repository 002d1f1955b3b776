using System.IO.Compression;
using System.Text;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tests.Snapshots;

/// <summary>A DSS project in memory, written file by file as DSS lays it out.</summary>
internal sealed class ProjectFiles
{
    public const string Schema = """{"columns": [{"name": "id", "type": "bigint"}, {"name": "value", "type": "double"}], "userModified": false}""";

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal) { ["params.json"] = "{\"name\": \"Clinical\"}"u8.ToArray() };

    public ProjectFiles Add(string path, string content)
    {
        _files[path] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    public ProjectFiles Dataset(string name, string more = "") =>
        Add($"datasets/{name}.json", $$"""{"type": "Filesystem", "managed": true, "schema": {{Schema}}{{more}}}""");

    public ProjectFiles Recipe(string name, string type, string input, string output, string more = "") =>
        Add($"recipes/{name}.json", $$$"""{"type": "{{{type}}}", "inputs": {"main": {"items": [{"ref": "{{{input}}}", "deps": []}]}}, "outputs": {"main": {"items": [{"ref": "{{{output}}}", "appendMode": false}]}}{{{more}}}}""");

    /// <summary>A small flow: LAB is grouped into LAB_AGG.</summary>
    public static ProjectFiles Clinical() => new ProjectFiles().Dataset("LAB").Dataset("LAB_AGG")
        .Recipe("group_LAB", "grouping", "LAB", "LAB_AGG").Add("recipes/group_LAB.grouping", """{"keys": [{"column": "id"}], "values": [{"column": "value", "sum": true, "$idx": 1}], "outputColumnNameOverrides": {"value_sum": "value"}}""");

    /// <summary>The files in another order and below a folder.</summary>
    public MemoryFiles In(string folder = "", int seed = 0)
    {
        KeyValuePair<string, byte[]>[] files = [.. _files.Select(file => KeyValuePair.Create(file.Key.StartsWith('/') ? file.Key[1..] : folder + file.Key, file.Value))];
        new Random(seed).Shuffle(files);
        return new MemoryFiles("clinical", new Dictionary<string, byte[]>(files));
    }

    public ImportResult Import(string? key = "CLINICAL") => SnapshotImporter.Import(In(), new ImportOptions { ProjectKey = key });

    public MemoryStream Zip(string folder)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, byte[] content) in _files)
            {
                using Stream entry = archive.CreateEntry(path.StartsWith('/') ? path[1..] : folder + path).Open();
                entry.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
