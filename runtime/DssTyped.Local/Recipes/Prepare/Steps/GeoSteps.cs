using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps on points: <c>POINT(longitude latitude)</c>.</summary>
internal static partial class GeoSteps
{
    // Kilometres: the mean radius of the earth, and a statute mile.
    private const double Radius = 6371.0087714;
    private const double Mile = 1.609344;

    public static void Create(GeoPointCreator step, PrepareTable table)
    {
        int latitude = table.Slot(step.Latitude), longitude = table.Slot(step.Longitude);
        step.Apply(table.Columns);
        int to = table.Slot(step.Output);
        table.Each(row => row[to] = latitude >= 0 && longitude >= 0 && JavaNumbers.Parse(row[latitude]) is { } north && JavaNumbers.Parse(row[longitude]) is { } east
            ? $"POINT({JavaText.Of(east)} {JavaText.Of(north)})"
            : null);
    }

    public static void Extract(GeoPointExtractor step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        int latitude = step.Latitude.Length > 0 ? table.Slot(step.Latitude) : -1, longitude = step.Longitude.Length > 0 ? table.Slot(step.Longitude) : -1;
        table.Each(row =>
        {
            (double East, double North)? point = PointOf(row[from]);
            if (latitude >= 0)
                row[latitude] = point is { } north ? JavaText.Of(north.North) : null;
            if (longitude >= 0)
                row[longitude] = point is { } east ? JavaText.Of(east.East) : null;
        });
    }

    public static void Distance(GeoDistanceProcessor step, PrepareTable table)
    {
        int from = table.Slot(step.Input), other = table.Slot(step.Other);
        step.Apply(table.Columns);
        int to = table.Slot(step.Output);
        table.Each(row => row[to] = from >= 0 && other >= 0 && PointOf(row[from]) is { } first && PointOf(row[other]) is { } second
            ? JavaText.Of(Kilometers(first, second) / (step.Unit == "MILES" ? Mile : 1))
            : null);
    }

    private static (double East, double North)? PointOf(string? cell) =>
        cell is not null && Point().Match(cell) is { Success: true } match
        && double.TryParse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double east)
        && double.TryParse(match.Groups[2].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double north)
            ? (east, north)
            : null;

    private static double Kilometers((double East, double North) a, (double East, double North) b)
    {
        double north = Math.Sin(Radians(b.North - a.North) / 2), east = Math.Sin(Radians(b.East - a.East) / 2);
        double h = (north * north) + (Math.Cos(Radians(a.North)) * Math.Cos(Radians(b.North)) * east * east);
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private static double Radians(double degrees) => degrees / 180 * Math.PI;

    [GeneratedRegex(@"^\s*POINT\s*\(\s*([-+0-9.eE]+)\s+([-+0-9.eE]+)\s*\)\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Point();
}
