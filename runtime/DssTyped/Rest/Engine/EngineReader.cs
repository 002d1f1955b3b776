using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>
/// Opens a dataset for a typed flow: live schema against compiled one, columns asked for. The server leaves out rows where that is
/// safe to ask for; every row that comes is still looked at here.
/// </summary>
internal static class EngineReader
{
    public static async Task<RowReader> OpenAsync(DssHttp http, DssDatasetHandle dataset, ReadRequest request, CancellationToken cancellationToken)
    {
        DssSchema schema;
        try
        {
            schema = await dataset.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DssNotFoundException)
        {
            throw new DssNotBuiltException(request.Dataset, null, exists: false);
        }

        Check(request, Schemas.Of(request.Dataset, schema));
        IReadOnlyList<string>? columns = WithFilterColumns(request);
        var options = new DssReadOptions
        {
            Columns = columns,
            Partitions = request.Partitions,
            // With a filter the server does not know which rows count.
            Limit = request.Filter is null ? request.Limit : null,
            Filter = request.Filter is { } wanted && http.Options.SendRowFilters ? ServerFilter.Of(wanted) : null,
        };
        try
        {
            DssRowStream rows = await OpenAsync(http, dataset, schema, options, cancellationToken).ConfigureAwait(false);
            return request.Filter is { } filter
                ? new FilteredRowReader(rows, RowFilter.Compile(filter, rows.Columns), request.Columns?.Count ?? rows.Columns.Count, request.Limit)
                : rows;
        }
        catch (DssNotFoundException)
        {
            // The dataset is there, its schema was just read: what is missing is its data.
            throw new DssNotBuiltException(request.Dataset, request.Partitions is [var only] ? only : null, exists: true);
        }
    }

    /// <summary>A server that does not take the filter sends all rows; nothing is lost but time.</summary>
    private static async Task<DssRowStream> OpenAsync(DssHttp http, DssDatasetHandle dataset, DssSchema schema, DssReadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await DssRowStream.OpenDatasetAsync(http, dataset.ProjectKey, dataset.Name, schema, options, cancellationToken).ConfigureAwait(false);
        }
        catch (DssApiException refused) when (options.Filter is not null && refused is DssInvalidRequestException or DssServerException)
        {
            http.Logger.FilterRefused(dataset.ProjectKey, dataset.Name, refused.GetType().Name);
            return await DssRowStream.OpenDatasetAsync(http, dataset.ProjectKey, dataset.Name, schema, options with { Filter = null }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The wanted columns, then those that only the filter needs.</summary>
    private static IReadOnlyList<string>? WithFilterColumns(ReadRequest request) =>
        request.Columns is null || request.Filter is null
            ? request.Columns
            : [.. request.Columns, .. RowFilter.ColumnsOf(request.Filter).Except(request.Columns, StringComparer.Ordinal)];

    private static void Check(ReadRequest request, DatasetSchema live)
    {
        if (request.CompiledSchema is not { } compiled)
            return;
        DatasetColumn[] used = [.. compiled.Columns.Where(column => request.Columns?.Contains(column.Name, StringComparer.Ordinal) ?? live.Find(column.Name) is not null)];
        string[] differences = [.. Schemas.Differences(compiled with { Columns = used }, live)];
        if (differences.Length > 0)
            throw new DssSchemaMismatchException(differences);
    }
}
