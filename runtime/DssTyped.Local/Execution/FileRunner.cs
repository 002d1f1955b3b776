using DssTyped.Flow.Schemas;
using DssTyped.Local.Recipes;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Execution;

/// <summary>Runs recipes that work on files of managed folders.</summary>
internal static class FileRunner
{
    public static async Task RunAsync(EngineState state, RecipeRun run, Translation.Files files, Dictionary<string, OutputRows> written, bool updateSchemas, WarningList warnings, CancellationToken cancellationToken)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string reference in run.Recipe.Inputs.Select(item => item.Ref).Where(reference => state.Snapshot.FindDataset(reference) is null))
            inputs[reference] = PathOf(state, run.IdOf(reference)) ?? throw new RecipeFailedException($"Managed folder '{reference}' has no files.");

        OutputTarget[] folders = [.. run.Targets.Where(target => target.Dataset is null)];
        var work = new FileWork(
            inputs,
            folders.ToDictionary(target => target.Ref, target => run.Writer(target.Ref).Folder, StringComparer.Ordinal),
            (reference, columns, rows) =>
            {
                OutputTarget target = run.Targets.First(candidate => candidate.Ref == reference);
                written[reference] = TextOutput.Write(state.Host, run.Writer(reference), target, rows, () => columns, updateSchemas, storedDecides: false, warnings, run.Step.Partition, cancellationToken);
                return Task.CompletedTask;
            })
        {
            InputTables = run.TextTables(cancellationToken),
        };
        await files.Run(work, cancellationToken).ConfigureAwait(false);
        foreach (OutputTarget folder in folders)
            written[folder.Ref] = new OutputRows(new StoredColumns(Schema.Empty, []), FilesIn(run.Writer(folder.Ref)));
    }

    /// <summary>The path of a folder's files: what a recipe wrote here, else what the data folder holds.</summary>
    public static string? PathOf(EngineState state, string id) =>
        state.Folders.Find(id) is { } manifest ? Path.Combine(state.Folders.FolderOf(id), manifest.Version) : state.FolderSources.Find(id);

    private static StoredFile[] FilesIn(VersionWriter writer) =>
        [.. Directory.EnumerateFiles(writer.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(writer.Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(file => writer.Stored(file, rows: 0))];
}
