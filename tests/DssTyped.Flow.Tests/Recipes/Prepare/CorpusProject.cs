using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tests.Prepare;

/// <summary>The datasets, prepare recipes and variables of a corpus project.</summary>
internal static class CorpusProject
{
    public static Snapshot Read(string folder)
    {
        var findings = new List<Flow.Diagnostics.Finding>();
        return SnapshotReader.FromJson(
            JsonValue.Object(
                ("formatVersion", JsonValue.Number(1)),
                ("project", JsonValue.Object(("projectKey", JsonValue.String("P")))),
                ("datasets", JsonValue.Array([.. Objects(folder, "datasets")])),
                ("recipes", JsonValue.Array([.. Objects(folder, "recipes").Where(recipe => recipe.FindText("type") == "shaker").Select(recipe => WithPayload(folder, recipe))])),
                ("variables", JsonValue.Array([.. Variables(folder)]))),
            findings);
    }

    private static IEnumerable<JsonValue> Objects(string folder, string kind) =>
        Directory.Exists(Path.Combine(folder, kind))
            ? Directory.GetFiles(Path.Combine(folder, kind), "*.json").Order(StringComparer.Ordinal)
                .Select(file => JsonReader.Read(File.ReadAllBytes(file)).Root!.With("name", JsonValue.String(Path.GetFileNameWithoutExtension(file))))
            : [];

    private static JsonValue WithPayload(string folder, JsonValue recipe)
    {
        string file = Path.Combine(folder, "recipes", recipe.FindText("name") + ".shaker");
        return File.Exists(file) && JsonReader.Read(File.ReadAllBytes(file)).Root is { IsObject: true } payload ? recipe.With("payload", payload) : recipe;
    }

    private static IEnumerable<JsonValue> Variables(string folder)
    {
        string file = Path.Combine(folder, "variables.json");
        return File.Exists(file)
            ? JsonReader.Read(File.ReadAllBytes(file)).Root!.Members.Select(member => JsonValue.Object(("name", JsonValue.String(member.Name)), ("value", member.Value)))
            : [];
    }
}
