using System.Collections.Concurrent;

namespace DssTyped.Local.Delegates;

/// <summary>The recipes that C# code stands for.</summary>
internal sealed class DelegateRegistry
{
    private readonly ConcurrentDictionary<string, RecipeDelegate> _byRecipe = new(StringComparer.Ordinal);

    public void Add(string recipe, RecipeDelegate handler) => _byRecipe[recipe] = handler;

    public RecipeDelegate? Find(string recipe) => _byRecipe.GetValueOrDefault(recipe);
}

/// <summary>C# code that stands for a recipe.</summary>
/// <param name="Run">Fills the outputs.</param>
/// <param name="Version">Changes when the code does; null if nobody says so, and the recipe is then always out of date.</param>
internal sealed record RecipeDelegate(Func<DelegateRun, CancellationToken, Task> Run, string? Version);

/// <summary>One run of a delegate.</summary>
/// <param name="Open">Opens an input dataset by name.</param>
/// <param name="Write">Writes the rows of an output dataset by name.</param>
/// <param name="Partition">The partition that is built; null for the whole outputs.</param>
internal sealed record DelegateRun(Func<string, IReadOnlyList<string>?, Task<RowReader>> Open, Func<string, IRowSource, Task> Write, string? Partition);
