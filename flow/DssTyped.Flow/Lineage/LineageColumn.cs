namespace DssTyped.Flow.Lineage;

/// <summary>A column of an object of the flow, or all of the object where columns can't be told apart.</summary>
/// <param name="Object">The id of the dataset, folder or model; <c>OTHERPROJECT.name</c> for a foreign one.</param>
/// <param name="Column">The column; <see cref="Whole"/> for the whole object.</param>
public readonly record struct LineageColumn(string Object, string Column)
{
    /// <summary>Stands for every column, or for what has no columns.</summary>
    public const string Whole = "*";

    /// <summary>Whether this is the whole object.</summary>
    public bool IsWhole => Column == Whole;

    /// <summary><c>OBJECT.COLUMN</c>.</summary>
    public override string ToString() => $"{Object}.{Column}";
}
