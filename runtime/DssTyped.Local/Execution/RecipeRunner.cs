using System.Diagnostics;
using System.Globalization;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Delegates;
using DssTyped.Local.Duck;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Execution;

/// <summary>Runs one recipe: opens its inputs, locks its outputs, executes its translation, and swaps the new versions in.</summary>
internal sealed class RecipeRunner(EngineState state, string jobId, bool updateSchemas, IReadOnlySet<string> kept)
{
    /// <summary>Runs a recipe.</summary>
    /// <returns>The number of rows written, over all outputs.</returns>
    public async Task<long> RunAsync(PlanStep step, ActivityLog log, WarningList warnings, CancellationToken cancellationToken)
    {
        using var run = new RecipeRun(state, step, log, warnings);
        await run.OpenInputsAsync(cancellationToken).ConfigureAwait(false);
        await run.BeginOutputsAsync(cancellationToken).ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        Dictionary<string, OutputRows> written = await ExecuteAsync(run, warnings, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        long rows = Publish(run, written, warnings);
        log.Add(string.Create(CultureInfo.InvariantCulture, $"Wrote {rows} rows in {watch.ElapsedMilliseconds} ms, {warnings.Count} warnings."));
        return rows;
    }

    private async Task<Dictionary<string, OutputRows>> ExecuteAsync(RecipeRun run, WarningList warnings, CancellationToken cancellationToken)
    {
        var written = new Dictionary<string, OutputRows>(StringComparer.Ordinal);
        if (state.Delegates.Find(run.Recipe.Name) is { } handler)
        {
            await DelegateRunner.RunAsync(state, run, handler, written, updateSchemas, warnings, cancellationToken).ConfigureAwait(false);
            return written;
        }

        RecipeTranslator translator = state.TranslatorOf(run.Recipe.Type) ?? throw new RecipeFailedException($"Recipes of type '{run.Recipe.Type}' are not supported.");
        foreach (string setting in RecipeSettingNames.Unknown(run.Recipe))
            warnings.Add($"The recipe has the setting '{setting}', which the local engine does not know and goes on without.");

        var context = new TranslationContext(state.Snapshot, run.Recipe, run.Relations, run.Targets, state.Variables) { Earlier = run.Earlier, Query = sql => Query(sql, cancellationToken) };
        switch (translator.Translate(context))
        {
            case Translation.Selects selects:
                RunSelects(run, selects, written, warnings, cancellationToken);
                break;
            case Translation.TextRows text:
                RunText(run, text, written, warnings, cancellationToken);
                break;
            case Translation.Files files:
                await FileRunner.RunAsync(state, run, files, written, updateSchemas, warnings, cancellationToken).ConfigureAwait(false);
                break;
        }

        return written;
    }

    private void RunSelects(RecipeRun run, Translation.Selects selects, Dictionary<string, OutputRows> written, WarningList warnings, CancellationToken cancellationToken)
    {
        using DuckDbLease lease = state.Host.Rent();
        lease.IsSpent = selects.Setup is { Count: > 0 };
        foreach (string setup in selects.Setup ?? [])
            Guarded(setup, () => lease.Session.Execute(setup, cancellationToken));

        foreach (OutputSelect output in selects.Outputs)
        {
            foreach (string warning in output.Warnings)
                warnings.Add(warning);

            VersionWriter version = run.Writer(output.Output.Ref);
            using WriteBehind? behind = kept.Contains(run.IdOf(output.Output.Ref)) ? new WriteBehind(version.Folder) : null;
            run.Log.Add($"SQL for '{output.Output.Ref}': {output.Sql}");
            if (Redispatch.Applies(run.Recipe, output.Output, run.Step.Partition))
            {
                IReadOnlyList<SchemaColumn> remaining = Redispatch.Kept(output.Output, output.Columns);
                OutputLayout spread = OutputLayout.Of(output.Output, remaining, updateSchemas, output.StoredDecides, warnings.Add).KeepingText(remaining);
                written[output.Output.Ref] = new OutputRows(spread.Columns, Guarded(output.Sql, () => Redispatch.Write(lease.Session, version, output, spread, remaining, warnings, cancellationToken)));
                continue;
            }

            OutputLayout layout = OutputLayout.Of(output.Output, output.Columns, updateSchemas || output.HasColumnsOfData, output.StoredDecides, warnings.Add).KeepingText(output.Columns);
            StoredFile file = Guarded(output.Sql, () => SelectWriter.Write(lease.Session, version, output.Sql, output.Columns, layout, warnings, cancellationToken, run.Step.Partition, neverEmptyText: output.AreNeverEmptyText));
            written[output.Output.Ref] = new OutputRows(layout.Columns, [file]);
        }
    }

    private IReadOnlyList<string?[]> Query(string sql, CancellationToken cancellationToken)
    {
        using DuckDbLease lease = state.Host.Rent();
        using DuckDbQuery query = Guarded(sql, () => lease.Session.Query(sql, cancellationToken));
        var rows = new List<string?[]>();
        while (query.Fetch(cancellationToken))
        {
            for (int row = 0; row < query.Count; row++)
                rows.Add([.. Enumerable.Range(0, query.Types.Count).Select(column => query.IsNull(column, row) ? null : query.Text(column, row))]);
        }

        return rows;
    }

    private void RunText(RecipeRun run, Translation.TextRows text, Dictionary<string, OutputRows> written, WarningList warnings, CancellationToken cancellationToken)
    {
        var textRun = new TextRun(warnings.Add, cancellationToken);
        IEnumerable<string?[]> rows = text.Run(run.TextTables(cancellationToken), textRun);
        if (Redispatch.Applies(run.Recipe, text.Output, run.Step.Partition))
        {
            OutputRows whole = TextOutput.Write(state.Host, run.Writer(text.Output.Ref), text.Output, rows, () => textRun.Columns, updateSchema: true, storedDecides: true, warnings, null, cancellationToken);
            using DuckDbLease lease = state.Host.Rent();
            written[text.Output.Ref] = Redispatch.Write(lease.Session, run.Writer(text.Output.Ref), text.Output, whole, updateSchemas, warnings, cancellationToken);
            return;
        }

        written[text.Output.Ref] = TextOutput.Write(
            state.Host, run.Writer(text.Output.Ref), text.Output, rows, () => textRun.Columns, updateSchemas, storedDecides: true, warnings, run.Step.Partition, cancellationToken);
    }

    private T Guarded<T>(string sql, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (DuckDbFailure failure) when (!FailureText.IsDiskFull(failure.Message) && !FailureText.IsAboutStoredFile(failure.Message, state.Workspace))
        {
            throw new RecipeFailedException($"{failure.Message} In: {sql}", failure);
        }
    }

    private long Publish(RecipeRun run, Dictionary<string, OutputRows> written, WarningList warnings)
    {
        ResultBasis basis = state.Settings.Of(run.Recipe, state.Delegates.Find(run.Recipe.Name));
        string fingerprint = Fingerprints.OfRecipe(basis, run.InputVersions, run.Step.Partition);
        long rows = 0;
        foreach (OutputTarget target in run.Targets)
        {
            if (!written.TryGetValue(target.Ref, out OutputRows? output))
                continue;

            VersionWriter version = run.Writer(target.Ref);
            string id = run.IdOf(target.Ref);
            var manifest = new Manifest
            {
                Version = version.Version,
                Name = id,
                Fingerprint = fingerprint,
                Basis = basis.Shortened(),
                Schema = output.Columns.Schema,
                PhysicalNames = output.Columns.PhysicalNames,
                Files = output.Files,
                Recipe = run.Recipe.Name,
                Inputs = run.InputVersions,
                Warnings = warnings.ToList(),
                JobId = jobId,
                Engine = Fingerprints.EngineVersion,
                At = DateTimeOffset.UtcNow,
            };
            rows += manifest.Rows;
            version.Publish(PartitionMerge.Into(version.Current, manifest, run.Step.Partition, run.Recipe.Outputs.First(item => item.Ref == target.Ref).AppendMode), flush: kept.Contains(id));
        }

        return rows;
    }
}

/// <summary>The rows of an output that were written but are not in place yet.</summary>
/// <param name="Columns">Their columns.</param>
/// <param name="Files">Their files.</param>
internal sealed record OutputRows(StoredColumns Columns, IReadOnlyList<StoredFile> Files);
