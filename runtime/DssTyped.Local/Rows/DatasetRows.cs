using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Duck;
using DssTyped.Local.Execution;
using DssTyped.Local.Planning;
using DssTyped.Local.Store;

namespace DssTyped.Local.Rows;

/// <summary>Reads and writes the rows of datasets outside of jobs.</summary>
internal sealed class DatasetRows(EngineState state)
{
    /// <summary>Opens a dataset for reading; a source is read from its files first, if they have changed.</summary>
    public Task<RowReader> OpenAsync(ReadRequest request, CancellationToken cancellationToken) => ExplainingAsync<RowReader>($"Dataset '{request.Dataset}' could not be read", async () =>
    {
        DatasetDefinition dataset = state.Snapshot.FindDataset(request.Dataset) ?? throw new DssNotBuiltException(request.Dataset, null, exists: false);
        if (state.Facts().IsSource(dataset))
            await state.Sources.EnsureAsync(dataset, static _ => { }, cancellationToken).ConfigureAwait(false);

        StoredVersion version = state.Datasets.Open(dataset.Name) ?? throw new DssNotBuiltException(dataset.Name, null, exists: true);
        if (request.Partitions.FirstOrDefault(partition => version.Manifest.Partitions.All(built => built.Id != partition)) is { } missing)
        {
            version.Dispose();
            throw new DssNotBuiltException(dataset.Name, missing, exists: true);
        }

        return LocalRowReader.Open(state.Host, version, request, cancellationToken);
    });

    /// <summary>Replaces the rows of a dataset that neither a recipe nor a file gives rows to.</summary>
    public Task<long> WriteAsync(DatasetDefinition dataset, WriteRequest request, IRowSource rows, CancellationToken cancellationToken) => ExplainingAsync($"Dataset '{dataset.Name}' could not be written", async () =>
    {
        if (state.Graph.ProducerOf(dataset.Id) is { } recipe)
            throw new InvalidOperationException($"Dataset '{dataset.Name}' is written by recipe '{recipe.Name}'. Write to source datasets only, or pin a file to it.");
        if (state.Sources.Find(dataset) is { } content)
            throw new InvalidOperationException($"The rows of dataset '{dataset.Name}' come from {(content.Files is { } files ? $"'{files.Paths[0]}'" : "the snapshot")}, so what is written would not be read. Remove them first.");

        using VersionWriter version = await state.Datasets.BeginAsync(dataset.Name, null, cancellationToken).ConfigureAwait(false);
        try
        {
            version.Prepare();
            var schema = new Schema([.. request.Schema.Columns.Select(column => new SchemaColumn(column.Name, StorageTypes.Parse(column.Type)) { TypeName = column.Type })]);
            OutputRows written = await RowWriting.WriteAsync(state.Host, version, schema, rows, request.Partition, cancellationToken).ConfigureAwait(false);
            var manifest = new Manifest
            {
                Version = version.Version,
                Name = dataset.Name,
                Fingerprint = Fingerprints.Of("written", version.Version),
                Schema = schema,
                PhysicalNames = written.Columns.PhysicalNames,
                Files = written.Files,
                Engine = Fingerprints.EngineVersion,
                At = DateTimeOffset.UtcNow,
            };
            long count = manifest.Rows;
            version.Publish(PartitionMerge.Into(version.Current, manifest, request.Partition, append: false), flush: true);
            return count;
        }
        finally
        {
            version.DiscardUnlessPublished();
        }
    });

    /// <summary>Removes the rows of a dataset, or of one partition.</summary>
    public Task ClearAsync(DatasetDefinition dataset, string? partition, CancellationToken cancellationToken) => ExplainingAsync($"Dataset '{dataset.Name}' could not be cleared", async () =>
    {
        if (partition is null)
        {
            await state.Datasets.ClearAsync(dataset.Name, cancellationToken).ConfigureAwait(false);
            return true;
        }

        using VersionWriter version = await state.Datasets.BeginAsync(dataset.Name, null, cancellationToken).ConfigureAwait(false);
        if (version.Current is not { } manifest)
            return false;

        try
        {
            version.Prepare();
            version.Publish(
                manifest with
                {
                    Version = version.Version,
                    At = DateTimeOffset.UtcNow,
                    // The rest is no longer what a recipe made of its inputs as a whole.
                    Fingerprint = "",
                    Files = [.. manifest.Files.Where(file => file.Partition != partition)],
                    Partitions = [.. manifest.Partitions.Where(built => built.Id != partition)],
                },
                flush: true);
            return true;
        }
        finally
        {
            version.DiscardUnlessPublished();
        }
    });

    // What DuckDB or the file system has to say is no exception that callers could know.
    private async Task<T> ExplainingAsync<T>(string what, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DuckDbFailure or IOException or UnauthorizedAccessException)
        {
            throw new DssException($"{what}: {FailureText.Of(exception, state.Workspace)}", exception);
        }
    }
}
