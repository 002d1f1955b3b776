using DssTyped.Flow.Formula;
using DssTyped.Flow.Json;
using Xunit.Abstractions;

namespace DssTyped.Tests.Formulas;

public sealed class FormulaCorpusTests(ITestOutputHelper log)
{
    [CorpusFact]
    public void Every_real_formula_parses_and_calls_known_functions()
    {
        string file = Path.Combine(Corpus.Folder!, "..", "grel-formulas.json");
        if (!File.Exists(file))
            return;

        List<string> wrong = [];
        int count = 0;
        foreach (JsonValue item in JsonReader.Read(File.ReadAllBytes(file)).Root!.Items)
        {
            string text = item.FindText("expression") ?? "";
            Flow.Formula.Formula formula = Flow.Formula.Formula.Parse(text);
            count++;
            wrong.AddRange(FormulaChecks.Check(formula, columns: null).Where(problem => !problem.IsDoubt).Select(problem => $"{text}\n   {problem.Span.Start}: {problem.Message}"));
        }

        log.WriteLine($"{count} formulas");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
