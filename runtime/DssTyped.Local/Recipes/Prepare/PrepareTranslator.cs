using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Formula;

namespace DssTyped.Local.Recipes.Prepare;

/// <summary>Runs a <c>shaker</c> (prepare) recipe: every cell is text between its steps, as in DSS.</summary>
internal sealed class PrepareTranslator : RecipeTranslator
{
    public override string DssType => "shaker";

    public override SupportNote Note => new(Support.Exact, "each step has its own line below");

    public override Refusal? Refuse(Snapshot snapshot, RecipeDefinition recipe)
    {
        PrepareSettings settings = PrepareSettings.Read(recipe.Payload);
        if (!recipe.InputsOf("main").Any())
            return new Refusal("the recipe has no input");
        if (recipe.OutputsOf("main").Count() != 1)
            return new Refusal("the recipe does not have exactly one output");

        return settings.Steps.Select(PrepareSteps.Refuse).FirstOrDefault(refusal => refusal is not null);
    }

    public override Translation Translate(TranslationContext context)
    {
        PrepareSettings settings = PrepareSettings.Read(context.Recipe.Payload);
        if (settings.Steps.Select(PrepareSteps.Refuse).FirstOrDefault(refusal => refusal is not null) is { } refused)
            throw new RecipeFailedException(refused.ToString());
        if (context.MainInputs.Count == 0 || context.MainOutputs.Count != 1)
            throw new RecipeFailedException("A prepare recipe needs an input and exactly one output.");

        OutputTarget output = context.MainOutputs[0];
        Relation main = context.MainInputs[0];
        var formulas = new FormulaEnvironment(context.Variables, context.Snapshot);
        return new Translation.TextRows(output, (inputs, run) => Execute(settings, main, inputs, run, formulas, output.Schema));
    }

    /// <summary>Runs steps on text tables; the columns are set before the first row is given.</summary>
    internal static IEnumerable<string?[]> Execute(PrepareSettings settings, Relation main, IReadOnlyList<TextTable> inputs, TextRun run, FormulaEnvironment formulas, Schema stored)
    {
        TextTable input = inputs.First(table => table.Relation.Ref == main.Ref && table.Relation.Role == main.Role);
        var columns = new PrepareColumns { Variable = formulas.Text };
        foreach (SchemaColumn column in main.Schema)
            columns.AddInput(main.Ref, column);

        var table = new PrepareTable(columns, input.Rows, new PrepareRun(run.Warn, formulas, reference => Other(reference, inputs), run.CancellationToken));
        foreach (Processor step in settings.Steps)
        {
            columns.Step = step;
            foreach (string setting in StepSettings.Unknown(step))
                run.Warn($"{step.Label} has the setting '{setting}', which the local engine does not know and goes on without.");

            try
            {
                PrepareSteps.For(step).Run(step, table);
            }
            catch (FormulaRefusedException failure)
            {
                throw new RecipeFailedException($"{step.Label}: {failure.Message}", failure);
            }
        }

        int[] slots = [.. columns.All.Select(table.Slot)];
        run.Columns = [.. columns.All.Select(column => TypeOf(column, stored))];
        return Select(table.Rows(), slots);
    }

    // The stored type decides; a new column has the type its step gave it, else it is text.
    private static SchemaColumn TypeOf(PrepareColumn column, Schema stored) =>
        stored.Find(column.Name) is { } known ? known : new SchemaColumn(column.Name, column.Type == StorageType.Unknown ? StorageType.String : column.Type);

    private static IEnumerable<string?[]> Select(IEnumerable<string?[]> rows, int[] slots)
    {
        foreach (string?[] row in rows)
        {
            string?[] result = new string?[slots.Length];
            for (int i = 0; i < slots.Length; i++)
                result[i] = row[slots[i]];

            yield return result;
        }
    }

    private static (Schema Schema, IEnumerable<string?[]> Rows)? Other(string reference, IReadOnlyList<TextTable> inputs) =>
        inputs.FirstOrDefault(table => table.Relation.Ref == reference || reference.EndsWith("." + table.Relation.Ref, StringComparison.Ordinal)) is { } found ? (found.Relation.Schema, found.Rows) : null;
}
