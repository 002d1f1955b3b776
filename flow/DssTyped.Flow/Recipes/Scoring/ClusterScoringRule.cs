using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Scoring;

/// <summary>Columns of the output of DSS's <c>clustering_scoring</c> and <c>clustering_cluster</c> recipes: the kept ones and the cluster.</summary>
internal sealed class ClusterScoringRule(string dssType, string title) : RecipeRule<ScoringSettings>
{
    private const string Labels = "cluster_labels";
    private const string Score = "anomaly_score";

    public override string DssType => dssType;

    public override RecipeNote Note => new(title, Certainty.DataDependent, "The kept columns and cluster_labels; anomaly_score for isolation forests.");

    public override ScoringSettings Read(RecipeDefinition recipe) => ScoringPayload.Read(recipe);

    private protected override void Infer(ScoringSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input);
        foreach (OutputBuilder output in context.MainOutputs)
        {
            PredictionColumns.Pass(output, input, settings.Kept, columns);
            PredictionColumns.Add(output, columns, Labels, StorageType.String, context);
            if (settings.Algorithm.Length == 0)
                output.Limit(Certainty.DataDependent, "whether the model is an isolation forest, which adds a score, is not known here");
            if (settings.Algorithm == "ISOLATION_FOREST" || (settings.Algorithm.Length == 0 && output.Dataset?.Schema.Find(Score) is not null))
                PredictionColumns.Add(output, columns, Score, StorageType.Double, context);
        }
    }
}
