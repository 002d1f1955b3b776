namespace DssTyped.Tests.Cli;

public sealed class GenerateCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    [Fact]
    public async Task The_generated_code_is_written_to_a_folder_and_a_second_time_the_same()
    {
        string snapshot = await _tool.ImportAsync("clinical");

        Assert.Equal(0, await _tool.RunAsync("generate", snapshot, "-o", _tool.PathOf("once"), "--namespace", "Acme.Flows"));
        Assert.Equal(0, await _tool.RunAsync("generate", snapshot, "-o", _tool.PathOf("twice"), "--namespace", "Acme.Flows"));

        Dictionary<string, string> once = Files("once");
        Assert.Contains(once.Values, code => code.Contains("namespace Acme.Flows;", StringComparison.Ordinal) && code.Contains("class ClinicalFlow", StringComparison.Ordinal));
        Assert.Contains(once.Values, code => code.Contains("class CopyRecipe", StringComparison.Ordinal));
        Assert.Equal(once, Files("twice"));
    }

    public void Dispose() => _tool.Dispose();

    private Dictionary<string, string> Files(string folder) =>
        Directory.GetFiles(_tool.PathOf(folder), "*.cs").ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
}
