using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>
/// Makes a snapshot from a DSS project: a folder in git, an unzipped export, or the zip of an export. Object names come from
/// file names; secrets and what only the user interface needs stay out.
/// </summary>
public static class SnapshotImporter
{
    private static readonly (string List, string[] Folders)[] StoredObjects =
    [
        ("managedFolders", ["managed_folders/"]),
        ("streamingEndpoints", ["streaming_endpoints/", "streaming-endpoints/"]),
    ];

    private static readonly (string List, string[] Folders)[] PlainObjects =
    [
        ("modelEvaluationStores", ["model_evaluation_stores/"]),
        ("knowledgeBanks", ["knowledge-banks/", "knowledge_banks/"]),
        ("labelingTasks", ["labeling_tasks/"]),
        ("zones", ["zones/"]),
    ];

    /// <summary>Imports a folder or a zip file.</summary>
    /// <exception cref="SnapshotException">It is no DSS project, or files of it can't be read.</exception>
    public static ImportResult ImportPath(string path, ImportOptions? options = null)
    {
        if (Directory.Exists(path))
            return Readable(path, () => Import(new FolderFiles(path), options));

        if (!File.Exists(path))
            throw new SnapshotException(SnapshotDiagnostics.BadProjectFile, path, "there is no such file or folder");

        using FileStream stream = File.OpenRead(path);
        return ImportZip(stream, path, options);
    }

    /// <summary>Imports the zip of a project export.</summary>
    /// <param name="stream">The zip; must be seekable. It is closed.</param>
    /// <param name="name">What people call it, for messages.</param>
    /// <param name="options">How to import.</param>
    /// <exception cref="SnapshotException">It is no zip of a DSS project, or files of it can't be read.</exception>
    public static ImportResult ImportZip(Stream stream, string name, ImportOptions? options = null)
    {
        return Readable(name, () =>
        {
            using var files = new ZipFiles(stream, name);
            return Import(files, options);
        });
    }

    /// <summary>Imports a project from its files.</summary>
    /// <exception cref="SnapshotException">It is no DSS project, or files of it can't be read.</exception>
    public static ImportResult Import(IProjectFiles files, ImportOptions? options = null)
    {
        options ??= new ImportOptions();
        var project = new ProjectReader(ProjectLayout.Of(files));
        var import = new ObjectImporter(options.IncludePluginSettings);

        // The key first: without it there is no use in reading hundreds of files.
        JsonValue manifest = project.Layout.ManifestPath is { } path ? project.ReadAt(path) ?? JsonValue.Object() : JsonValue.Object();
        string key = ProjectKey(options, manifest, project);

        JsonValue settings = project.ReadObject("params.json") ?? JsonValue.Object();
        var root = new List<JsonMember>
        {
            new("$schema", JsonValue.String(SnapshotWriter.SchemaUri)),
            new("formatVersion", JsonValue.Number(Snapshot.FormatVersion)),
            new("project", import.Project(key, manifest.FindText("generatedWithDSSVersion"), settings)),
            List("datasets", project.ObjectsIn("datasets/").Select(file => import.Dataset(file.Name, file.Value, InlineRows(project, file)))),
            List("recipes", project.ObjectsIn("recipes/").Select(file => import.Recipe(file.Name, file.Value, project.Payload(file)))),
            List("savedModels", project.ObjectsIn("saved_models/").Select(file => import.SavedModel(file.Name, file.Value))),
            List("scenarios", project.ObjectsIn("scenarios/").Select(file => import.Scenario(file.Name, file.Value))),
            List("variables", (project.ReadObject("variables.json")?.Members ?? []).Select(member => import.Variable(member.Name, member.Value))),
        };
        root.AddRange(StoredObjects.Select(kind => List(kind.List, project.ObjectsIn(kind.Folders).Select(file => import.Stored(file.Name, file.Value)))));
        root.AddRange(PlainObjects.Select(kind => List(kind.List, project.ObjectsIn(kind.Folders).Select(file => import.Plain(file.Name, file.Value)))));
        project.ThrowIfBroken();

        JsonValue canonical = CanonicalSnapshot.Of(JsonValue.Object([.. root.Where(member => !member.Value.IsArray || member.Value.Items.Count > 0 || member.Name is "datasets" or "recipes")]));
        project.Notes.AddRange(import.Withheld.Distinct().Select(what => $"Left out, since it looks like a secret: {what}."));

        return new ImportResult(SnapshotReader.FromJson(canonical, []), project.Notes);
    }

    private static ImportResult Readable(string name, Func<ImportResult> import)
    {
        try
        {
            return import();
        }
        catch (InvalidDataException exception)
        {
            throw new SnapshotException(SnapshotDiagnostics.BadProjectFile, name, exception.Message.TrimEnd('.'));
        }
    }

    private static JsonMember List(string name, IEnumerable<JsonValue> items) => new(name, JsonValue.Array([.. items]));

    private static JsonValue? InlineRows(ProjectReader project, ProjectFile file) =>
        file.Value.FindText("type") == "Inline" && project.ReadObject($"datasets/{file.Name}.data") is { } data ? data.Find("data") ?? JsonValue.Array([]) : null;

    private static string ProjectKey(ImportOptions options, JsonValue manifest, ProjectReader project)
    {
        string? key = options.ProjectKey ?? manifest.FindText("originalProjectKey");
        if (key is null)
        {
            // Scenarios of old versions have it inside; copied ones have another project's, so it is a hint only.
            string? hint = project.ObjectsIn("scenarios/").Select(file => file.Value.FindText("projectKey")).FirstOrDefault(text => text is not null);
            throw new SnapshotException(SnapshotDiagnostics.NoProjectKey, hint is null ? "" : $" Its scenarios say '{hint}'.");
        }

        return key.Length > 0 && key.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_')
            ? key
            : throw new SnapshotException(SnapshotDiagnostics.BadProjectKey, key);
    }
}
