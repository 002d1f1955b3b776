using System.Text.Json;
using System.Text.RegularExpressions;
using DssTyped.Flow.Formula;
using DssTyped.Local.Formula;
using DssTyped.Tests;

namespace DssTyped.Local.Tests.Formula;

/// <summary>The formulas of real prepare recipes, collected beside the corpus.</summary>
public sealed class FormulaCorpusTests
{
    [CorpusFact]
    public void Every_real_formula_runs_and_gives_a_value_or_an_error_of_its_own()
    {
        string path = Path.Combine(Corpus.Folder!, "..", "grel-formulas.json");
        if (!File.Exists(path))
            return;

        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        var refused = new List<string>();
        int ran = 0;
        foreach (string text in file.RootElement.EnumerateArray().Select(entry => entry.GetProperty("expression").GetString()!).Distinct(StringComparer.Ordinal))
        {
            // Project variables stand in the text; what they hold is not collected.
            var variables = Regex.Matches(text, @"\$\{([^}]*)\}").Select(match => match.Groups[1].Value)
                .Concat(Regex.Matches(text, "variables\\[\"([^\"]*)\"\\]").Select(match => match.Groups[1].Value))
                .Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => "1", StringComparer.Ordinal);
            if (FormulaCompiler.Refuse(Flow.Formula.Formula.Parse(FormulaVariables.Expand(text, name => variables.GetValueOrDefault(name)).Text)) is { } reason)
            {
                refused.Add($"{text}: {reason}");
                continue;
            }

            // Every column is there, with cells of several kinds.
            CompiledFormula formula = FormulaCompiler.Compile(text, _ => 0, new FormulaEnvironment(variables));
            foreach (string? cell in new[] { "3", "2.5", "2021-03-04T05:06:07.000Z", "some text", "{\"a\":[1,2]}", null })
                _ = formula.Cell([cell]);
            ran++;
        }

        // There is no geometry library.
        Assert.All(refused, reason => Assert.Contains("geoMakeValid", reason, StringComparison.Ordinal));
        Assert.True(ran > 150, $"Only {ran} formulas ran.");
    }
}
