namespace DssTyped;

/// <summary>A cell of type <c>geometry</c>: any WKT.</summary>
/// <param name="Wkt">The text, as DSS stores it.</param>
public readonly record struct Geometry(string Wkt)
{
    /// <inheritdoc/>
    public override string ToString() => Wkt;
}
