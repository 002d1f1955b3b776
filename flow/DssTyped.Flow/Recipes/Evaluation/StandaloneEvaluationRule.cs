using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Evaluation;

/// <summary>The outputs of a DSS <c>standalone_evaluation</c> recipe: an evaluation store, and perhaps scored rows and metrics whose columns its payload does not tell.</summary>
internal sealed class StandaloneEvaluationRule : RecipeRule<StandaloneEvaluationSettings>
{
    public override string DssType => "standalone_evaluation";

    public override RecipeNote Note => new("Standalone Evaluation", Certainty.DataDependent, "Writes to an evaluation store; the columns of dataset outputs are those stored.");

    public override StandaloneEvaluationSettings Read(RecipeDefinition recipe) => new(recipe.Payload.Column("predictionVariable"), recipe.Payload.Column("labelVariable"));

    private protected override void Infer(StandaloneEvaluationSettings settings, InferenceContext context)
    {
        foreach (OutputBuilder output in context.Outputs.Where(output => output.Dataset is not null))
        {
            output.Limit(Certainty.DataDependent, "the payload does not tell the columns of this output");
            foreach (SchemaColumn column in output.Dataset!.Schema)
            {
                InferenceInput? input = context.MainInputs.FirstOrDefault(candidate => candidate.Schema.Find(column.Name) is not null);
                output.Add(new DerivedColumn(column.Name, column.Type, input is null ? [] : [new ColumnOrigin(input.Ref, column.Name, OriginKind.ByName)]));
            }
        }
    }
}

/// <summary>What a <c>standalone_evaluation</c> recipe asks for.</summary>
/// <param name="Prediction">The column with the prediction; null if none is set.</param>
/// <param name="Label">The column with the truth; null if none is set.</param>
public sealed record StandaloneEvaluationSettings(ColumnRef? Prediction, ColumnRef? Label) : RecipeSettings;
