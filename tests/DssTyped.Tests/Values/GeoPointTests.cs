namespace DssTyped.Tests.Values;

public sealed class GeoPointTests
{
    [Theory]
    [InlineData("POINT(2.35 48.85)", 2.35, 48.85)]
    [InlineData("point( -1e1   5 )", -10, 5)]
    public void Points_have_longitude_and_latitude(string wkt, double longitude, double latitude) =>
        Assert.Equal((longitude, latitude), new GeoPoint(wkt).Coordinates);

    [Theory]
    [InlineData("")]
    [InlineData("POINT")]
    [InlineData("POINT(1)")]
    [InlineData("POINT(1,5 2)")]
    [InlineData("LINESTRING(0 0, 1 1)")]
    public void Anything_else_has_none(string wkt) => Assert.Null(new GeoPoint(wkt).Coordinates);
}
