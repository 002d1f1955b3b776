using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Names that file systems, SQL and programs would rather not have.</summary>
public sealed class OddNamesTests
{
    public static TheoryData<string> Names =>
    [
        "a/b", "..", ".", "../../up", "/etc/passwd", @"back\slash", "CON", "nul", "com1.txt", "trailing.", "a:b", "\u00e9", "e\u0301", "quote\"s'and`ticks", "semi;colon", "new\nline", "tab\tbed", "%41", "$x", "😀",
        "*?[]{}", " leading and trailing ", "~a1b2c3d4", new string('n', 300), string.Concat(Enumerable.Repeat("語", 200)),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Datasets_recipes_and_columns_may_have_any_name(string name)
    {
        await using TestFlow flow = new TestFlow();
        flow.Raw(name, name, name + "2").Raw(name + "out", name, name + "2").Step("recipe " + name, name, name + "out");
        LocalEngine engine = flow.Open();
        var schema = new DatasetSchema(name, [new DatasetColumn(name, "string"), new DatasetColumn(name + "2", "string")]);
        await engine.WriteAsync(new WriteRequest(name, schema), new OneRow([name, name + "2"], ["x", "y"]));

        IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, name + "out")], BuildMode.Recursive));
        JobResult result = await job.WaitAsync();

        Assert.True(result.Succeeded, result.Failures.FirstOrDefault()?.FirstFailure);
        Assert.Equal(["x|y"], await engine.RowsAsync(name + "out"));
        Assert.Equal(["y"], await engine.RowsAsync(new ReadRequest(name + "out") { Columns = [name + "2"], Filter = new FilterCondition.Compare(name, FilterOperator.Equal, "x") }));
        Assert.Contains("1 rows", await (await flow.Open().AttachJobAsync(result.Id))!.GetLogAsync("recipe " + name), StringComparison.Ordinal);
        Assert.All(Directory.GetFileSystemEntries(flow.Root, "*", SearchOption.AllDirectories), path => Assert.True(path.StartsWith(flow.Data, StringComparison.Ordinal) || path.StartsWith(flow.Workspace, StringComparison.Ordinal), path));
        using LocalWorkspace workspace = LocalWorkspace.Open(flow.Workspace);
        Assert.Contains(name, workspace.Datasets);
        await using RowReader reader = workspace.OpenReader(new ReadRequest(name));
        Assert.True(await reader.ReadAsync());
    }

    /// <summary>No name leads out of the data folder.</summary>
    [Theory]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData(".")]
    public async Task No_name_leads_out_of_the_folder_it_is_looked_for_in(string name)
    {
        await using TestFlow flow = new TestFlow().File("other.csv", "a\n1\n").File("fs_datasets_data/other/out-s0.csv", "1\n").File("uploads/other/x.csv", "a\n1\n");
        File.WriteAllText(Path.Combine(flow.Root, "secret.csv"), "a\n1\n");
        Directory.CreateDirectory(Path.Combine(flow.Data, "secret"));
        File.WriteAllText(Path.Combine(flow.Data, "secret", "x.csv"), "a\n1\n");
        flow.Raw(name, "a");

        await Assert.ThrowsAsync<DssNotBuiltException>(() => flow.Open().RowsAsync(name));
    }

    [Fact]
    public async Task Twins_by_case_or_by_composition_are_kept_apart_also_for_those_who_have_no_snapshot()
    {
        string[] names = ["Data", "DATA", "\u00e9", "e\u0301"];
        await using TestFlow flow = new TestFlow();
        foreach (string name in names)
            flow.Raw(name, "a", "A");
        LocalEngine engine = flow.Open();
        foreach (string name in names)
        {
            await engine.WriteAsync(new WriteRequest(name, new DatasetSchema(name, [new DatasetColumn("a", "string"), new DatasetColumn("A", "string")])), new OneRow(["a", "A"], [name, "other"]));

            // Each time, those that are not written yet have no folder.
            using LocalWorkspace workspace = LocalWorkspace.Open(flow.Workspace);
            await using RowReader reader = workspace.OpenReader(new ReadRequest(name));
            Assert.True(await reader.ReadAsync());
            Assert.Equal((name, "other"), (reader.GetString(0), reader.GetString(1)));
        }

        foreach (string name in names)
            Assert.Equal([name + "|other"], await engine.RowsAsync(name));
    }

    [Fact]
    public async Task Partitions_may_have_any_name()
    {
        string[] values = ["a/b", "..", "", "x|y", "CON", "\u00e9", "e\u0301", "A", "a", new string('p', 300), "quote'd", "new\nline"];
        await using TestFlow flow = new TestFlow();
        flow.Raw("src", "id", "day").Dataset("parts", "id:string", """{"partitioning":{"dimensions":[{"name":"day","type":"value"}]}}""")
            .Recipe("spread", "sync", "src", "parts", JsonValue.Object(), """{"redispatchPartitioning":true}""");
        LocalEngine engine = flow.Open();
        await engine.WriteAsync(new WriteRequest("src", new DatasetSchema("src", [new DatasetColumn("id", "string"), new DatasetColumn("day", "string")])), new OneRow(["id", "day"], [.. values.Where(value => value.Length > 0).Select(value => new object?[] { value, value })]));

        await engine.BuiltAsync("parts");

        foreach (string value in values.Where(value => value.Length > 0))
            Assert.Equal([value], await engine.RowsAsync(new ReadRequest("parts") { Partitions = [value] }));
    }
}

internal static class RawFlowExtensions
{
    /// <summary>A dataset with columns of text, whatever their names.</summary>
    public static TestFlow Raw(this TestFlow flow, string name, params string[] columns) => flow.Dataset(name, "", JsonWriter.Compact(JsonValue.Object(("schema", JsonValue.Object(("columns", JsonValue.Array(
        [.. columns.Select(column => JsonValue.Object(("name", JsonValue.String(column)), ("type", JsonValue.String("string"))))])))))));

    /// <summary>A sync recipe between two datasets, whatever their names.</summary>
    public static TestFlow Step(this TestFlow flow, string name, string input, string output)
    {
        JsonValue Role(string reference) => JsonValue.Object(("main", JsonValue.Object(("items", JsonValue.Array([JsonValue.Object(("ref", JsonValue.String(reference)))])))));
        return flow.Recipe(name, "sync", "", "", JsonValue.Object(), JsonWriter.Compact(JsonValue.Object(("inputs", Role(input)), ("outputs", Role(output)))));
    }
}

internal sealed class OneRow(IReadOnlyList<string> columns, params object?[][] rows) : IRowSource
{
    public IReadOnlyList<string> Columns => columns;

    public async IAsyncEnumerable<object?[]> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (object?[] row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
