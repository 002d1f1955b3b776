using DssTyped.Flow.Checks;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tests.Checks;

/// <summary>A flow written in a few words, read from text so that everything has a place.</summary>
internal sealed class TestFlow
{
    private readonly List<JsonValue> _datasets = [];
    private readonly List<JsonValue> _recipes = [];
    private readonly List<JsonMember> _others = [];

    /// <summary>Adds a dataset; <paramref name="columns"/> is such as <c>id bigint, value double</c>.</summary>
    public TestFlow Dataset(string name, string columns = "id bigint", string more = "{}")
    {
        JsonValue[] list = [.. columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(column => column.Split(' '))
            .Select(parts => JsonValue.Object(("name", Text(parts[0])), ("type", Text(parts[1]))))];
        _datasets.Add(JsonValue.Object([.. JsonValue.Object(("name", Text(name)), ("type", Text("Filesystem")), ("schema", JsonValue.Object(("columns", JsonValue.Array(list))))).Members, .. Parse(more).Members]));
        return this;
    }

    /// <summary>Adds a recipe; inputs and outputs are names in role <c>main</c>, separated by blanks.</summary>
    public TestFlow Recipe(string name, string type, string inputs, string outputs, string payload = "{}", string more = "{}")
    {
        _recipes.Add(JsonValue.Object([.. JsonValue.Object(("name", Text(name)), ("type", Text(type)), ("inputs", Role(inputs)), ("outputs", Role(outputs)), ("payload", Parse(payload))).Members, .. Parse(more).Members]));
        return this;
    }

    /// <summary>Adds a list of other objects, as JSON.</summary>
    public TestFlow With(string list, string items)
    {
        _others.Add(new JsonMember(list, Parse(items)));
        return this;
    }

    public string ToText() => JsonWriter.Indented(JsonValue.Object([new("formatVersion", JsonValue.Number(1)), new("project", JsonValue.Object(("projectKey", Text("P")))),
        new("datasets", JsonValue.Array(_datasets)), new("recipes", JsonValue.Array(_recipes)), .. _others]), lineLength: 160);

    public SnapshotReadResult Read() => SnapshotReader.Read(ToText());

    public Snapshot Snapshot => Read().Snapshot!;

    public FlowCheckResult Check() => FlowChecks.Run(Read());

    /// <summary>The one finding of a rule.</summary>
    public Finding Single(FlowDiagnostic rule) => Assert.Single(Check().Findings, finding => finding.Rule == rule);

    /// <summary>The text a finding points to.</summary>
    public string Pointed(Finding finding) => ToText().Substring(finding.Span.Start, finding.Span.End - finding.Span.Start);

    private static JsonValue Role(string names) => JsonValue.Object(("main", JsonValue.Object(("items", JsonValue.Array(
        [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => JsonValue.Object(("ref", Text(name))))])))));

    private static JsonValue Parse(string json) => JsonReader.Read(json).Root ?? JsonValue.String(json);

    private static JsonValue Text(string text) => JsonValue.String(text);
}
