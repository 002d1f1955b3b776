using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Folders;

/// <summary>A DSS <c>download</c> recipe fetches files into a folder: there are no columns.</summary>
internal sealed class DownloadRule : RecipeRule<DownloadSettings>
{
    public override string DssType => "download";

    public override RecipeNote Note => new("Download", Certainty.Exact, "Writes files to a managed folder; no columns.");

    public override DownloadSettings Read(RecipeDefinition recipe) => new(recipe.Params.FindItems("sources").Count, recipe.Params.FindFlag("deleteExtraFiles"));

    private protected override void Infer(DownloadSettings settings, InferenceContext context)
    {
    }
}
