using System.Globalization;

namespace DssTyped;

/// <summary>A cell of type <c>geopoint</c>: WKT such as <c>POINT(2.35 48.85)</c>.</summary>
/// <param name="Wkt">The text, as DSS stores it.</param>
public readonly record struct GeoPoint(string Wkt)
{
    /// <summary>Longitude and latitude in degrees; null if the text is no WKT point.</summary>
    public (double Longitude, double Latitude)? Coordinates
    {
        get
        {
            int open = Wkt.IndexOf('(', StringComparison.Ordinal), close = Wkt.IndexOf(')', StringComparison.Ordinal);
            if (!Wkt.StartsWith("POINT", StringComparison.OrdinalIgnoreCase) || open < 0 || close < open)
                return null;

            string[] parts = Wkt[(open + 1)..close].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length == 2
                && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double longitude)
                && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double latitude)
                    ? (longitude, latitude)
                    : null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Wkt;
}
