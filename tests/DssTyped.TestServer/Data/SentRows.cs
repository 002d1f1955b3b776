namespace DssTyped.TestServer.Data;

/// <summary>The rows and columns that a request asks for, of rows that hold all columns its filter needs.</summary>
/// <param name="Rows">The rows before the filter.</param>
/// <param name="Columns">Which of their columns are sent, in order.</param>
/// <param name="Filter">Which rows are sent; null for all.</param>
/// <param name="Limit">How many are sent at most.</param>
internal sealed record SentRows(RowReader Rows, int[] Columns, RowFormula? Filter, long Limit)
{
    private long _left = Limit;

    /// <summary>Goes to the next row to send.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_left-- <= 0)
            return false;
        while (await Rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Filter?.IsTrue(Rows) ?? true)
                return true;
        }

        return false;
    }
}
