namespace DssTyped.Local.Tests.Engine;

/// <summary>Workspaces and data folders where nobody expects them.</summary>
public sealed class OddPlacesTests
{
    private const string Columns = "id:bigint name:string";

    private static TestFlow Flow() => new TestFlow().Dataset("src", Columns).Dataset("mid", Columns).Dataset("out", Columns)
        .Sql("first", "src", "mid", "SELECT * FROM {0}", Columns).Recipe("second", "test_text", "mid", "text", DssTyped.Flow.Json.JsonValue.Object()).Dataset("text", Columns + " text:string")
        .Sql("third", "text", "out", "SELECT id, name FROM {0} ORDER BY id DESC", Columns).File("src.csv", "id,name\n1,a\n2,\n");

    [Theory]
    [InlineData("with blanks and 100% ünïcödé 'quotes' \"too\" ; and -- more")]
    [InlineData("%41%20%00")]
    [InlineData("ends with a dot.")]
    [InlineData("[glob]*?{a,b}")]
    [InlineData("e\u0301 and \u00e9")]
    [InlineData("new\nline")]
    [InlineData("$HOME ~ ${x}")]
    [InlineData("😀")]
    public async Task A_folder_may_have_any_name(string name)
    {
        await using TestFlow flow = Flow();
        string data = Directory.CreateDirectory(Path.Combine(flow.Root, name, "data")).FullName;
        File.Copy(Path.Combine(flow.Data, "src.csv"), Path.Combine(data, "src.csv"));
        LocalEngine engine = flow.Open(options => options with { DataFolder = data, WorkspaceFolder = Path.Combine(flow.Root, name, "workspace") });

        await engine.BuiltAsync("out");

        Assert.Equal(["2|-", "1|a"], await engine.RowsAsync("out"));
        Assert.All((await engine.BuiltAsync("out")).Activities, activity => Assert.Equal("up to date", activity.Reason));
    }

    [Fact]
    public async Task Workspace_and_data_may_be_links_and_so_may_a_file_that_changes_behind_its_link()
    {
        await using TestFlow flow = Flow();
        string real = Directory.CreateDirectory(Path.Combine(flow.Root, "real workspace")).FullName;
        string elsewhere = Path.Combine(flow.Root, "elsewhere.csv");
        string large = "id,name\n" + string.Concat(Enumerable.Range(1, 120_000).Select(id => FormattableString.Invariant($"{id},abcdef\n")));
        File.WriteAllText(elsewhere, large);
        File.SetLastWriteTimeUtc(elsewhere, DateTime.UtcNow.AddMinutes(-1));
        File.Delete(Path.Combine(flow.Data, "src.csv"));
        File.CreateSymbolicLink(Path.Combine(flow.Data, "src.csv"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(flow.Root, "data link"), flow.Data);
        Directory.CreateSymbolicLink(Path.Combine(flow.Root, "workspace link"), real);
        LocalEngine Open() => flow.Open(options => options with { DataFolder = Path.Combine(flow.Root, "data link"), WorkspaceFolder = Path.Combine(flow.Root, "workspace link") });

        await Open().BuiltAsync("mid");
        Assert.Equal(120_000, (await Open().GetDatasetStateAsync("mid"))!.Rows);
        Assert.True(Directory.Exists(Path.Combine(real, "data", "mid")));

        // Of the same size; and the link itself stays as it was.
        File.WriteAllText(elsewhere, large.Replace("120000,abcdef", "120000,ABCDEF", StringComparison.Ordinal));
        await Open().BuiltAsync("mid");
        Assert.Equal("120000|ABCDEF", (await Open().RowsAsync(new ReadRequest("mid") { Filter = new FilterCondition.Compare("id", FilterOperator.Equal, 120_000L) })).Single());
    }

    [Fact]
    public async Task A_data_folder_that_holds_a_link_to_itself_is_read_once()
    {
        await using TestFlow flow = Flow().File("src/part.csv", "id,name\n1,a\n");
        File.Delete(Path.Combine(flow.Data, "src.csv"));
        Directory.CreateSymbolicLink(Path.Combine(flow.Data, "src", "again"), Path.Combine(flow.Data, "src"));

        Directory.CreateSymbolicLink(Path.Combine(flow.Root, "link"), flow.Data);

        Assert.Equal(["1|a"], await flow.Open().RowsAsync("src"));
        Assert.Equal(["1|a"], await flow.Open(options => options with { DataFolder = Path.Combine(flow.Root, "link"), WorkspaceFolder = Path.Combine(flow.Root, "other") }).RowsAsync("src"));
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_an_error_that_names_it()
    {
        await using TestFlow flow = Flow();
        string source = Path.Combine(flow.Data, "src.csv");
        File.Delete(source);
        Directory.CreateDirectory(Path.Combine(flow.Data, "src"));
        string broken = Path.Combine(flow.Data, "src", "part.csv");
        File.CreateSymbolicLink(broken, Path.Combine(flow.Root, "gone.csv"));

        DssException reading = await Assert.ThrowsAsync<DssException>(() => flow.Open().RowsAsync("src"));
        Assert.Contains($"The source file '{broken}' can't be read", reading.Message, StringComparison.Ordinal);
        Assert.Contains($"The source file '{broken}' can't be read", (await flow.Open().BuildAsync("mid")).Failures.First().FirstFailure, StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public async Task Workspace_data_and_temporary_files_may_be_on_three_file_systems_and_the_data_read_only()
    {
        await using TestFlow flow = Flow();
        string data = Path.Combine(flow.Root, "disk");
        using var disk = new SmallDisk(data, megabytes: 2);
        using var workspace = new SmallDisk(flow.Workspace, megabytes: 8);
        File.Copy(Path.Combine(flow.Data, "src.csv"), Path.Combine(data, "src.csv"));
        disk.MakeReadOnly();
        LocalEngine engine = flow.Open(options => options with { DataFolder = data });

        await engine.BuiltAsync("out");

        Assert.Equal(["2|-", "1|a"], await engine.RowsAsync("out"));
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_an_error_that_says_so()
    {
        await using TestFlow flow = Flow();
        string deep = Path.Combine([flow.Root, .. Enumerable.Repeat(new string('x', 200), 20)]);
        LocalEngine engine = flow.Open(options => options with { WorkspaceFolder = deep });

        DssException failure = await Assert.ThrowsAsync<DssException>(() => engine.BuildAsync("out"));

        Assert.Contains("choose another WorkspaceFolder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_is_a_file_is_an_error_that_says_so()
    {
        await using TestFlow flow = Flow();
        File.WriteAllText(flow.Workspace, "no folder");
        LocalEngine engine = flow.Open();

        DssException failure = await Assert.ThrowsAsync<DssException>(() => engine.BuildAsync("out"));
        Assert.Contains(flow.Workspace, failure.Message, StringComparison.Ordinal);
        Assert.Contains("choose another WorkspaceFolder", failure.Message, StringComparison.Ordinal);
    }
}
