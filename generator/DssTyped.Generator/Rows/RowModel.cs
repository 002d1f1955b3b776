using DssTyped.Flow;

namespace DssTyped.Generator.Rows;

/// <summary>What is emitted for a row type.</summary>
/// <param name="Request">The row type.</param>
/// <param name="Dataset">The dataset's class, fully qualified.</param>
/// <param name="Columns">The identifier of each member's column; empty for a member without one, which an analyzer reports.</param>
internal sealed record RowModel(RowRequest Request, string Dataset, EquatableArray<string> Columns)
{
    /// <summary>Whether one of the columns is an error to use, because of what happened to it.</summary>
    public bool UsesObsolete { get; init; }
}
