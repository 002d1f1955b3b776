namespace DssTyped.Local.Tests.Engine;

public sealed class SupportDocumentTests
{
    [Fact]
    public void The_page_on_the_local_engine_says_what_the_code_says()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DssTyped.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must run inside the repository.");

        string path = Path.Combine(folder, "docs", "local-engine.md");
        string now = SupportDocument.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, now);

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == now.ReplaceLineEndings("\n"), "docs/local-engine.md is stale. Run the tests with UPDATE_DOCS=1.");
    }
}
