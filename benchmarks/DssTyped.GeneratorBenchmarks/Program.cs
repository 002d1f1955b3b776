using System.Globalization;
using DssTyped.GeneratorBenchmarks;

// Each verb prints one table of benchmarks/README.md. Ratios of one run matter, times hardly: machines differ.
string verb = args.Length > 0 ? args[0] : "all";
int[] sizes = args.Length > 1 ? [.. args.Skip(1).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))] : [];
switch (verb)
{
    case "compiler":
        CompilerBenchmark.Run(sizes.Length > 0 ? sizes : [100, 1_000, 5_000]);
        break;
    case "driver":
        DriverBenchmark.Run(sizes.Length > 0 ? sizes : [100, 1_000, 5_000]);
        break;
    case "driver-one":
        Console.WriteLine(DriverBenchmark.Measure(sizes[0]));
        break;
    case "build":
        BuildBenchmark.Run(sizes.Length > 0 ? sizes[0] : 1_000);
        break;
    case "all":
        CompilerBenchmark.Run([100, 1_000, 5_000]);
        DriverBenchmark.Run([100, 1_000, 5_000]);
        BuildBenchmark.Run(1_000);
        break;
    default:
        Console.Error.WriteLine("compiler [SIZES] | driver [SIZES] | build [SIZE] | all");
        return 1;
}

return 0;
