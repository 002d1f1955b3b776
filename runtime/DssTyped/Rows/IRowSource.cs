namespace DssTyped;

/// <summary>Rows on their way into a dataset, without the type of the rows.</summary>
public interface IRowSource
{
    /// <summary>The names of the columns, in the order of the values.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The rows; the array is reused for each.</summary>
    IAsyncEnumerable<object?[]> ReadAsync(CancellationToken cancellationToken);
}
