using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Local;
using DssTyped.Local.Tests.Engine;

namespace DssTyped.Tests.Recipes;

/// <summary>SQL recipes: what DuckDB understands runs, everything else is refused with the reason.</summary>
public sealed class SqlRecipeTests
{
    private static readonly Table Orders = Table.Of("ID:bigint,Customer,total:double", ["1", "ann", "2.5"], ["2", "bob", "4.0"], ["3", "ann", "1.0"]);

    [Theory]
    [InlineData("SELECT Customer, sum(total) AS spent FROM \"${projectKey}_I0\" GROUP BY 1 ORDER BY 1;")]
    [InlineData("select `customer`, SUM(`total`) as spent from `OLDKEY_I0` t group by `customer` order by `customer` -- the old project's key")]
    [InlineData("SELECT Customer, sum(x.total) AS spent FROM \"db\".\"public\".\"TEST_i0\" x GROUP BY 1 ORDER BY 1")]
    [InlineData("/* by name */ WITH o AS (SELECT * FROM I0) SELECT o.Customer, sum(o.total) spent FROM o GROUP BY o.Customer ORDER BY 1")]
    public void A_query_runs_with_the_tables_of_its_inputs(string sql)
    {
        using var run = new RecipeRun();
        Table output = run.Run(Query(sql))["O0"];
        Assert.Equal([["ann", "3.5"], ["bob", "4.0"]], output.Rows);
        Assert.Equal("double", output.Columns[1].Type);
    }

    [Theory]
    [InlineData("SELECT no_such_function(ID) FROM I0", "no_such_function")]
    [InlineData("SELECT * FROM somewhere_else", "somewhere_else")]
    [InlineData("SELECT TOP 5 * FROM I0", "syntax error")]
    [InlineData("COPY I0 TO 'out.csv'", "COPY")]
    [InlineData("SELECT * FROM read_csv('/etc/hostname')", "disabled by configuration")]
    [InlineData("SELECT ${missing} FROM I0", "missing")]
    [InlineData("CREATE MACRO f(x) AS x; CREATE TABLE O0 AS SELECT * FROM I0", "something other than a table", "sql_script")]
    [InlineData("CREATE SCHEMA s; CREATE TABLE O0 AS SELECT * FROM I0", "something other than a table", "sql_script")]
    [InlineData("DROP FUNCTION dss_text; CREATE TABLE O0 AS SELECT * FROM I0", "drops or alters something other than a table", "sql_script")]
    [InlineData("DROP SCHEMA main CASCADE; CREATE TABLE O0 AS SELECT * FROM I0", "drops or alters something other than a table", "sql_script")]
    [InlineData("CREATE /* new */ TABLE O0 AS SELECT * FROM I0", "something other than a table", "sql_script")]
    public void What_DuckDB_does_not_understand_is_refused_with_the_reason(string sql, string reason, string type = "sql_query")
    {
        using var run = new RecipeRun();
        var refused = Assert.Throws<RecipeRefusedException>(() => run.Run(Query(sql) with { Type = type }));
        Assert.Contains("Filesystem", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_script_fills_the_tables_of_its_outputs()
    {
        using var run = new RecipeRun();
        RecipeCase test = Query("""
            DROP TABLE IF EXISTS "${projectKey}_O0";
            CREATE TABLE "${projectKey}_O0" AS SELECT Customer, ID FROM "${projectKey}_I0" WHERE total > 2;
            INSERT INTO "${projectKey}_O0" VALUES ('semi;colon', 9);
            """) with { Type = "sql_script" };
        Assert.Equal([["ann", "1"], ["bob", "2"], ["semi;colon", "9"]], run.Run(test)["O0"].Rows);
    }

    /// <summary>Comments before statements once kept tables from being the recipe's own.</summary>
    [Fact]
    public async Task A_script_leaves_nothing_behind_that_it_or_another_would_meet_again()
    {
        const string Code = """
            -- first
            CREATE TABLE work AS SELECT id FROM src;
            /* then */ CREATE VIEW seen AS SELECT id FROM work;
            CREATE INDEX by_id ON work(id);
            -- last
            CREATE TABLE out AS SELECT id + 1 AS id FROM seen;
            """;
        await using TestFlow flow = new TestFlow().Dataset("src", "id:bigint").Dataset("out", "id:bigint").Dataset("end", "id:bigint").File("src.csv", "id\n1\n")
            .Recipe("script", "sql_script", "src", "out", JsonValue.String(Code)).Recipe("query", "sql_query", "out", "end", JsonValue.String("SELECT id FROM out"));
        LocalEngine engine = flow.Open(options => options with { Workers = 1 });

        for (int round = 0; round < 3; round++)
        {
            await engine.BuiltAsync("end", BuildMode.RecursiveForced);
            Assert.Equal(["2"], await engine.RowsAsync("end"));
        }

        flow.Recipe("query", "sql_query", "out", "end", JsonValue.String("SELECT id FROM work"));
        await Assert.ThrowsAsync<DssRefusedException>(() => flow.Open().BuildAsync("end", BuildMode.RecursiveForced));
    }

    private static RecipeCase Query(string sql) => RecipeCase.Of("sql_query", JsonValue.String(sql).ToString(), Orders) with { Variables = new Dictionary<string, string> { ["projectKey"] = "TEST" } };
}
