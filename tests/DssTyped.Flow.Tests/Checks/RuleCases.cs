using System.Text;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Diff;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tests.Checks;

/// <summary>For each rule about snapshots, flows and changes, the least that makes it report something.</summary>
internal static class RuleCases
{
    private const string ByDay = """{"partitioning": {"dimensions": [{"name": "day", "type": "time", "params": {"period": "DAY"}}]}}""";

    private static readonly Dictionary<FlowDiagnostic, Func<IEnumerable<Finding>>> Cases = new()
    {
        [SnapshotDiagnostics.Malformed] = () => Text("{"),
        [SnapshotDiagnostics.NewerFormat] = () => Text("""{"formatVersion": 99}"""),
        [SnapshotDiagnostics.NotASnapshot] = () => Text("[]"),
        [SnapshotDiagnostics.DuplicateObject] = () => Text("""{"formatVersion": 1, "datasets": [{"name": "A"}, {"name": "A"}]}"""),
        [SnapshotDiagnostics.DuplicateColumn] = () => Text("""{"formatVersion": 1, "datasets": [{"name": "A", "schema": {"columns": [{"name": "x"}, {"name": "x"}]}}]}"""),
        [SnapshotDiagnostics.UnknownType] = () => Found(new TestFlow().Dataset("A", "x strnig")),
        [SnapshotDiagnostics.TooLarge] = () => Text("{\"formatVersion\": 1, \"x\": " + new string('[', 100_000)),
        [SnapshotDiagnostics.DuplicateJsonName] = () => Text("""{"formatVersion": 1, "formatVersion": 1}"""),
        [SnapshotDiagnostics.WrongKind] = () => Text("""{"formatVersion": 1, "datasets": 5}"""),
        [SnapshotDiagnostics.MissingName] = () => Text("""{"formatVersion": 1, "datasets": [{}]}"""),
        [SnapshotDiagnostics.NoColumns] = () => Found(new TestFlow().Dataset("A", "")),
        [SnapshotDiagnostics.NotAProject] = () => Import("P", ("readme.txt", "")),
        [SnapshotDiagnostics.SeveralProjects] = () => Import("P", ("one/params.json", "{}"), ("one/datasets/A.json", "{}"), ("two/params.json", "{}"), ("two/datasets/A.json", "{}")),
        [SnapshotDiagnostics.NoProjectKey] = () => Import(null, ("params.json", "{}"), ("datasets/A.json", "{}")),
        [SnapshotDiagnostics.BadProjectFile] = () => Import("P", ("params.json", "{}"), ("datasets/A.json", "{")),
        [SnapshotDiagnostics.NothingToCheck] = () => Thrown(() => SnapshotWriter.Write(new TestFlow().Dataset("A", "").Snapshot)),
        [SnapshotDiagnostics.BadProjectKey] = () => Import("no key", ("params.json", "{}"), ("datasets/A.json", "{}")),

        [FlowDiagnostics.DanglingInput] = () => Found(Flow("sync", inputs: "GONE")),
        [FlowDiagnostics.DanglingOutput] = () => Found(new TestFlow().Dataset("A").Recipe("r", "sync", "A", "GONE")),
        [FlowDiagnostics.Cycle] = () => Found(Flow("sync").Recipe("back", "sync", "OUT", "A")),
        [FlowDiagnostics.TwoProducers] = () => Found(Flow("sync").Recipe("other", "sync", "A", "OUT")),
        [FlowDiagnostics.NoOutputs] = () => Found(new TestFlow().Dataset("A").Recipe("r", "python", "A", "")),
        [FlowDiagnostics.UnknownRecipeType] = () => Found(Flow("quantum")),
        [FlowDiagnostics.PartitionDependency] = () => Found(new TestFlow().Dataset("A", more: ByDay).Dataset("OUT").Recipe("r", "sync", "", "OUT", more: """{"inputs": {"main": {"items": [{"ref": "A", "deps": [{"idim": "dya", "func": "equals"}]}]}}}""")),
        [FlowDiagnostics.WriteProtected] = () => Found(new TestFlow().Dataset("A").Dataset("OUT", more: """{"flowOptions": {"rebuildBehavior": "WRITE_PROTECT"}}""").Recipe("r", "sync", "A", "OUT")),
        [FlowDiagnostics.DanglingFolder] = () => Found(new TestFlow().Dataset("A", more: """{"type": "FilesInFolder", "params": {"folderSmartId": "abcdefgh"}}""")),
        [FlowDiagnostics.NotExported] = () => Found(new TestFlow().Dataset("A").Recipe("r", "prediction_training", "A", "m0d3lid1")),
        [FlowDiagnostics.UnknownColumn] = () => Found(Flow("distinct", """{"keys": [{"column": "gone"}]}""")),
        [FlowDiagnostics.UnknownColumnInFormula] = () => Found(Step("CreateColumnWithGREL", """{"column": "x", "expression": "gone + 1"}""")),
        [FlowDiagnostics.UnknownFunction] = () => Found(Step("CreateColumnWithGREL", """{"column": "x", "expression": "lenght(name)"}""")),
        [FlowDiagnostics.FormulaSyntax] = () => Found(Step("CreateColumnWithGREL", """{"column": "x", "expression": "length(name"}""")),
        [FlowDiagnostics.JoinKeyTypes] = () => Found(Flow("join", """{"virtualInputs": [{"index": 0}, {"index": 0}], "joins": [{"on": [{"column1": {"name": "id", "table": 0}, "column2": {"name": "name", "table": 1}}]}]}""")),
        [FlowDiagnostics.AggregateType] = () => Found(Flow("grouping", """{"values": [{"column": "name", "avg": true}]}""")),
        [FlowDiagnostics.FirstLastNeedsOrder] = () => Found(Flow("grouping", """{"values": [{"column": "name", "first": true}]}""")),
        [FlowDiagnostics.UnknownColumnInStep] = () => Found(Step("FillEmptyWithValue", """{"columns": ["gone"], "value": "0"}""")),
        [FlowDiagnostics.DatasetNotAnInput] = () => Found(Step("MemoryEquiJoiner", """{"leftCol": "id", "rightInput": "OTHER", "rightCol": "id", "copyColumns": ["name"]}""").Dataset("OTHER", "id bigint, name string")),
        [FlowDiagnostics.DuplicateOutputColumn] = () => Found(Flow("join", """{"virtualInputs": [{"index": 0}, {"index": 0}], "selectedColumns": [{"table": 0, "name": "id"}, {"table": 1, "name": "id"}]}""")),
        [FlowDiagnostics.IndexOutOfRange] = () => Found(Flow("split", """{"mode": "RANDOM", "randomSplits": [{"share": 50, "outputIndex": 4}]}""")),
        [FlowDiagnostics.UnknownProcessor] = () => Found(Step("QuantumStep", "{}")),
        [FlowDiagnostics.StaleSchema] = () => Found(Flow("sync", stored: "old string")),

        [BaselineDiagnostics.ColumnRemoved] = () => Changed(flow => flow.Dataset("S", "x int"), flow => flow.Dataset("S", "y string")),
        [BaselineDiagnostics.ColumnRetyped] = () => Changed(flow => flow.Dataset("S", "x bigint"), flow => flow.Dataset("S", "x int")),
        [BaselineDiagnostics.DatasetRemoved] = () => Changed(flow => flow.Dataset("S"), flow => flow),
        [BaselineDiagnostics.RecipeRemoved] = () => Changed(flow => flow.Recipe("r", "python", "", "A"), flow => flow),
        [BaselineDiagnostics.RecipeSignature] = () => Changed(flow => flow.Dataset("S").Recipe("r", "python", "", "A"), flow => flow.Dataset("S").Recipe("r", "python", "", "A S")),
        [BaselineDiagnostics.PartitioningChanged] = () => Changed(flow => flow.Dataset("S"), flow => flow.Dataset("S", more: ByDay)),
        [BaselineDiagnostics.ObjectRemoved] = () => Changed(flow => flow.With("scenarios", """[{"id": "NIGHT", "name": "Night"}]"""), flow => flow),
        [BaselineDiagnostics.ObjectRenamed] = () => Changed(flow => flow.With("scenarios", """[{"id": "NIGHT", "name": "Night"}]"""), flow => flow.With("scenarios", """[{"id": "NIGHT", "name": "Day"}]""")),
        [BaselineDiagnostics.NowWriteProtected] = () => Changed(flow => flow.Dataset("S"), flow => flow.Dataset("S", more: """{"flowOptions": {"rebuildBehavior": "WRITE_PROTECT"}}""")),
        [BaselineDiagnostics.ColumnWidened] = () => Changed(flow => flow.Dataset("S", "x int"), flow => flow.Dataset("S", "x bigint")),
        [BaselineDiagnostics.ObjectAdded] = () => Changed(flow => flow, flow => flow.Dataset("S")),
        [BaselineDiagnostics.ColumnAdded] = () => Changed(flow => flow.Dataset("S", "x int"), flow => flow.Dataset("S", "x int, y int")),
        [BaselineDiagnostics.SettingsChanged] = () => Changed(flow => flow.Recipe("r", "python", "", "A", "\"1\""), flow => flow.Recipe("r", "python", "", "A", "\"2\"")),
    };

    /// <summary>What a rule's case reports; null if it has none.</summary>
    public static IReadOnlyList<Finding>? Of(FlowDiagnostic rule) => Cases.TryGetValue(rule, out Func<IEnumerable<Finding>>? findings) ? [.. findings()] : null;

    private static IEnumerable<Finding> Text(string text) => SnapshotReader.Read(text).Findings;

    private static IEnumerable<Finding> Found(TestFlow flow) => flow.Check().Findings;

    private static TestFlow Flow(string type, string payload = "null", string inputs = "A", string stored = "") =>
        new TestFlow().Dataset("A", "id bigint, name string").Dataset("OUT", stored).Recipe("r", type, inputs, "OUT", payload);

    private static TestFlow Step(string type, string settings) => Flow("shaker", $$"""{"steps": [{"type": "{{type}}", "params": {{settings}}}]}""");

    private static IEnumerable<Finding> Changed(Func<TestFlow, TestFlow> before, Func<TestFlow, TestFlow> after) =>
        SnapshotDiff.Compare(before(new TestFlow().Dataset("A")).Snapshot, after(new TestFlow().Dataset("A")).Snapshot).Select(change => change.Finding);

    private static IEnumerable<Finding> Import(string? key, params (string Path, string Text)[] files) => Thrown(() => SnapshotImporter.Import(
        new MemoryFiles("project", files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetBytes(file.Text), StringComparer.Ordinal)), new ImportOptions { ProjectKey = key }));

    private static IEnumerable<Finding> Thrown(Action action) => Assert.Throws<SnapshotException>(action).Problems.Select(problem => problem.Finding);
}
