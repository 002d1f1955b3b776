using CsCheck;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest;

/// <summary>Names of any letters reach the server as themselves, each in its own segment.</summary>
public sealed class PathTests
{
    private static readonly string[] Awkward = ["a/b", "%2F", "..%2F..", "a/../b", "/", "//", "?x=1", "#", "a b", " ", "+", "&", ";", ":", "...", "a\\b", "été", "e\u0301", "日本語", "😀", "\u200E", "\t", "a%", "%", "~", "'", "\"", "<>", "|", "{x}", "[y]"];

    [Fact]
    public async Task Every_name_arrives_as_it_is()
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("""{"columns":[]}"""));
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k" });
        Gen<string> awkward = Gen.Int[0, Awkward.Length - 1].Select(index => Awkward[index]);
        Gen<string> name = Gen.OneOf(awkward, Gen.Select(awkward, awkward, (one, other) => one + other), Gen.String[Gen.Char['\u0001', '\u02ff'], 1, 12]).Where(text => text is not ("." or ".."));
        (string Project, string Dataset)[] asked = [.. Awkward.Select(one => (one, one)), .. Gen.Select(name, name).Array[100].Single()];

        foreach ((string project, string dataset) in asked)
        {
            await client.Project(project).Datasets[dataset].GetSchemaAsync();

            string[] segments = server.Requests[^1].Path["/dip/publicapi/projects/".Length..].Split('/');
            Assert.Equal([project, "datasets", dataset, "schema"], segments.Select(Uri.UnescapeDataString));
            Assert.Empty(server.Requests[^1].Query);
        }
    }

    [Theory]
    [InlineData("a/b c.csv", "/a/b%20c.csv")]
    [InlineData("/a//b?.csv", "//a//b%3F.csv")]
    [InlineData("100%/#1.csv", "/100%25/%231.csv")]
    public async Task A_path_in_a_folder_keeps_its_slashes_and_nothing_else(string path, string expected)
    {
        await using var server = new LoopbackServer(_ => new LoopbackReply());
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k" });

        await client.Project("P").ManagedFolders["f"].DeleteFileAsync(path);

        Assert.Equal("/dip/publicapi/projects/P/managedfolders/f/contents" + expected, Assert.Single(server.Requests).Path);
    }

    [Fact]
    public void Half_a_character_is_refused_instead_of_replaced()
    {
        using var client = DssClient.Connect("https://dss.example.com", "k");
        // Not as data of the test: attributes cannot hold half a character.
        foreach (string name in (string[])["\uD83D", "a\uDE00b", "\uDE00\uD83D"])
        {
            Assert.Throws<ArgumentException>(() => { _ = client.Project("P").Datasets[name].GetSchemaAsync(); });
            Assert.Throws<ArgumentException>(() => { _ = client.Project("P").ManagedFolders["f"].DeleteFileAsync("a/" + name); });
        }
    }
}
