using System.Globalization;

namespace DssTyped.LocalBenchmarks;

/// <summary>A median and how sure it is.</summary>
/// <param name="Median">The median.</param>
/// <param name="Low">Where 95 % of the medians of samples drawn from the sample begin (bootstrap).</param>
/// <param name="High">Where they end.</param>
public readonly record struct Estimate(double Median, double Low, double High)
{
    private const int Samples = 10_000;

    /// <summary>Estimates the median of what such measurements come from.</summary>
    public static Estimate Of(IEnumerable<double> measured)
    {
        double[] values = [.. measured];
        var random = new Random(1);
        double[] medians = [.. Enumerable.Range(0, Samples).Select(_ => MedianOf([.. values.Select(_ => values[random.Next(values.Length)])])).Order()];
        return new Estimate(MedianOf(values), medians[Samples / 40], medians[Samples - 1 - (Samples / 40)]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.000} ({Low:0.000} to {High:0.000})");

    private static double MedianOf(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
