using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using DssTyped.Flow.Formula;
using DssTyped.Flow.Json;
using DssTyped.Local.Formula;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes;

/// <summary>
/// Lets statements evaluate formulas: <c>dss_formula(id, cells)</c>, where the id stands for a formula, its columns and the
/// project variables, and the cells are a JSON array of text.
/// </summary>
internal static class FormulaCalls
{
    private static readonly ConcurrentDictionary<string, long> Ids = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<long, Prepared> Formulas = new();
    private static long _last;

    /// <summary>The text that a formula gives, as an expression over a stage.</summary>
    /// <exception cref="RecipeFailedException">The formula can't run.</exception>
    public static string Of(string text, Stage stage, TranslationContext context)
    {
        var environment = new FormulaEnvironment(context.Variables, context.Snapshot);
        string expanded = FormulaVariables.Expand(text, environment.Text).Text;
        FormulaColumns named = FormulaColumns.Of(Flow.Formula.Formula.Parse(expanded));
        StageColumn[] columns = named.HasComputed
            ? [.. stage.Columns]
            : [.. named.Named.Select(column => stage.Find(column.Name)).OfType<StageColumn>().Distinct()];
        string[] names = [.. columns.Select(column => column.Name)];
        CompiledFormula Compile() => FormulaCompiler.Compile(text, name => Array.IndexOf(names, name), environment);
        try
        {
            if (Compile().GreatestOffset > 0)
                throw new RecipeFailedException($"Formula '{text}' reads other rows, which only Prepare recipes can. Compute it in a Prepare recipe in DSS.");
        }
        catch (FormulaRefusedException refused)
        {
            throw new RecipeFailedException(refused.Message, refused);
        }

        // The same formula over the same columns and variables is kept once, however often a flow is built.
        IEnumerable<string> parts = [text, .. names, "|", .. context.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value })];
        string key = JsonWriter.Compact(JsonValue.Array([.. parts.Select(part => JsonValue.String(part))]));
        long id = Ids.GetOrAdd(key, _ =>
        {
            long next = Interlocked.Increment(ref _last);
            Formulas[next] = new Prepared(Compile);
            return next;
        });

        // A formula without columns is still evaluated for every row: it may draw random numbers.
        string cells = columns.Length == 0
            ? "'[' || CASE WHEN random() >= 0 THEN '' END || ']'"
            : $"CAST(json_array({string.Join(", ", columns.Select(ValueSql.Text))}) AS VARCHAR)";
        return $"dss_formula({id.ToString(CultureInfo.InvariantCulture)}::BIGINT, {cells})";
    }

    /// <summary>Evaluates a formula; null where it gives nothing or the id is not known.</summary>
    public static string? Evaluate(long id, string cells) => Formulas.TryGetValue(id, out Prepared? formula) ? formula.Evaluate(cells) : null;

    /// <summary>Compiled formulas keep a frame, so every thread takes its own.</summary>
    private sealed class Prepared(Func<CompiledFormula> compile)
    {
        private readonly ConcurrentBag<CompiledFormula> _idle = [];

        public string? Evaluate(string cells)
        {
            using JsonDocument row = JsonDocument.Parse(cells);
            string?[] values = [.. row.RootElement.EnumerateArray().Select(cell => cell.GetString())];
            if (!_idle.TryTake(out CompiledFormula? formula))
                formula = compile();

            string? cell = formula.Cell(values);
            _idle.Add(formula);
            return string.IsNullOrEmpty(cell) ? null : cell;
        }
    }
}
