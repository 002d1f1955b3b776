namespace DssTyped.Tests.Cli;

public sealed class ImportCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    [Fact]
    public async Task A_project_folder_becomes_a_snapshot()
    {
        Assert.Equal(0, await _tool.RunAsync("import", _tool.WriteProject(), "--project-key", "CLINICAL", "-o", _tool.PathOf("out/clinical.dss.json")));

        Assert.Contains("2 datasets, 1 recipes of project CLINICAL", _tool.Output);
        Assert.StartsWith("{\n  \"$schema\"", File.ReadAllText(_tool.PathOf("out/clinical.dss.json")));
        Assert.Single(Directory.GetFiles(_tool.PathOf("out")));
    }

    [Fact]
    public async Task A_broken_file_is_told_with_its_place_and_the_older_snapshot_stays()
    {
        string project = _tool.WriteProject(), snapshot = _tool.Write("clinical.dss.json", "older");
        _tool.Write("project/datasets/LAB.json", "{\n  oops\n}");

        Assert.Equal(1, await _tool.RunAsync("import", project, "--project-key", "CLINICAL", "-o", snapshot));

        Assert.StartsWith("datasets/LAB.json(2,3): error DSS1016: ", _tool.Error);
        Assert.Empty(_tool.Output);
        Assert.Equal("older", File.ReadAllText(snapshot));
    }

    [Fact]
    public async Task A_path_that_is_not_there_and_a_missing_key_are_told_with_the_mend()
    {
        Assert.Equal(1, await _tool.RunAsync("import", _tool.PathOf("nowhere"), "-o", _tool.PathOf("x.dss.json")));
        Assert.Contains("there is no such file or folder", _tool.Error);

        Assert.Equal(1, await _tool.RunAsync("import", _tool.WriteProject(), "-o", _tool.PathOf("x.dss.json")));
        Assert.Contains("Give it with --project-key", _tool.Error);
        Assert.False(File.Exists(_tool.PathOf("x.dss.json")));
    }

    [Fact]
    public async Task A_verb_or_option_that_does_not_exist_is_told()
    {
        Assert.NotEqual(0, await _tool.RunAsync("improt"));
        Assert.NotEqual(0, await _tool.RunAsync("import"));
        Assert.NotEmpty(_tool.Error);
    }

    public void Dispose() => _tool.Dispose();
}
