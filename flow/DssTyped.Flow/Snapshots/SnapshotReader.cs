using System.Globalization;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Snapshots;

/// <summary>Reads single-file snapshots (<c>*.dss.json</c>). Never throws on content: what is wrong is told in findings.</summary>
public static class SnapshotReader
{
    /// <summary>Reads a snapshot from text.</summary>
    public static SnapshotReadResult Read(string text) => Read(JsonReader.Read(text));

    /// <summary>Reads a snapshot from bytes (UTF-8, or UTF-16 with a byte order mark).</summary>
    public static SnapshotReadResult Read(byte[] bytes) => Read(JsonReader.Read(bytes));

    /// <summary>Reads a snapshot from JSON that was read already.</summary>
    public static SnapshotReadResult Read(JsonText text)
    {
        var findings = new List<Finding>();
        foreach (JsonProblem problem in text.Problems)
        {
            FlowDiagnostic rule = problem.Kind switch
            {
                JsonProblemKind.Malformed => SnapshotDiagnostics.Malformed,
                JsonProblemKind.TooDeep or JsonProblemKind.TooLarge => SnapshotDiagnostics.TooLarge,
                JsonProblemKind.DuplicateName => SnapshotDiagnostics.DuplicateJsonName,
            };
            findings.Add(Finding.Of(rule, problem.Span, problem.Message));
        }

        Snapshot? snapshot = text.Root is { } root ? ReadRoot(root, findings) : null;
        return new SnapshotReadResult(snapshot, findings, text);
    }

    /// <summary>Builds a snapshot from its JSON object, such as an importer makes it.</summary>
    internal static Snapshot FromJson(JsonValue root, List<Finding> findings) =>
        ReadRoot(root, findings) ?? throw new InvalidDataException(findings[findings.Count - 1].Message);

    private static Snapshot? ReadRoot(JsonValue root, List<Finding> findings)
    {
        if (!root.IsObject || root.Find("formatVersion") is null)
        {
            findings.Add(Finding.Of(SnapshotDiagnostics.NotASnapshot, root.Span, root.IsObject ? "'formatVersion' is missing" : "the file must hold a JSON object"));
            return null;
        }

        if (root.FindInt32("formatVersion") is not (> 0 and <= Snapshot.FormatVersion))
        {
            JsonValue version = root.Find("formatVersion")!;
            findings.Add(root.FindInt32("formatVersion") > 0
                ? Finding.Of(SnapshotDiagnostics.NewerFormat, version.Span, version.Text, Snapshot.FormatVersion.ToString(CultureInfo.InvariantCulture))
                : Finding.Of(SnapshotDiagnostics.NotASnapshot, version.Span, "'formatVersion' must be a whole number from 1"));
            return null;
        }

        var objects = new ObjectListReader(root, findings);
        var read = new SnapshotObjects
        {
            Datasets = objects.ByName("datasets", (name, raw) => new DatasetDefinition(name, raw, SchemaReader.Read(name, raw, findings))),
            Recipes = objects.ByName("recipes", (name, raw) => new RecipeDefinition(name, raw)),
            ManagedFolders = objects.ById("managedFolders", (id, name, raw) => new ManagedFolderDefinition(id, name, raw)),
            SavedModels = objects.ById("savedModels", (id, name, raw) => new SavedModelDefinition(id, name, raw)),
            ModelEvaluationStores = objects.ById("modelEvaluationStores", (id, name, raw) => new ModelEvaluationStoreDefinition(id, name, raw)),
            StreamingEndpoints = objects.ById("streamingEndpoints", (id, name, raw) => new StreamingEndpointDefinition(id, name, raw)),
            KnowledgeBanks = objects.ById("knowledgeBanks", (id, name, raw) => new KnowledgeBankDefinition(id, name, raw)),
            Scenarios = objects.ById("scenarios", (id, name, raw) => new ScenarioDefinition(id, name, raw)),
            Zones = objects.ById("zones", (id, name, raw) => new ZoneDefinition(id, name, raw)),
            Variables = objects.ByName("variables", (name, raw) => new VariableDefinition(name, raw)),
        };

        if (read.Datasets.Count > 0 && read.Datasets.All(dataset => dataset.Schema.Count == 0))
            findings.Add(Finding.Of(SnapshotDiagnostics.NoColumns, (root.FindMember("datasets")?.NameSpan).GetValueOrDefault(), read.Datasets.Count.ToString(CultureInfo.InvariantCulture)));

        JsonValue project = root.Find("project") ?? JsonValue.Object();
        string key = project.FindText("projectKey") ?? "";
        return new Snapshot(root, new ProjectInfo(key, project.FindText("name") ?? key, project.FindText("dssVersion")), read);
    }
}
