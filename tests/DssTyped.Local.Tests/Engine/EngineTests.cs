using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

public sealed class EngineTests
{
    private const string Columns = "id:int name:string";

    private static TestFlow Copy(string sql = "SELECT * FROM {0}") => new TestFlow()
        .Dataset("src", Columns).Dataset("out", Columns).Sql("copy", "src", "out", sql, Columns).File("src.csv", "id,name\n1,a\n2,\n3,b\n");

    [Fact]
    public async Task An_abort_ends_a_running_statement_and_leaves_nothing_behind()
    {
        await using TestFlow flow = Copy("SELECT count(*)::INT, NULL FROM range(100000000000) a WHERE hash(a.range) % 1000 = 1");
        LocalEngine engine = flow.Open();
        IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "out")], BuildMode.Recursive));
        // An activity reads its source before it has anything of its own; the statement comes right after its version.
        string output = Path.Combine(flow.Workspace, "data", "out");
        while (!Directory.Exists(output) || Directory.GetDirectories(output, "v-*").Length == 0)
        {
            Assert.NotEqual(JobState.Failed, (await job.GetStatusAsync()).State);
            await Task.Delay(10);
        }

        await Task.Delay(300);
        await job.AbortAsync().WaitAsync(TimeSpan.FromSeconds(20));

        JobResult result = await job.WaitAsync();
        Assert.Equal((JobState.Aborted, JobState.Aborted), (result.State, result.Activities.Single().State));
        Assert.False((await engine.GetDatasetStateAsync("out"))!.IsBuilt);
        Assert.Empty(Directory.GetDirectories(output, "v-*"));
    }

    [Theory]
    [InlineData("src.csv content")]
    [InlineData("payload")]
    [InlineData("variable")]
    [InlineData("schema")]
    [InlineData("data gone")]
    public async Task Whatever_a_result_depends_on_makes_it_out_of_date(string what)
    {
        await using TestFlow flow = Copy("SELECT id, name || '${suffix}' FROM {0}").Variable("suffix", "x").Variable("other", "x");
        await flow.Open().BuiltAsync("out");
        Assert.Equal("up to date", (await flow.Open().BuiltAsync("out")).Activities.Single().Reason);
        switch (what)
        {
            case "src.csv content":
                flow.File("src.csv", "id,name\n1,a\n2,\n3,c\n");
                break;
            case "payload":
                flow.Sql("copy", "src", "out", "SELECT id, name || '${suffix}' FROM {0} WHERE id > 1", Columns);
                break;
            case "variable":
                flow.Variable("suffix", "y");
                break;
            case "schema":
                flow.Recipe("copy", "test_sql", "src", "out", JsonReader.Read("""{"sql":"SELECT id, name || '${suffix}' FROM {0}","columns":[["id","int"],["name","string"]],"more":1}""").Root!);
                break;
            case "data gone":
                foreach (string file in Directory.GetFiles(Path.Combine(flow.Workspace, "data", "out"), "*.parquet", SearchOption.AllDirectories))
                    File.Delete(file);
                break;
        }

        Assert.NotEqual("up to date", (await flow.Open().BuiltAsync("out")).Activities.Single().Reason);
        Assert.Equal("up to date", (await flow.Open().BuiltAsync("out")).Activities.Single().Reason);
    }

    [Fact]
    public async Task What_a_result_does_not_depend_on_leaves_it_up_to_date()
    {
        await using TestFlow flow = Copy().Variable("unused", "1");
        await flow.Open().BuiltAsync("out");
        flow.Variable("unused", "2");
        flow.Recipe("copy", "test_sql", "src", "out", JsonReader.Read("""{"columns":[["id","int"],["name","string"]],"sql":"SELECT * FROM {0}","$status":{"x":1},"uiState":{}}""").Root!, """{"versionTag":{"versionNumber":9}}""");
        File.SetLastWriteTimeUtc(Path.Combine(flow.Data, "src.csv"), DateTime.UtcNow.AddHours(1));

        Assert.Equal("up to date", (await flow.Open().BuiltAsync("out")).Activities.Single().Reason);
    }

    [Fact]
    public async Task Refused_recipes_stop_a_job_before_anything_runs_unless_they_are_pinned_or_handled()
    {
        await using TestFlow flow = Copy().Dataset("scored", Columns).Dataset("end", Columns)
            .Recipe("score", "python", "out", "scored", JsonValue.Object()).Sql("last", "scored", "end", "SELECT * FROM {0} ORDER BY id", Columns);
        LocalEngine engine = flow.Open();

        DssRefusedException refused = await Assert.ThrowsAsync<DssRefusedException>(() => engine.BuildAsync("end"));
        Assert.Contains("Recipe 'score' (python) can't run here", refused.Message, StringComparison.Ordinal);
        Assert.False((await engine.GetDatasetStateAsync("out"))!.IsBuilt);

        flow.File("pinned.csv", "id,name\n7,pinned\n");
        engine.Pin("scored", Path.Combine(flow.Data, "pinned.csv"));
        JobResult result = await engine.BuiltAsync("end");
        Assert.Equal(["score", "last"], result.Activities.Select(activity => activity.Recipe));
        Assert.Equal(["7|pinned"], await engine.RowsAsync("end"));

        LocalEngine handled = flow.Open();
        handled.Handle("score", async (work, _) => await work.WriteAsync("scored", new Doubled(await work.OpenReaderAsync("out", ["id"]))));
        await handled.BuiltAsync("end");
        Assert.Equal(["2|-", "4|-", "6|-"], await handled.RowsAsync("end"));
    }

    [Fact]
    public async Task An_output_whose_columns_differ_is_an_error_that_names_them_unless_schemas_are_updated()
    {
        await using TestFlow flow = Copy().Dataset("wide", "id:int gone:string").Sql("widen", "src", "wide", "SELECT id, name, 1.5 FROM {0}", "id:int name:string extra:double");
        LocalEngine engine = flow.Open();

        JobResult result = await engine.BuildAsync("wide");
        Assert.Contains("the recipe does not give 'gone'; the output does not have 'name', 'extra'", result.Failures.Single().FirstFailure, StringComparison.Ordinal);

        await engine.BuiltAsync("wide", updateSchemas: true);
        Assert.Equal("id name extra", string.Join(' ', (await engine.GetSchemaAsync("wide"))!.Columns.Select(column => column.Name)));
    }

    [Theory]
    [InlineData("STRICT_SYNC")]
    [InlineData("FREE_SCHEMA_NAME_BASED")]
    public async Task A_sync_matches_columns_by_name_and_keeps_to_the_stored_ones(string mode)
    {
        await using TestFlow flow = Copy().Dataset("other", "name:string gone:string id:bigint")
            .Recipe("sync", "sync", "src", "other", JsonValue.Object(), $$"""{"params":{"schemaMode":"{{mode}}"} }""").Dataset("less", "name:string").Recipe("drop", "sync", "src", "less", JsonValue.Object());
        LocalEngine engine = flow.Open();

        await engine.BuiltAsync("other");
        Assert.Equal(["a|-|1", "-|-|2", "b|-|3"], await engine.RowsAsync("other"));

        ActivityResult dropped = (await engine.BuiltAsync("less")).Activities.Single();
        Assert.Equal(["a", "-", "b"], await engine.RowsAsync("less"));
        Assert.Contains("the output does not have 'id'", Assert.Single(dropped.Warnings), StringComparison.Ordinal);

        await engine.BuiltAsync("less", BuildMode.NonRecursiveForced, updateSchemas: true);
        Assert.Equal(["1|a", "2|-", "3|b"], await engine.RowsAsync("less"));
    }

    [Fact]
    public async Task Values_that_do_not_fit_the_stored_type_are_left_empty_and_counted()
    {
        await using TestFlow flow = Copy().Dataset("typed", "name:int id:string big:tinyint num:string")
            .Sql("type", "src", "typed", "SELECT id, CASE WHEN id = 1 THEN '12' ELSE 'x' END, id * 100, id / 8 FROM {0}", "id:int name:string big:int num:double");
        LocalEngine engine = flow.Open();

        ActivityResult activity = (await engine.BuiltAsync("typed")).Activities.Single();

        Assert.Equal(["12|1|100|0.125", "-|2|-|0.25", "-|3|-|0.375"], await engine.RowsAsync("typed"));
        Assert.Equal(["Column 'name': 2 values are no int and were left empty, the first of them 'x'.", "Column 'big': 2 values are no tinyint and were left empty, the first of them '200'."], activity.Warnings);
    }

    [Fact]
    public async Task Names_that_differ_only_by_case_are_kept_apart()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "a:int A:string").Dataset("Src", "a:int A:string").Dataset("out", "A:string a:int")
            .Sql("r", "src", "out", "SELECT * FROM {0}", "a:int A:string").File("src.csv", "a,A\n1,x\n").File("Src/f.csv", "A,a\ny,2\n");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");

        Assert.Equal(["x|1"], await engine.RowsAsync("out"));
        Assert.Equal(["2|y"], await engine.RowsAsync("Src"));
        Assert.Equal(["1|x"], await engine.RowsAsync("src"));
        Assert.Equal(["x"], await engine.RowsAsync(new ReadRequest("out") { Columns = ["A"] }));
    }

    [Fact]
    public async Task Filters_limits_and_columns_are_pushed_down()
    {
        await using TestFlow flow = Copy();
        LocalEngine engine = flow.Open();
        FilterCondition NotA() => new FilterCondition.Not(new FilterCondition.Compare("name", FilterOperator.Equal, "a"));

        Assert.Equal(["-|2", "b|3"], await engine.RowsAsync(new ReadRequest("src") { Columns = ["name", "id"], Filter = NotA() }));
        Assert.Equal(["2|-"], await engine.RowsAsync(new ReadRequest("src") { Filter = new FilterCondition.And(NotA(), new FilterCondition.Empty("name", Negated: false)) }));
        Assert.Equal(["1|a", "3|b"], await engine.RowsAsync(new ReadRequest("src") { Filter = new FilterCondition.OneOf("id", [1, 3]) }));
        Assert.Equal(["1|a", "3|b"], await engine.RowsAsync(new ReadRequest("src") { Filter = new FilterCondition.OneOf("name", [.. Enumerable.Range(0, 100).Select(i => $"it's {i}"), "a", "b"]) }));
        Assert.Equal(["1|a"], await engine.RowsAsync(new ReadRequest("src") { Limit = 1 }));
        DssException error = await Assert.ThrowsAsync<DssException>(() => engine.RowsAsync(new ReadRequest("src") { Columns = ["nam"] }));
        Assert.Contains("did you mean 'name'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_keeps_its_version_while_newer_ones_are_built()
    {
        await using TestFlow flow = Copy("SELECT (range % 1000)::INT, 'x' FROM range(500000)");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");
        await using RowReader reader = await engine.OpenReaderAsync(new ReadRequest("out"));
        Assert.True(await reader.ReadAsync());
        for (int i = 0; i < 3; i++)
            await flow.Open().BuiltAsync("out", BuildMode.RecursiveForced);

        long rows = 1;
        while (await reader.ReadAsync())
            rows++;

        Assert.Equal(500_000, rows);
    }

    [Fact]
    public async Task A_job_can_be_taken_hold_of_by_its_id_in_another_process()
    {
        await using TestFlow flow = Copy();
        JobResult result = await flow.Open().BuiltAsync("out");
        LocalEngine other = flow.Open();

        IFlowJob job = (await other.AttachJobAsync(result.Id))!;

        JobResult read = await job.WaitAsync();
        Assert.Equal((JobState.Done, 3L), (read.State, read.Activities.Single().Rows!.Value));
        Assert.Contains("3 rows", await job.GetLogAsync("copy"), StringComparison.Ordinal);
        Assert.Null(await other.AttachJobAsync("job_unknown"));
    }

    [Fact]
    public async Task Rows_are_written_to_sources_and_cleared()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", Columns).Dataset("out", Columns).Sql("copy", "src", "out", "SELECT * FROM {0}", Columns);
        LocalEngine engine = flow.Open();
        var schema = new DatasetSchema("src", [new DatasetColumn("id", "int"), new DatasetColumn("name", "string")]);

        Assert.Equal(2, await engine.WriteAsync(new WriteRequest("src", schema), new Rows(["name", "id"], ["x", 1], [null, 2])));
        await engine.BuiltAsync("out");
        Assert.Equal(["1|x", "2|-"], await engine.RowsAsync("out"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.WriteAsync(new WriteRequest("out", schema), new Rows(["id"])));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.WriteAsync(new WriteRequest("src", schema), new Rows(["id"], ["no number"])));
        Assert.Equal(["1|x", "2|-"], await engine.RowsAsync("src"));

        await engine.ClearAsync("out");
        await Assert.ThrowsAsync<DssNotBuiltException>(() => engine.RowsAsync("out"));
    }

    [Fact]
    public async Task A_partition_is_built_beside_the_others()
    {
        const string Partitioned = """{"partitioning":{"dimensions":[{"name":"day","type":"value"}]}}""";
        await using TestFlow flow = Copy("SELECT * FROM {0} WHERE id > ${min}").Dataset("parts", Columns, Partitioned).Sql("part", "src", "parts", "SELECT * FROM {0} WHERE id >= ${min}", Columns);
        async Task Build(string partition, string min)
        {
            LocalEngine engine = flow.Variable("min", min).Open();
            IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "parts", partition)], BuildMode.NonRecursiveForced));
            Assert.Equal(JobState.Done, (await job.WaitAsync()).State);
        }

        await Build("mon", "1");
        await Build("tue", "3");
        await Build("mon", "2");

        LocalEngine read = flow.Open();
        Assert.Equal(["mon", "tue"], await read.ListPartitionsAsync("parts"));
        Assert.Equal(["3|b"], await read.RowsAsync(new ReadRequest("parts") { Partitions = ["tue"] }));
        Assert.Equal(["2|-", "3|b"], await read.RowsAsync(new ReadRequest("parts") { Partitions = ["mon"] }));
        Assert.Equal(3, (await read.RowsAsync("parts")).Length);
        await read.ClearAsync("parts", "mon");
        Assert.Equal(["3|b"], await read.RowsAsync("parts"));
    }

    [Theory]
    [InlineData("test_sql", """{"sql":"SELECT * FROM {0}","columns":[["id","int"],["name","string"],["at","date"]]}""")]
    [InlineData("shaker", """{"steps":[]}""")]
    public async Task Rows_are_spread_over_partitions_by_their_dimensions(string type, string payload)
    {
        const string Partitioned = """{"partitioning":{"dimensions":[{"name":"at","type":"time","params":{"period":"MONTH"}},{"name":"name","type":"value"}]}}""";
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int name:string at:date").Dataset("parts", "id:int", Partitioned)
            .File("src.csv", "id,name,at\n1,a,2020-01-05\n2,b,2020-02-01\n3,a,2020-01-31\n");
        flow.Recipe("spread", type, "src", "parts", JsonReader.Read(payload).Root!, """{"redispatchPartitioning":true}""");
        LocalEngine engine = flow.Open();

        await engine.BuiltAsync("parts");

        Assert.Equal(["2020-01|a", "2020-02|b"], await engine.ListPartitionsAsync("parts"));
        Assert.Equal(["1", "3"], await engine.RowsAsync(new ReadRequest("parts") { Partitions = ["2020-01|a"] }));
        Assert.Equal(["1", "3", "2"], await engine.RowsAsync("parts"));
    }

    [Fact]
    public async Task Booleans_keep_their_spelling_and_are_booleans_to_compiled_programs()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int ok:string").Dataset("prepared", "id:int ok:boolean").Dataset("copy", "id:int ok:boolean").File("src.csv", "id,ok\n1,Yes\n2,\n3,no\n")
            .Recipe("prepare", "shaker", "src", "prepared", JsonReader.Read("""{"steps":[]}""").Root!)
            .Recipe("sync", "sync", "prepared", "copy", JsonReader.Read("{}").Root!);
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("copy");
        Assert.Equal(["1|Yes", "2|-", "3|no"], await engine.RowsAsync("copy"));

        var compiled = new DatasetSchema("copy", [new DatasetColumn("id", "int"), new DatasetColumn("ok", "boolean")]);
        await using RowReader reader = await engine.OpenReaderAsync(new ReadRequest("copy") { CompiledSchema = compiled, Filter = new FilterCondition.Compare("ok", FilterOperator.Equal, true) });
        Assert.True(await reader.ReadAsync());
        Assert.Equal((1L, true), (reader.GetInt64(0), reader.GetBoolean(1)));
        Assert.False(await reader.ReadAsync());
    }

    private sealed class Rows(IReadOnlyList<string> columns, params object?[][] rows) : IRowSource
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

    private sealed class Doubled(RowReader reader) : IRowSource
    {
        public IReadOnlyList<string> Columns => ["id"];

        public async IAsyncEnumerable<object?[]> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await using (reader)
            {
                while (await reader.ReadAsync(cancellationToken))
                    yield return [reader.NullableInt32(0) * 2];
            }
        }
    }
}
