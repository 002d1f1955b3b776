using System.Text;
using DssTyped.Flow.Checks;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Diff;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Json;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Snapshots;
using DssTyped.Tests.Checks;

namespace DssTyped.Tests.Json;

/// <summary>A snapshot is untrusted text: whatever it holds, the reader and the checks answer with findings.</summary>
public sealed class HostileInputTests
{
    private static readonly string Valid = new TestFlow()
        .Dataset("LAB", "patient string, value double").Dataset("AGG", "patient string, value_avg double").Dataset("PIVOT", "patient string").Dataset("OUT", "patient string")
        .Recipe("group", "grouping", "LAB", "AGG", """{"keys": [{"column": "patient"}], "values": [{"column": "value", "avg": true, "orderColumn": "value"}], "preFilter": {"enabled": true, "uiData": {"mode": "&&", "conditions": [{"input": "value", "operator": ">  [number]", "num": 1}]}}}""")
        .Recipe("prepare", "shaker", "AGG", "OUT", """{"steps": [{"type": "ColumnRenamer", "params": {"renamings": [{"from": "a", "to": "b"}]}}, {"type": "CreateColumnWithGREL", "params": {"column": "x", "expression": "if(val(\"value_avg\") > 1, patient, '')"}}]}""")
        .Recipe("join", "join", "LAB AGG", "OUT", """{"virtualInputs": [{"index": 0}, {"index": 1}], "joins": [{"table1": 0, "table2": 1, "on": [{"column1": {"name": "patient", "table": 0}, "column2": {"name": "patient", "table": 1}}]}], "selectedColumns": [{"table": 0, "name": "patient"}]}""")
        .Recipe("pivot", "pivot", "LAB", "PIVOT", """{"explicitIdentifiers": ["patient"], "pivots": [{"keyColumns": ["patient"], "valueColumns": [{"column": "value", "sum": true}]}]}""")
        .With("zones", """[{"id": "default", "items": [{"objectId": "LAB", "objectType": "DATASET"}]}]""").With("variables", """[{"name": "x", "value": 1}]""")
        .ToText();

    [Fact]
    public void Any_mutation_of_a_snapshot_gives_findings_never_an_exception()
    {
        byte[] valid = Encoding.UTF8.GetBytes(Valid);
        Snapshot baseline = SnapshotReader.Read(Valid).Snapshot!;
        for (int seed = 0; seed < 6000; seed++)
        {
            byte[] mutated = Mutate(valid, new Random(seed));
            try
            {
                SnapshotReadResult read = SnapshotReader.Read(mutated);
                FlowCheckResult result = FlowChecks.Run(read);
                foreach (Finding finding in result.Findings)
                    Assert.True(read.Text.PositionOf(finding.Span.Start).Line >= 1 && finding.Message.Length > 0);

                Assert.True(read.Snapshot is not null || result.HasErrors);
                if (read.Snapshot is { } snapshot && seed % 10 == 0)
                    UseEverything(baseline, snapshot);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {exception}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("\u0000")]
    [InlineData("{\"formatVersion\": 1e999}")]
    [InlineData("{\"formatVersion\": \"1\", \"datasets\": 7}")]
    [InlineData("{\"formatVersion\": 2}")]
    [InlineData("{\"formatVersion\": -1}")]
    [InlineData("{\"formatVersion\": 1, \"datasets\": [{\"name\": 7}, null, [], {\"name\": \"\"}]}")]
    public void A_text_that_is_no_snapshot_is_an_error(string text) => Assert.True(SnapshotReader.Read(text).HasErrors);

    [Fact]
    public void Nesting_has_a_limit_with_a_finding_of_its_own()
    {
        Finding deep = Assert.Single(SnapshotReader.Read($"{{\"formatVersion\": 1, \"x\": {new string('[', 100_000)}").Findings);

        Assert.Equal(SnapshotDiagnostics.TooLarge, deep.Rule);
        Assert.Contains("deeper than 64", deep.Message);
    }

    [Fact]
    public void A_name_that_stands_twice_in_an_object_is_told_at_the_second()
    {
        SnapshotReadResult read = SnapshotReader.Read("{\n  \"formatVersion\": 1,\n  \"formatVersion\": 1\n}");

        Finding finding = Assert.Single(read.Findings, finding => finding.Rule == SnapshotDiagnostics.DuplicateJsonName);
        Assert.Equal(new LinePosition(3, 3), read.Text.PositionOf(finding.Span.Start));
    }

    [Fact]
    public void Encodings_and_line_ends_make_no_difference()
    {
        Snapshot expected = SnapshotReader.Read(Valid).Snapshot!;
        byte[][] spellings =
        [
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Valid)],
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Valid)],
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Valid)],
            Encoding.UTF8.GetBytes(Valid.Replace("\n", "\r\n", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(Valid.Replace("\n", "\r", StringComparison.Ordinal)),
        ];

        foreach (byte[] spelling in spellings)
            Assert.Equal(expected.Raw, SnapshotReader.Read(spelling).Snapshot!.Raw);
    }

    [Fact]
    public void Half_a_surrogate_pair_and_invalid_bytes_are_replaced()
    {
        byte[] text = [.. Encoding.UTF8.GetBytes("""{"formatVersion": 1, "datasets": [{"name": "D\ud800", "description": "x"""), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes("\"}]}")];

        SnapshotReadResult read = SnapshotReader.Read(text);

        Assert.Equal("D\uFFFD", Assert.Single(read.Snapshot!.Datasets).Name);
    }

    [Fact]
    public void Numbers_nobody_can_hold_keep_their_spelling()
    {
        Snapshot snapshot = SnapshotReader.Read("""{"formatVersion": 1, "variables": [{"name": "x", "value": 1e999}, {"name": "y", "value": 123456789012345678901234567890.10}]}""").Snapshot!;

        Assert.Equal(["1e999", "123456789012345678901234567890.10"], snapshot.Variables.Select(variable => variable.Value!.Text));
    }

    /// <summary>(a+)+ on a name of many a's takes longer than anyone lives.</summary>
    [Fact]
    public void A_pattern_that_takes_for_ever_leaves_the_columns_open()
    {
        FlowCheckResult result = new TestFlow().Dataset("IN", $"{new string('a', 60)}! string").Dataset("OUT", "b string")
            .Recipe("prepare", "shaker", "IN", "OUT", """{"steps": [{"type": "ColumnsSelector", "params": {"appliesTo": "PATTERN", "appliesToPattern": "(a+)+b?", "keep": false}}]}""").Check();

        OutputComparison output = Assert.Single(result.Outputs);
        Assert.Equal(Certainty.DataDependent, output.Derived.Certainty);
        Assert.Contains("takes too long to match", output.Derived.Reason);
    }

    /// <summary>A few kilobytes of settings that ask for billions of columns or findings.</summary>
    [Theory]
    [InlineData("window")]
    [InlineData("pivot")]
    [InlineData("join")]
    [InlineData("split")]
    [InlineData("combine")]
    public void Settings_that_multiply_are_bounded(string what)
    {
        static string Many(int count, string item) => string.Join(", ", Enumerable.Repeat(item, count));
        string columns = string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"c{i} double"));
        TestFlow flow = new TestFlow().Dataset("IN", columns).Dataset("OUT", "x string", what == "pivot"
            ? $$"""{"schema": {"columns": [], "metadata": {"pivotElementsModalities": [{"pivotedModalities": [{{Many(2000, """{"keyValues": ["a"], "name": "a"}""")}}]}]} } }"""
            : "{}");
        flow = what switch
        {
            "window" => flow.Recipe("r", "window", "IN", "OUT", $$"""{"windows": [{{Many(1000, "{}")}}], "values": [{{Many(1000, $$"""{"column": "c0", "min": true, "lag": true, "lagValues": "{{Many(100, "1")}}"}""")}}]}"""),
            "pivot" => flow.Recipe("r", "pivot", "IN", "OUT", $$"""{"explicitIdentifiers": [], "pivots": [{"keyColumns": ["c0"], "valueColumns": [{{string.Join(", ", Enumerable.Range(0, 2000).Select(i => $$"""{"column": "c{{i}}", "sum": true}"""))}}]}]}"""),
            "join" => flow.Recipe("r", "join", "IN", "OUT", $$"""{"virtualInputs": [{{Many(5000, """{"index": 0, "outputColumnsSelectionMode": "ALL"}""")}}], "joins": []}"""),
            "split" => flow.Recipe("r", "shaker", "IN", "OUT", """{"steps": [{"type": "ColumnSplitter", "params": {"inCol": "c0", "outColPrefix": "p", "target": "COLUMNS", "limitOutput": true, "limit": 2000000000}}]}"""),
            _ => flow.Recipe("r", "shaker", "IN", "OUT", $$"""{"steps": [{{Many(20, """{"type": "NumericalCombinator", "params": {"appliesTo": "ALL", "add": true, "sub": true, "mul": true, "div": true, "prefix": "p"}}""")}}]}"""),
        };

        FlowCheckResult result = flow.Check();

        OutputComparison output = Assert.Single(result.Outputs);
        Assert.InRange(output.Derived.Columns.Count, 0, 100_000);
        Assert.InRange(output.Derived.Certainty, Certainty.DataDependent, Certainty.Opaque);
        Assert.InRange(result.Findings.Count, 0, 1100);
    }

    private static void UseEverything(Snapshot baseline, Snapshot snapshot)
    {
        var lineage = new ColumnLineage(new FlowInference(new FlowGraph(snapshot)));
        foreach (DatasetDefinition dataset in snapshot.Datasets)
        {
            foreach (Flow.Schemas.SchemaColumn column in dataset.Schema)
                _ = (lineage.Upstream(new LineageColumn(dataset.Id, column.Name)), lineage.Downstream(new LineageColumn(dataset.Id, column.Name)));
        }

        _ = SnapshotDiff.Compare(baseline, snapshot);
        if (snapshot.Datasets.Any(dataset => dataset.Schema.Count > 0))
            Assert.Equal(SnapshotWriter.Write(snapshot), SnapshotWriter.Write(SnapshotReader.Read(SnapshotWriter.Write(snapshot)).Snapshot!));
    }

    private static byte[] Mutate(byte[] valid, Random random)
    {
        var bytes = valid.ToList();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(1, 80)).ToArray());
                    break;
                case 3:
                    Swap(random, bytes, "\"", "[]", "{}", "null", "-1", "1e999", "\"\"", "true");
                    break;
                case 4:
                    bytes.InsertRange(at, new byte[] { (byte)"{}[],:\"\\"[random.Next(8)] });
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count == 0)
                break;
        }

        return [.. bytes];
    }

    // Puts a value of another kind where a string stood: the JSON stays valid, the snapshot does not.
    private static void Swap(Random random, List<byte> bytes, string mark, params string[] values)
    {
        int[] quotes = [.. Enumerable.Range(0, bytes.Count).Where(index => bytes[index] == (byte)mark[0])];
        if (quotes.Length < 2)
            return;

        int first = random.Next(quotes.Length / 2) * 2;
        bytes.RemoveRange(quotes[first], quotes[first + 1] - quotes[first] + 1);
        bytes.InsertRange(quotes[first], Encoding.UTF8.GetBytes(values[random.Next(values.Length)]));
    }
}
