using System.Runtime.CompilerServices;
using System.Text;
using DssTyped.Rest.Rows;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>
/// Rows on their way from DSS, read with constant memory. The last <see cref="RowReader.ReadAsync"/> asks the server whether
/// everything was sent, so a stream that broke off is an error and never a short dataset.
/// </summary>
public sealed class DssRowStream : RowReader
{
    private readonly TsvReader _rows;
    private readonly string _source;
    private readonly int[] _positions;
    private readonly TextCache?[] _texts;
    private readonly TsvColumn?[] _columns;
    private readonly CellVector[] _cells;
    private readonly int _sentColumns;
    private readonly Func<CancellationToken, Task> _verify;
    private readonly long _limit;
    private bool _verified;
    private bool _disposed;
    private DssStreamException? _refuted;

    internal DssRowStream(Stream stream, string source, DssRowShape shape, Func<CancellationToken, Task> verify, long? limit = null)
    {
        _rows = new TsvReader(stream, problem: BrokenField);
        _source = source;
        _positions = shape.Positions;
        _texts = new TextCache?[shape.Positions.Length];
        _sentColumns = shape.SentColumns;
        Columns = shape.Columns;
        _columns = [.. shape.Columns.Select((column, i) => TsvColumn.Of(column.Type, shape.Positions[i]))];
        _cells = new CellVector[_columns.Length];
        _verify = verify;
        _limit = limit ?? long.MaxValue;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<DatasetColumn> Columns { get; }

    /// <inheritdoc/>
    public override bool IsNull(int column) => Cell(column).IsEmpty;

    /// <inheritdoc/>
    public override long GetInt64(int column) => Whole(Cell(column), column);

    /// <inheritdoc/>
    public override double GetDouble(int column) => Number(Cell(column), column);

    /// <inheritdoc/>
    public override float GetSingle(int column) =>
        float.TryParse(Cell(column).Span, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out float value) ? value : throw Unreadable(column, "a number");

    /// <inheritdoc/>
    public override bool GetBoolean(int column) => Boolean(Cell(column), column);

    /// <inheritdoc/>
    public override string GetString(int column) => Text(Cell(column), column);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> GetUtf8(int column) => Cell(column).Span;

    /// <inheritdoc/>
    public override DateTimeOffset GetInstant(int column) => Instant(Cell(column), column);

    /// <inheritdoc/>
    public override DateOnly GetDateOnly(int column) => TsvValues.TryDateOnly(Cell(column).Span, out DateOnly value) ? value : throw Unreadable(column, "a day");

    /// <inheritdoc/>
    public override DateTime GetDateTime(int column) => TsvValues.TryDateTime(Cell(column).Span, out DateTime value) ? value : throw Unreadable(column, "a date and time without zone");

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _disposed = true;
        SetBatch([], 0);
        _rows.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static async Task<DssRowStream> OpenDatasetAsync(DssHttp http, string projectKey, string dataset, DssSchema? schema, DssReadOptions options, CancellationToken cancellationToken)
    {
        var handle = new DssDatasetHandle(http, projectKey, dataset);
        // Which columns to ask for, and in which order, only the schema tells.
        if (options.Columns is not null)
            schema ??= await handle.GetSchemaAsync(cancellationToken).ConfigureAwait(false);

        string session = Guid.NewGuid().ToString();
        DssRequest request = DssRequest.Get($"/projects/{projectKey}/datasets/{dataset}/data/").Query("format", "tsv-excel-noheader").Query("partitions", options.Partitions);
        DssRowShape? shape = schema is null ? null : DssRowShape.Of(dataset, schema, options.Columns);
        if (shape?.Asked is { } columns)
            request.Query("columns", columns);
        if (options.Limit is { } limit)
            request.Query("limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Query("filter", options.Filter).Query("readSessionId", session);

        Stream stream = await http.RowsAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            shape ??= DssRowShape.Of(dataset, await handle.GetSchemaAsync(cancellationToken).ConfigureAwait(false), null);
            return new DssRowStream(stream, $"dataset '{dataset}'", shape, VerifyAsync, options.Limit);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        Task VerifyAsync(CancellationToken token) =>
            http.SendAsync(DssRequest.Get($"/projects/{projectKey}/datasets/{dataset}/finish-streaming/").Query("readSessionId", session), token);
    }

    /// <inheritdoc/>
    protected override bool TryAdvance() => false;

    /// <inheritdoc/>
    protected override async ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        if (RowNumber >= _limit)
            return false;
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            while (!_rows.TryNextBatch())
            {
                if (await _rows.FillAsync(cancellationToken).ConfigureAwait(false) || _rows.Finish())
                    continue;
                // What the server has to say about the end comes before what a cut last row looks like.
                await VerifyOnceAsync(cancellationToken).ConfigureAwait(false);
                if (!_rows.FinishPartialRow())
                    return false;
            }
        }
        catch (FormatException problem)
        {
            throw new DssDataFormatException(_source, RowNumber + 1, null, problem.Message);
        }

        // A row of one empty cell is an empty line, so its field count is right by itself.
        if (_rows.FieldCount != _sentColumns)
            throw OtherFields();
        Array.Clear(_cells);
        foreach (TsvColumn? column in _columns)
            column?.StartBatch();
        SetBatch(_cells, (int)Math.Min(_rows.Rows, _limit - RowNumber));
        return true;
    }

    private async Task VerifyOnceAsync(CancellationToken cancellationToken)
    {
        if (_verified)
            return;
        // The server tells once; asked again it may know nothing of the session any more.
        if (_refuted is not null)
            throw _refuted;
        try
        {
            await _verify(cancellationToken).ConfigureAwait(false);
            _verified = true;
        }
        catch (DssApiException failure)
        {
            throw _refuted = new DssStreamException(failure, $"DSS could not send all rows of {_source}; what was read so far is not the whole");
        }
    }

    // As fast as it gets from the first call on, as far as texts go; other cells get values in vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override string? TextOrNull(int column) => Cell(column) is { IsEmpty: false } cell ? Text(cell, column) : null;

    private protected override long? WholeOrNull(int column) => CellOf(column) is { IsEmpty: false } cell ? Whole(cell, column) : null;

    private protected override double? NumberOrNull(int column) => CellOf(column) is { IsEmpty: false } cell ? Number(cell, column) : null;

    private protected override bool? BooleanOrNull(int column) => CellOf(column) is { IsEmpty: false } cell ? Boolean(cell, column) : null;

    private protected override DateTimeOffset? InstantOrNull(int column) => CellOf(column) is { IsEmpty: false } cell ? Instant(cell, column) : null;

    /// <summary>A cell that has no value in a vector yet; the next ones of its column may get one.</summary>
    private CellText CellOf(int column)
    {
        if (_columns[column] is { } values && values.TryDecode(_rows, BatchRow, out CellVector cells))
            _cells[column] = cells;
        return Cell(column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CellText Cell(int column) => _rows.Value(BatchRow, _positions[column]);

    private string Text(CellText cell, int column) => (_texts[column] ??= new TextCache()).Get(cell);

    private long Whole(CellText cell, int column) => TsvNumbers.TryInt64(cell, out long value) ? value : throw Unreadable(column, "a whole number");

    private double Number(CellText cell, int column) => TsvNumbers.TryDouble(cell, out double value) ? value : throw Unreadable(column, "a number");

    private bool Boolean(CellText cell, int column) => TsvValues.TryBoolean(cell, out bool value) ? value : throw Unreadable(column, "true or false");

    private DateTimeOffset Instant(CellText cell, int column) => TsvValues.TryInstant(cell.Span, out DateTimeOffset value) ? value : throw Unreadable(column, "an instant");

    private DssDataFormatException BrokenField(int field, string problem)
    {
        // A row that is broken as a whole is not the current one yet.
        if (field < 0)
            return new DssDataFormatException(_source, RowNumber + 1, null, problem);
        int column = Array.IndexOf(_positions, field);
        return new DssDataFormatException(_source, RowNumber, column < 0 ? null : Columns[column].Name, problem);
    }

    private DssDataFormatException OtherFields() =>
        new(_source, RowNumber + 1, null, FormattableString.Invariant($"has {_rows.FieldCount} fields, but {_sentColumns} columns were asked for"));

    private DssDataFormatException Unreadable(int column, string expected)
    {
        string text = Encoding.UTF8.GetString(Cell(column).Span);
        if (text.Length > 40)
            text = text[..40] + "...";
        return new DssDataFormatException(_source, RowNumber, Columns[column].Name, $"(type {Columns[column].Type}) holds '{text}', which is not {expected}");
    }
}
