using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Folders;

/// <summary>A DSS <c>merge_folder</c> recipe copies files into a folder: there are no columns.</summary>
internal sealed class MergeFolderRule : RecipeRule<MergeFolderSettings>
{
    public override string DssType => "merge_folder";

    public override RecipeNote Note => new("Merge Folders", Certainty.Exact, "Writes files to a managed folder; no columns.");

    public override MergeFolderSettings Read(RecipeDefinition recipe) => new(recipe.Params.FindFlag("clearBeforeCopy"), recipe.Params.Text("conflictHandling", "OVERWRITE"));

    private protected override void Infer(MergeFolderSettings settings, InferenceContext context)
    {
    }
}
