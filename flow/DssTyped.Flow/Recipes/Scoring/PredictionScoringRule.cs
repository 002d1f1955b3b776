using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Scoring;

/// <summary>Columns of a DSS <c>prediction_scoring</c> recipe's output: the kept ones, probabilities, the prediction.</summary>
internal sealed class PredictionScoringRule : RecipeRule<ScoringSettings>
{
    public override string DssType => "prediction_scoring";

    public override RecipeNote Note => new("Score", Certainty.DataDependent, "The kept columns, a probability for each class of the model, the prediction, explanations and the model's ids.");

    public override ScoringSettings Read(RecipeDefinition recipe) => ScoringPayload.Read(recipe);

    private protected override void Infer(ScoringSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input);
        foreach (OutputBuilder output in context.MainOutputs)
        {
            PredictionColumns.Pass(output, input, settings.Kept, columns);
            PredictionColumns.AddPrediction(output, columns, context, settings.Probabilities, settings.ProbabilityPercentiles);
            if (settings.Explanations)
                PredictionColumns.AddText(output, "explanations");
            if (!settings.ModelMetadata)
                continue;

            PredictionColumns.AddText(output, "smmd_savedModelId");
            PredictionColumns.AddText(output, "smmd_modelVersion");
            PredictionColumns.AddText(output, "smmd_fullModelId");
            PredictionColumns.AddText(output, "smmd_predictionTime", StorageType.Date);
        }
    }
}
