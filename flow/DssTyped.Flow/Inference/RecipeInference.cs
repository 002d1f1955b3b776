using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Inference;

/// <summary>What was derived of one recipe, and whether it is still true of another snapshot.</summary>
internal sealed class RecipeInference
{
    private readonly RecipeDefinition _recipe;
    private readonly DssObject?[] _objects;
    private readonly bool _lookedElsewhere;

    public RecipeInference(InferenceContext context)
    {
        _recipe = context.Recipe;
        RecipeRules.For(_recipe.Type).Infer(context);
        Outputs = [.. context.Outputs.Select(output => output.Build())];
        Findings = context.Findings;
        _objects = [.. context.Inputs.Select(input => input.Target), .. context.Outputs.Select(output => (DssObject?)output.Dataset)];
        _lookedElsewhere = context.LookedElsewhere;
    }

    public IReadOnlyList<DerivedSchema> Outputs { get; }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether the recipe and everything it was derived from are the very same objects in a snapshot.</summary>
    public bool HoldsIn(Snapshot snapshot, RecipeDefinition recipe)
    {
        if (_recipe != recipe || _lookedElsewhere)
            return false;

        for (int i = 0; i < _objects.Length; i++)
        {
            bool isInput = i < recipe.Inputs.Count;
            DssObject? now = snapshot.FindFlowObject(isInput ? recipe.Inputs[i].Ref : recipe.Outputs[i - recipe.Inputs.Count].Ref);
            if ((isInput ? now : now as DatasetDefinition) != _objects[i])
                return false;
        }

        return true;
    }
}
