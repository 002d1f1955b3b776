using DssTyped.Flow.Recipes.Prepare.Processors;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Booleans.</summary>
internal static class FlagSteps
{
    public static void Not(BooleanNot step, PrepareTable table)
    {
        int slot = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (slot >= 0)
            table.Map(slot, cell => cell?.ToLowerInvariant() switch { "true" or "yes" or "y" or "1" or "t" => "false", "false" or "no" or "n" or "0" or "f" => "true", _ => cell });
    }
}
