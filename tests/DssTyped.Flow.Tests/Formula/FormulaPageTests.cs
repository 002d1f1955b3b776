using System.Text;
using DssTyped.Flow.Formula;

namespace DssTyped.Tests.Formulas;

/// <summary>The function table of docs/formula.md is written from the catalogue; UPDATE_GOLDEN=1 rewrites it.</summary>
public sealed class FormulaPageTests
{
    private const string Start = "<!-- functions: written from the catalogue, do not edit -->";
    private const string End = "<!-- end of functions -->";

    [Fact]
    public void The_page_lists_every_function_as_the_catalogue_has_it()
    {
        string file = Path.Combine(Root(), "docs", "formula.md");
        string page = File.ReadAllText(file).ReplaceLineEndings("\n");
        int start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        string expected = page[..start] + "\n" + Table() + page[end..];
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, expected);
        else
            Assert.Equal(expected, page);
    }

    private static string Table()
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, FormulaFunction> chapter in FormulaFunctions.All.GroupBy(function => function.Chapter))
        {
            text.Append($"\n### {char.ToUpperInvariant(chapter.Key[0])}{chapter.Key[1..]}\n\n| function | arguments | local engine |\n|---|---|---|\n");
            foreach (FormulaFunction function in chapter)
            {
                string support = function.Support switch { FormulaSupport.Exact => "exact", FormulaSupport.Differs => $"differs: {function.Note}", _ => $"refused: {function.Note}" };
                text.Append($"| `{function.Name}` | {function.Arity} | {support} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DssTyped.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must run inside the repository.");

        return folder;
    }
}
