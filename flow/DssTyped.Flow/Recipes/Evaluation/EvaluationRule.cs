using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Scoring;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Evaluation;

/// <summary>Columns of the outputs of a DSS <c>evaluation</c> recipe: the scored rows compared with the truth, and a row of metrics.</summary>
internal sealed class EvaluationRule : RecipeRule<EvaluationSettings>
{
    public override string DssType => "evaluation";

    public override RecipeNote Note => new("Evaluate", Certainty.DataDependent, "The kept columns, probabilities, the prediction and its errors; the metrics output has a date and the chosen metrics.");

    public override EvaluationSettings Read(RecipeDefinition recipe)
    {
        JsonValue payload = recipe.Payload;
        return new EvaluationSettings(
            payload.FindFlag("filterInputColumns") ? payload.Columns("keptInputColumns") : null,
            payload.FindFlag("outputProbabilities"),
            payload.FindFlag("outputProbaPercentiles"),
            payload.FindFlag("outputExplanations"),
            payload.Texts("outputs"),
            payload.Texts("metrics"),
            payload.FindItems("customMetrics").Select(metric => metric.IsString ? metric.Text : metric.Text("name")).Where(name => name.Length > 0).ToEquatableArray(),
            payload.FindFlag("computeAssertions"));
    }

    private protected override void Infer(EvaluationSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input);
        foreach (OutputBuilder output in context.Outputs)
        {
            if (output.Role == "metrics")
                WriteMetrics(settings, output);
            else if (output.Role == "main")
                WriteRows(settings, input, columns, output, context);
        }
    }

    private static void WriteRows(EvaluationSettings settings, InferenceInput input, ColumnSet columns, OutputBuilder output, InferenceContext context)
    {
        PredictionColumns.Pass(output, input, settings.Kept, columns);
        PredictionColumns.AddPrediction(output, columns, context, settings.Probabilities, settings.ProbabilityPercentiles);
        foreach (string name in settings.Outputs)
            PredictionColumns.Add(output, columns, name, TypeOf(name), context);
        if (settings.Explanations)
            PredictionColumns.AddText(output, "explanations");
    }

    private static void WriteMetrics(EvaluationSettings settings, OutputBuilder output)
    {
        output.Limit(Certainty.DataDependent, "DSS versions differ in the columns they write beside the chosen metrics");
        output.Add(new DerivedColumn("date", StorageType.Date, []));
        foreach (string metric in settings.Metrics.Concat(settings.CustomMetrics))
            PredictionColumns.AddText(output, metric, StorageType.Double);
        if (!settings.ComputesAssertions)
            return;

        PredictionColumns.AddText(output, "passingAssertionsRatio", StorageType.Double);
        PredictionColumns.AddText(output, "assertionsMetrics");
    }

    private static StorageType TypeOf(string output) => output switch
    {
        "prediction_correct" => StorageType.Boolean,
        "error_decile" or "abs_error_decile" => StorageType.SmallInt,
        "error" or "relative_error" => StorageType.Double,
        _ => StorageType.Unknown,
    };
}
