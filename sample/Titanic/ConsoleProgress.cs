using DssTyped;

namespace TitanicSample;

/// <summary>Prints a line for each recipe that starts or ends.</summary>
internal sealed class ConsoleProgress : IProgress<BuildEvent>
{
    public void Report(BuildEvent value)
    {
        if (value is { Kind: BuildEventKind.ActivityStarted, Activity: { } started })
            Console.WriteLine($"  {started.Recipe} ({started.RecipeType}) ...");
        if (value is { Kind: BuildEventKind.ActivityEnded, Activity: { } ended })
            Console.WriteLine($"  {ended.Recipe}: {ended.State}, {ended.Rows} rows{(ended.Warnings.Count > 0 ? $", {ended.Warnings.Count} warnings" : "")}{(ended.FirstFailure is { } failure ? $": {failure}" : "")}");
    }
}
