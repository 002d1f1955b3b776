using DssTyped.Flow.Formula;
using DssTyped.Flow.Json;
using Xunit.Abstractions;

namespace DssTyped.Tests.Formulas;

public sealed class FormulaCorpusTests(ITestOutputHelper log)
{
    private static string? File => Corpus.Folder is { } folder && Path.Combine(folder, "..", "grel-formulas.json") is var path && System.IO.File.Exists(path) ? path : null;

    [FormulasFact]
    public void Every_real_formula_parses_and_calls_known_functions()
    {
        List<string> wrong = [];
        int count = 0;
        foreach (JsonValue item in JsonReader.Read(System.IO.File.ReadAllBytes(File!)).Root!.Items)
        {
            string text = item.FindText("expression") ?? "";
            Flow.Formula.Formula formula = Flow.Formula.Formula.Parse(text);
            count++;
            wrong.AddRange(FormulaChecks.Check(formula, columns: null).Where(problem => !problem.IsDoubt).Select(problem => $"{text}\n   {problem.Span.Start}: {problem.Message}"));
        }

        log.WriteLine($"{count} formulas");
        Assert.True(count > 190, $"only {count} formulas were read");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FormulasFactAttribute : FactAttribute
    {
        public FormulasFactAttribute() => Skip = Corpus.SkipReason ?? (File is null ? "Needs grel-formulas.json, a list of real formulas, beside the folder of real projects." : null);
    }
}
