using System.Globalization;
using DssTyped.AnalyzerBenchmarks;

// What the analyzers take of an editor's time at a keystroke in code, per size of the flow. Arguments: other sizes.
int[] sizes = args.Length > 0 ? [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))] : [100, 1_000, 5_000];

_ = await Keystrokes.MeasureAsync(20);
Console.WriteLine("| datasets x 30 | first time ms | a keystroke in the code ms: best, median | the snapshot again ms: best, median | whole project ms |");
Console.WriteLine("|---|---|---|---|---|");
foreach (int size in sizes)
    Console.WriteLine(await Keystrokes.MeasureAsync(size));
