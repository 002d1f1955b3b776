using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Execution;
using DssTyped.Local.Recipes;
using DssTyped.Local.Rows;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Delegates;

/// <summary>Runs C# code that stands for a recipe: rows are streamed in and out.</summary>
internal static class DelegateRunner
{
    public static async Task RunAsync(EngineState state, RecipeRun run, RecipeDelegate handler, Dictionary<string, OutputRows> written, bool updateSchemas, WarningList warnings, CancellationToken cancellationToken)
    {
        run.Log.Add("Handled by a delegate.");

        // Code may fill several outputs side by side.
        var begun = new HashSet<string>(StringComparer.Ordinal);
        var work = new DelegateRun(Open, WriteAsync, run.Step.Partition);
        using (new HeldByCode(run.Targets.Select(target => (target.Dataset is null ? state.Folders : state.Datasets).FolderOf(run.IdOf(target.Ref)))))
            await handler.Run(work, cancellationToken).ConfigureAwait(false);

        OutputTarget? forgotten = run.Targets.FirstOrDefault(target => target.Dataset is not null && !written.ContainsKey(target.Ref));
        if (forgotten is not null)
            throw new RecipeFailedException($"The delegate of recipe '{run.Recipe.Name}' wrote no rows to output '{forgotten.Ref}'. Write to every output, an empty sequence if there are none, and await what is written.");

        Task<RowReader> Open(string dataset, IReadOnlyList<string>? columns)
        {
            Relation relation = run.Relations.FirstOrDefault(input => run.IdOf(input.Ref) == dataset)
                ?? throw new RecipeFailedException($"The delegate of recipe '{run.Recipe.Name}' reads '{dataset}', which is no input of it.");
            var request = new ReadRequest(dataset) { Columns = columns, Partitions = [.. run.PartitionsOf(relation.Ref) ?? []] };
            return Task.FromResult<RowReader>(LocalRowReader.Open(state.Host, run.Input(relation.Ref).Again(), request, cancellationToken));
        }

        async Task WriteAsync(string dataset, IRowSource rows)
        {
            OutputTarget target = run.Targets.FirstOrDefault(output => run.IdOf(output.Ref) == dataset)
                ?? throw new RecipeFailedException($"The delegate of recipe '{run.Recipe.Name}' writes '{dataset}', which is no output of it.");
            lock (begun)
            {
                if (!begun.Add(target.Ref))
                    throw new RecipeFailedException($"The delegate of recipe '{run.Recipe.Name}' writes output '{target.Ref}' twice. Write all its rows in one sequence.");
            }

            OutputRows result = await WriteRowsAsync(target, rows).ConfigureAwait(false);
            lock (begun)
                written[target.Ref] = result;
        }

        async Task<OutputRows> WriteRowsAsync(OutputTarget target, IRowSource rows)
        {
            bool spreads = Redispatch.Applies(run.Recipe, target, run.Step.Partition);
            Schema schema = target.Schema.Count > 0 && !updateSchemas && !spreads ? target.Schema : new Schema([.. rows.Columns.Select(name => target.Schema.Find(name) ?? new SchemaColumn(name, StorageType.String))]);
            OutputRows whole = await RowWriting.WriteAsync(state.Host, run.Writer(target.Ref), schema, rows, run.Step.Partition, cancellationToken).ConfigureAwait(false);
            if (!spreads)
                return whole;

            using DuckDbLease lease = state.Host.Rent();
            return Redispatch.Write(lease.Session, run.Writer(target.Ref), target, whole, updateSchemas, warnings, cancellationToken);
        }
    }
}
