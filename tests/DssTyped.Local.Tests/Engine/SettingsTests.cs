using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Local.Recipes;
using DssTyped.Local.Recipes.Prepare;
using DssTyped.Tests;

namespace DssTyped.Local.Tests.Engine;

/// <summary>No setting is passed over in silence: what can't be done is refused, and what is not known is warned of.</summary>
public sealed class SettingsTests
{
    private const string Columns = "id:int text:string";

    [Theory]
    [InlineData("sync", "{}", """{"neverRecomputeExistingPartitions":true}""", "never computes a partition again")]
    [InlineData("sync", "{}", """{"variables":{"x":"1"}}""", "variables of its own")]
    [InlineData("sync", "{}", """{"params":{"variablesExpansionLoopConfig":{"enabled":true}}}""", "repeated over the rows")]
    [InlineData("sync", "{}", """{"inputs":{"main":{"items":[{"ref":"src","deps":[{"func":"values","idim":"d","values":["${day}"],"expandVariables":true}]}]}}}""", "partitions by variables")]
    [InlineData("sort", """{"orders":[{"column":"id"}],"postFilter":{"enabled":true}}""", "{}", "filters what it writes")]
    [InlineData("topn", """{"keys":[],"orders":[{"column":"id"}],"firstRows":1,"postFilter":{"distinct":true}}""", "{}", "filters what it writes")]
    public async Task A_switch_that_the_engine_does_not_have_is_refused(string type, string payload, string recipe, string reason)
    {
        await using TestFlow flow = new TestFlow().Dataset("src", Columns).Dataset("out", Columns).File("src.csv", "id,text\n1,x\n").Recipe("r", type, "src", "out", JsonReader.Read(payload).Root!, recipe);

        DssRefusedException refused = await Assert.ThrowsAsync<DssRefusedException>(() => flow.Open().BuildAsync("out"));

        Assert.Contains(reason, Assert.Single(refused.Plan.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_not_known_is_warned_of_and_one_that_says_nothing_is_not()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", Columns).Dataset("out", Columns).File("src.csv", "id,text\n2,x\n1,y\n")
            .Recipe("r", "sort", "src", "out", JsonReader.Read("""{"orders":[{"column":"id","collation":"fr"}],"stable":false,"engineParams":{"anything":1},"$ui":true,"later":[],"more":{"of":0}}""").Root!, """{"params":{"hurry":true}}""");
        LocalEngine engine = flow.Open();

        ActivityResult activity = (await engine.BuiltAsync("out")).Activities.Single();

        Assert.Equal(["1|y", "2|x"], await engine.RowsAsync("out"));
        Assert.Equal(
            ["The recipe has the setting 'collation', which the local engine does not know and goes on without.", "The recipe has the setting 'hurry', which the local engine does not know and goes on without."],
            activity.Warnings);
    }

    [Theory]
    [InlineData("uploads/src/f.csv", """{"formatType":"csv","formatParams":{"style":"fancy"}}""", "the style 'fancy'")]
    [InlineData("uploads/src/f.csv", """{"formatType":"csv","formatParams":{"separator":"||"}}""", "the separator '||'")]
    [InlineData("uploads/src/f.csv", """{"formatType":"csv","formatParams":{"normalizeBooleans":true}}""", "booleans are normalized")]
    [InlineData("uploads/src/f.csv", """{"formatType":"csv","formatParams":{"arrayMapFormat":"hive"}}""", "in the format 'hive'")]
    [InlineData("uploads/src/f.csv", """{"formatType":"csv","readWriteOptions":{"defaultReadOrdering":{"enabled":true}}}""", "sorted")]
    [InlineData("uploads/src/f.xlsx", """{"formatType":"excel","formatParams":{"sheetsToColumn":true}}""", "become a column")]
    [InlineData("uploads/src/f.xlsx", """{"formatType":"excel","formatParams":{"preserveNumberFormatting":true}}""", "formatted in the workbook")]
    [InlineData("uploads/src/f.json", """{"formatType":"json","formatParams":{"rootPath":"/rows"}}""", "'/rows'")]
    [InlineData("uploads/src/f.csv", """{"formatType":"csv","params":{"filesSelectionRules":{"mode":"NEWEST"}}}""", "by NEWEST")]
    [InlineData("uploads/src/f.csv", """{"formatType":"csv","params":{"filesSelectionRules":{"mode":"RULES_INCLUDED_ONLY","includeRules":[{"matchingMode":"FILENAME","mode":"GLOB","expr":"{f,g}.csv"}]}}}""", "'{f,g}.csv'")]
    [InlineData("uploads/src/f.csv", """{"formatType":"csv","params":{"filesSelectionRules":{"mode":"RULES_INCLUDED_ONLY","includeRules":[{"matchingMode":"FILENAME","mode":"REGEXP","expr":"f"}]}}}""", "the file 'f.csv'")]
    public async Task A_way_to_read_files_that_the_engine_does_not_have_is_refused(string path, string json, string reason)
    {
        const string All = "id:int flag:boolean list:array";
        await using TestFlow flow = new TestFlow().Dataset("src", All, json).Dataset("out", All).File(path, "1,true,[]\n").Recipe("r", "sync", "src", "out", JsonValue.Object());
        LocalEngine engine = flow.Open();

        DssRefusedException refused = await Assert.ThrowsAsync<DssRefusedException>(() => engine.BuildAsync("out"));

        Assert.Contains(reason, Assert.Single(refused.Plan.Refused).Reason, StringComparison.Ordinal);
        Assert.Contains(reason, (await Assert.ThrowsAsync<DssException>(() => engine.RowsAsync("src"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"mode":"ALL"}""", "a b c d")]
    [InlineData("""{"mode":"EXPLICIT_SELECT_FILES","explicitFiles":["/a.csv","deep/d.csv"]}""", "a d")]
    [InlineData("""{"mode":"RULES_INCLUDED_ONLY","includeRules":[{"matchingMode":"FILENAME","mode":"GLOB","expr":"?.csv"}]}""", "a b d")]
    [InlineData("""{"mode":"RULES_INCLUDED_ONLY","includeRules":[{"matchingMode":"FULL_PATH","mode":"GLOB","expr":"a.csv"},{"matchingMode":"FILENAME","mode":"REGEXP","expr":"other.*"}]}""", "a c")]
    [InlineData("""{"mode":"RULES_ALL_BUT_EXCLUDED","excludeRules":[{"matchingMode":"FULL_PATH","mode":"REGEXP","expr":"/deep/.*"},{"matchingMode":"FILENAME","mode":"GLOB","expr":"*b*"}],"includeRules":[{"matchingMode":"FILENAME","mode":"GLOB","expr":"a*"}]}""", "a c")]
    public async Task The_files_of_a_folder_are_chosen_as_the_dataset_says(string rules, string expected)
    {
        await using TestFlow flow = new TestFlow().Folder("F").Dataset("src", "text:string", $$"""{"type":"FilesInFolder","params":{"folderSmartId":"F","filesSelectionRules":{{rules}} },"formatType":"csv","formatParams":{"separator":"," } }""")
            .File("managed_folders/F/a.csv", "a\n").File("managed_folders/F/b.csv", "b\n").File("managed_folders/F/other-c.csv", "c\n").File("managed_folders/F/deep/d.csv", "d\n");

        Assert.Equal(expected.Split(' '), (await flow.Open().RowsAsync("src")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_of_another_length_fail_where_the_dataset_says_so()
    {
        foreach ((string row, string setting) in new[] { ("1,x,y", "readAdditionalColumnsBehavior"), ("1", "readMissingColumnsBehavior") })
        {
            await using TestFlow flow = new TestFlow().Dataset("src", Columns, $$"""{"formatType":"csv","formatParams":{"style":"excel","separator":",","{{setting}}":"FAIL" } }""").File("uploads/src/f.csv", $"0,ok\n{row}\n");
            DssException error = await Assert.ThrowsAsync<DssException>(() => flow.Open().RowsAsync("src"));
            Assert.Contains("line 2: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_escaped_N_alone_is_an_empty_cell_where_cells_are_not_quoted()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "a:string b:string", """{"formatType":"csv","formatParams":{"style":"escape_only_no_quote","separator":",","escapeChar":"\\"}}""").File("uploads/src/f.csv", "\\N,x\\N\nN,\\NN\n");
        Assert.Equal(["-|xN", "N|NN"], await flow.Open().RowsAsync("src"));
    }

    [Fact]
    public async Task A_column_that_no_object_has_is_told()
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int owner_name:string").Dataset("out", "id:int owner_name:string").File("src.json", """[{"id":1,"owner":{"name":"Ann"}}]""").Recipe("r", "sync", "src", "out", JsonValue.Object());
        ActivityResult activity = (await flow.Open().BuiltAsync("out")).Activities.Single();
        Assert.Contains(activity.Warnings, warning => warning.Contains("no object has a member 'owner_name'", StringComparison.Ordinal));
    }

    [CorpusFact]
    public void Every_setting_of_real_recipes_and_steps_is_known()
    {
        List<string> unknown = [];
        foreach (string project in Corpus.Projects)
        {
            foreach (RecipeDefinition recipe in SnapshotImporter.ImportPath(project, new ImportOptions { ProjectKey = "CORPUS" }).Snapshot.Recipes)
            {
                unknown.AddRange(RecipeSettingNames.Unknown(recipe).Select(setting => $"{Path.GetFileName(project)}/{recipe.Name} ({recipe.Type}): {setting}"));
                unknown.AddRange(recipe.Type != "shaker" ? [] : PrepareSettings.Read(recipe.Payload).Steps.SelectMany(step => StepSettings.Unknown(step).Select(setting => $"{Path.GetFileName(project)}/{recipe.Name} {step.Label}: {setting}")));
            }
        }

        Assert.Empty(unknown);
    }
}
