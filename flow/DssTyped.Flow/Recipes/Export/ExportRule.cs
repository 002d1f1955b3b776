using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Export;

/// <summary>A DSS <c>export</c> recipe writes a dataset as a file to a folder: there are no columns of a dataset.</summary>
internal sealed class ExportRule : RecipeRule<ExportSettings>
{
    public override string DssType => "export";

    public override RecipeNote Note => new("Export", Certainty.Exact, "Writes the input as a file to a managed folder; no columns.");

    public override ExportSettings Read(RecipeDefinition recipe)
    {
        JsonValue export = recipe.Params.Find("exportParams") ?? JsonValue.Object();
        JsonValue? format = export.Find("format");
        return new ExportSettings(export.Text("destinationType"), export.Text("exporterType"), format?.FindText("type") ?? "", format?.Find("params") ?? JsonValue.Object());
    }

    private protected override void Infer(ExportSettings settings, InferenceContext context)
    {
    }
}
