using System.Text;
using System.Text.RegularExpressions;

namespace DssTyped.Integration;

/// <summary>What the documentation shows is what a newcomer types first: it must compile as it stands, with the packages.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class DocumentationTests(PackageFeed feed)
{
    // What snippets use without saying where it comes from.
    private const string Surroundings = """
            private static readonly Microsoft.Extensions.DependencyInjection.IServiceCollection services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
            private static readonly Vault vault = new();
            private static readonly string url = "", key = "";

            private sealed class Vault { public Task<string> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult(name); }

        """;

    [Fact]
    public async Task Every_program_in_the_documentation_compiles()
    {
        string[] pages = [Path.Combine(PackageFeed.RepositoryRoot, "README.md"), .. Directory.GetFiles(Path.Combine(PackageFeed.RepositoryRoot, "docs"), "*.md").Order(StringComparer.Ordinal)];
        using var project = new ConsumerProject(feed);
        int count = 0;
        foreach (string page in pages)
        {
            // Three dots stand for what is left out: such a block shows a shape.
            foreach (string snippet in Blocks().Matches(await File.ReadAllTextAsync(page)).Select(match => match.Groups["code"].Value).Where(code => !code.Contains("...", StringComparison.Ordinal)))
                project.Write($"Snippet{++count}.cs", Program(count, Path.GetFileName(page), snippet));
        }

        project.Write("Program.cs", "System.Console.WriteLine();");
        Assert.True(count >= 4, "The documentation has no programs any more, or they are marked otherwise.");

        (await project.DotnetAsync("build", "-nologo", "-p:NoWarn=CS1591%3BCS0414%3BCS0169")).Succeeded();
    }

    private static string Program(int number, string page, string snippet)
    {
        string[] lines = snippet.ReplaceLineEndings("\n").Split('\n');
        var program = new StringBuilder();
        foreach (string directive in lines.Select(line => line.Trim()).Where(line => Directive().IsMatch(line)).Union(["using Acme.Clinical;", "using DssTyped;", "using DssTyped.Local;", "using Microsoft.Extensions.DependencyInjection;"]))
            program.AppendLine(directive);

        program.AppendLine($"internal static class Snippet{number}").AppendLine("{").Append(Surroundings)
            .AppendLine("    public static async Task RunAsync()").AppendLine("    {").AppendLine("        await Task.Yield();").AppendLine($"#line 1 \"{page}\"");
        foreach (string line in lines.Where(line => !Directive().IsMatch(line.Trim())))
            program.AppendLine(line);

        return program.AppendLine("    }").AppendLine("}").ToString();
    }

    [GeneratedRegex(@"^ *```csharp\r?\n(?<code>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^using [A-Z][\w.]*;$")]
    private static partial Regex Directive();
}
