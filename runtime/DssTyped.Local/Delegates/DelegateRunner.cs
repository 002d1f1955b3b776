using DssTyped.Flow.Schemas;
using DssTyped.Local.Execution;
using DssTyped.Local.Recipes;
using DssTyped.Local.Rows;
using DssTyped.Local.Text;

namespace DssTyped.Local.Delegates;

/// <summary>Runs C# code that stands for a recipe: rows are streamed in and out.</summary>
internal static class DelegateRunner
{
    public static async Task RunAsync(EngineState state, RecipeRun run, RecipeDelegate handler, Dictionary<string, OutputRows> written, bool updateSchemas, WarningList warnings, CancellationToken cancellationToken)
    {
        run.Log.Add("Handled by a delegate.");
        var work = new DelegateRun(
            (dataset, columns) =>
            {
                Relation relation = run.Relations.FirstOrDefault(input => run.IdOf(input.Ref) == dataset)
                    ?? throw new RecipeFailedException($"The delegate of recipe '{run.Recipe.Name}' reads '{dataset}', which is no input of it.");
                return Task.FromResult<RowReader>(LocalRowReader.Open(state.Host, state.Datasets.Open(dataset)!, new ReadRequest(dataset) { Columns = columns }, cancellationToken));
            },
            async (dataset, rows) =>
            {
                OutputTarget target = run.Targets.FirstOrDefault(output => run.IdOf(output.Ref) == dataset)
                    ?? throw new RecipeFailedException($"The delegate of recipe '{run.Recipe.Name}' writes '{dataset}', which is no output of it.");
                Schema schema = target.Schema.Count > 0 && !updateSchemas ? target.Schema : new Schema([.. rows.Columns.Select(name => target.Schema.Find(name) ?? new SchemaColumn(name, StorageType.String))]);
                written[target.Ref] = await RowWriting.WriteAsync(state.Host, run.Writer(target.Ref), schema, rows, run.Step.Partition, cancellationToken).ConfigureAwait(false);
            });
        await handler.Run(work, cancellationToken).ConfigureAwait(false);
        OutputTarget? forgotten = run.Targets.FirstOrDefault(target => target.Dataset is not null && !written.ContainsKey(target.Ref));
        if (forgotten is not null)
            throw new RecipeFailedException($"The delegate of recipe '{run.Recipe.Name}' wrote no rows to output '{forgotten.Ref}'. Write to every output, an empty sequence if there are none.");
    }
}
