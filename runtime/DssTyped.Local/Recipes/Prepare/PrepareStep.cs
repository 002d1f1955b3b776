using DssTyped.Flow.Recipes.Prepare;

namespace DssTyped.Local.Recipes.Prepare;

/// <summary>How one kind of step is executed.</summary>
/// <param name="Settings">The type of the step's settings.</param>
/// <param name="Note">The step's line in the documentation.</param>
/// <param name="Refuse">Why particular settings can't run, or null.</param>
/// <param name="Run">Adds the step to a table; changes its columns as the settings' <see cref="Processor.Apply"/> does.</param>
internal sealed record PrepareStep(Type Settings, SupportNote Note, Func<Processor, string?> Refuse, Action<Processor, PrepareTable> Run);
