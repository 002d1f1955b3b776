using System.Text;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>Reads the JSON files of a project and collects what is wrong with them, so that all of it is told at once.</summary>
internal sealed class ProjectReader(ProjectLayout layout)
{
    private readonly List<SnapshotProblem> _problems = [];

    public ProjectLayout Layout => layout;

    /// <summary>What people should know about the import.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The objects of a folder: every <c>NAME.json</c>, in ordinal order.</summary>
    public IReadOnlyList<ProjectFile> ObjectsIn(params string[] folders)
    {
        const string extension = ".json";
        var objects = new List<ProjectFile>();
        foreach (string folder in folders)
        {
            foreach (string file in layout.FilesIn(folder))
            {
                // "._NAME.json" is what macOS puts into zips.
                if (file.Length > extension.Length && file.EndsWith(extension, StringComparison.Ordinal) && file[0] != '.' && ReadObject(folder + file) is { } value)
                    objects.Add(new ProjectFile(file.Substring(0, file.Length - extension.Length), value));
            }
        }

        return objects;
    }

    /// <summary>A file that holds a JSON object; null if it is missing, empty or, which is remembered, something else.</summary>
    public JsonValue? ReadObject(string path) => layout.Has(path) ? ReadAt(layout.FullPath(path)) : null;

    /// <summary>As <see cref="ReadObject"/>, for an existing path within the source.</summary>
    public JsonValue? ReadAt(string fullPath)
    {
        byte[] bytes = layout.Read(fullPath);
        if (IsBlank(bytes))
            return null;

        JsonText text = JsonReader.Read(bytes);
        if (text.Root is { IsObject: true } root)
            return root;

        JsonProblem? problem = text.Problems.FirstOrDefault(problem => problem.Kind != JsonProblemKind.DuplicateName);
        Add(fullPath, text.PositionOf(problem?.Span.Start ?? 0), problem?.Message ?? "it must hold a JSON object");
        return null;
    }

    /// <summary>A recipe's payload, from the file that its type tells: JSON for visual recipes, a string for code; null if there is none.</summary>
    public JsonValue? Payload(ProjectFile recipe)
    {
        string type = recipe.Value.FindText("type") ?? "";
        string? path = RecipePayloads.ExtensionsOf(type).Select(extension => $"recipes/{recipe.Name}.{extension}").FirstOrDefault(layout.Has);
        if (path is null || IsBlank(layout.Read(layout.FullPath(path))))
            return null;

        if (RecipePayloads.IsCode(type))
            return Code(path);

        // Plugins may keep anything in their payload.
        bool isPlugin = type.StartsWith("CustomCode_", StringComparison.Ordinal) || type.StartsWith("App_", StringComparison.Ordinal);
        return isPlugin && JsonReader.Read(layout.Read(layout.FullPath(path))).Root is not { IsObject: true } ? Code(path) : ReadObject(path);
    }

    /// <summary>Throws if any file could not be read.</summary>
    /// <exception cref="SnapshotException">With all problems.</exception>
    public void ThrowIfBroken()
    {
        if (_problems.Count > 0)
            throw new SnapshotException(_problems);
    }

    // Checkouts on Windows have CRLF; a snapshot must not depend on that.
    private JsonValue Code(string path)
    {
        string code = Encoding.UTF8.GetString(layout.Read(layout.FullPath(path)));
        return JsonValue.String((code[0] == '\uFEFF' ? code.Substring(1) : code).Replace("\r\n", "\n"));
    }

    private void Add(string fullPath, LinePosition position, string message)
    {
        if (!_problems.Exists(problem => problem.File == fullPath))
            _problems.Add(new SnapshotProblem(fullPath, position, Finding.Of(SnapshotDiagnostics.BadProjectFile, default, fullPath, message)));
    }

    private static bool IsBlank(byte[] bytes) => Array.TrueForAll(bytes, b => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF);
}

/// <summary>An object of a project, as its file has it.</summary>
/// <param name="Name">The file's base name: the object's name or id.</param>
/// <param name="Value">The file's content.</param>
internal sealed record ProjectFile(string Name, JsonValue Value);
