using System.Collections.Concurrent;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Planning;

/// <summary>The fingerprints of the recipes' settings, each worked out once: neither the snapshot nor the variables of an engine change.</summary>
internal sealed class SettingsFingerprints(IReadOnlyDictionary<string, string> variables)
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>The fingerprint of what a recipe is told to do.</summary>
    public string Of(RecipeDefinition recipe) => _known.GetOrAdd(recipe.Name, static (_, given) => Fingerprints.OfSettings(given.recipe, given.variables), (recipe, variables));
}
