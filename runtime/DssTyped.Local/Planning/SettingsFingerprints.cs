using System.Collections.Concurrent;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Delegates;

namespace DssTyped.Local.Planning;

/// <summary>What the recipes' results are computed from beside their inputs, each worked out once: neither the snapshot nor the variables of an engine change.</summary>
internal sealed class SettingsFingerprints(Snapshot snapshot, IReadOnlyDictionary<string, string> variables)
{
    private readonly ConcurrentDictionary<string, ResultBasis> _known = new(StringComparer.Ordinal);

    /// <summary>What a recipe's results are computed from.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="standIn">The delegate that stands for it; null if it runs itself.</param>
    public ResultBasis Of(RecipeDefinition recipe, RecipeDelegate? standIn)
    {
        ResultBasis basis = _known.GetOrAdd(recipe.Name, static (_, given) => given.fingerprints.Make(given.recipe), (fingerprints: this, recipe));
        return standIn is null ? basis : basis with { Code = Fingerprints.Of("delegate", standIn.Version ?? "") };
    }

    private ResultBasis Make(RecipeDefinition recipe)
    {
        (string settings, string used) = Fingerprints.OfSettings(recipe, variables);
        return new ResultBasis(settings, used, Fingerprints.OfSchemas(recipe.Outputs.Select(output => snapshot.FindDataset(output.Ref)).OfType<DatasetDefinition>()), "");
    }
}
