using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tests.Snapshots;

public sealed class ImportTests
{
    [Fact]
    public void A_payload_is_chosen_by_the_recipes_type_whatever_other_payloads_lie_around()
    {
        Snapshot snapshot = ProjectFiles.Clinical()
            .Recipe("q", "sql_query", "LAB", "LAB_AGG").Add("recipes/q.sql", "select 1\r\n").Add("recipes/q.join", """{"stale": true}""")
            .Add("recipes/deleted.join", "{}")
            .Recipe("s", "sync", "LAB", "LAB_AGG", """, "params": {"schemaMode": "STRICT_SYNC"}""").Add("recipes/s.sync", "")
            .Import().Snapshot;

        Assert.Equal("select 1\n", snapshot.RecipesByName["q"].Code);
        Assert.Null(snapshot.RecipesByName["s"].Raw.Find("payload"));
        Assert.Equal("STRICT_SYNC", snapshot.RecipesByName["s"].Params.FindText("schemaMode"));
        Assert.DoesNotContain("deleted", snapshot.RecipesByName.Keys);
    }

    [Fact]
    public void Names_come_from_file_names_and_ids_keep_their_human_names()
    {
        Snapshot snapshot = ProjectFiles.Clinical().Dataset("X", """, "name": "OLD_NAME", "projectKey": "OTHER" """)
            .Recipe("train_Clustering (KMEANS) on X", "clustering_training", "OTHER.LAB", "a1B2c3D4")
            .Add("managed_folders/a1B2c3D4.json", """{"name": "My files", "type": "Filesystem", "params": {"path": "${projectKey}/${odbId}"}}""")
            .Import().Snapshot;

        Assert.NotNull(snapshot.FindDataset("X"));
        Assert.Null(snapshot.FindDataset("OLD_NAME"));
        Assert.Equal("My files", Assert.IsType<ManagedFolderDefinition>(snapshot.FindFlowObject("a1B2c3D4")).Name);
        Assert.Equal("OTHER.LAB", snapshot.RecipesByName["train_Clustering (KMEANS) on X"].Inputs[0].Ref);
    }

    [Fact]
    public void What_changes_without_the_flow_and_what_only_the_editor_needs_stays_out()
    {
        string text = SnapshotWriter.Write(ProjectFiles.Clinical()
            .Dataset("P", """, "versionTag": {"versionNumber": 3}, "creationTag": {}, "checklists": {"checklists": [1]}, "metrics": {"probes": [1]}, "metricsChecks": {"checks": [1]}""")
            .Recipe("p", "shaker", "LAB", "P").Add("recipes/p.shaker", """{"steps": [{"type": "ColumnRenamer", "$x": 1, "params": {}}], "columnWidthsByName": {"id": 9}, "vizSampling": {"a": 1}}""")
            .Import().Snapshot);

        foreach (string gone in new[] { "versionTag", "creationTag", "checklists", "metrics", "columnWidthsByName", "vizSampling", "\"$x\"", "$idx" })
            Assert.DoesNotContain(gone, text);
        Assert.Contains("ColumnRenamer", text);
    }

    [Fact]
    public void Rows_of_editable_datasets_and_variables_are_part_of_the_snapshot()
    {
        Snapshot snapshot = ProjectFiles.Clinical()
            .Add("datasets/E.json", $$"""{"type": "Inline", "schema": {{ProjectFiles.Schema}}}""").Add("datasets/E.data", """{"data": [["1", "2.5"], [null, null]], "schema": {}}""")
            .Add("variables.json", """{"cost": 2, "where": {"a": "b"}}""")
            .Import().Snapshot;

        Assert.Equal("""[["1","2.5"],[null,null]]""", snapshot.FindDataset("E")!.Raw.Find("inlineData")!.ToString());
        Assert.Equal(["cost", "where"], snapshot.Variables.Select(variable => variable.Name));
        Assert.Equal("2", snapshot.Variables[0].Value!.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("config/")]
    [InlineData("project_config/")]
    [InlineData("repository-main/project_config/")]
    public void A_project_is_found_wherever_it_usually_lies(string folder)
    {
        string expected = SnapshotWriter.Write(ProjectFiles.Clinical().Import().Snapshot);
        var options = new ImportOptions { ProjectKey = "CLINICAL" };

        Assert.Equal(expected, SnapshotWriter.Write(SnapshotImporter.Import(ProjectFiles.Clinical().In(folder), options).Snapshot));
        Assert.Equal(expected, SnapshotWriter.Write(SnapshotImporter.ImportZip(ProjectFiles.Clinical().Zip(folder), "export.zip", options).Snapshot));
    }

    [Theory]
    [InlineData("project_config/", "/export-manifest.json")]
    [InlineData("", "/_export/export-manifest.json")]
    [InlineData("", "/export-manifest.json")]
    public void The_manifest_of_an_export_tells_the_project_key_and_the_version(string folder, string manifest)
    {
        ProjectFiles files = ProjectFiles.Clinical().Add(manifest, """{"originalProjectKey": "FROM_MANIFEST", "generatedWithDSSVersion": "13.4.0"}""");

        ProjectInfo project = SnapshotImporter.Import(files.In(folder)).Snapshot.Project;

        Assert.Equal(new ProjectInfo("FROM_MANIFEST", "Clinical", "13.4.0"), project);
    }

    [Fact]
    public void Without_a_project_key_the_error_says_how_to_give_it()
    {
        ProjectFiles files = ProjectFiles.Clinical().Add("scenarios/S.json", """{"projectKey": "CLIN", "type": "step_based"}""");

        SnapshotException exception = Assert.Throws<SnapshotException>(() => files.Import(key: null));

        Assert.Contains("--project-key", exception.Message);
        Assert.Contains("'CLIN'", exception.Message);
    }

    [Fact]
    public void Every_broken_file_is_told_with_its_place()
    {
        ProjectFiles files = ProjectFiles.Clinical().Add("datasets/A.json", "{\n  \"type\": oops\n}").Add("recipes/group_LAB.grouping", "[1,").Add("zones/z.json", "7");

        SnapshotException exception = Assert.Throws<SnapshotException>(() => files.Import());

        Assert.Equal(["datasets/A.json(2,11)", "recipes/group_LAB.grouping(1,3)", "zones/z.json(1,1)"], exception.Problems.Select(problem => $"{problem.File}{problem.Position}"));
        Assert.All(exception.Message.Split('\n'), line => Assert.Contains(": error DSS1016: ", line));
    }

    [Fact]
    public void A_folder_without_a_project_or_with_several_is_refused()
    {
        var none = new MemoryFiles("none", new Dictionary<string, byte[]> { ["readme.md"] = [] });
        var two = new MemoryFiles("two", new[] { "a", "b" }.SelectMany(project => new[] { $"{project}/params.json", $"{project}/datasets/X.json" }).ToDictionary(path => path, _ => "{}"u8.ToArray()));

        Assert.Contains("no DSS project", Assert.Throws<SnapshotException>(() => SnapshotImporter.Import(none)).Message);
        Assert.Contains("a, b", Assert.Throws<SnapshotException>(() => SnapshotImporter.Import(two)).Message);
    }

    [Fact]
    public void A_file_that_is_no_zip_is_refused_with_its_name()
    {
        SnapshotException exception = Assert.Throws<SnapshotException>(() => SnapshotImporter.ImportZip(new MemoryStream([1, 2, 3]), "export.zip"));

        Assert.StartsWith("error DSS1016: 'export.zip'", exception.Message);
    }
}
