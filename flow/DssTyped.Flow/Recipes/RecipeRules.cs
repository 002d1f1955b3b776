using DssTyped.Flow.Recipes.Distinct;
using DssTyped.Flow.Recipes.Evaluation;
using DssTyped.Flow.Recipes.Export;
using DssTyped.Flow.Recipes.Folders;
using DssTyped.Flow.Recipes.Grouping;
using DssTyped.Flow.Recipes.Join;
using DssTyped.Flow.Recipes.Pivot;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Sampling;
using DssTyped.Flow.Recipes.Scoring;
using DssTyped.Flow.Recipes.Sort;
using DssTyped.Flow.Recipes.Split;
using DssTyped.Flow.Recipes.Sync;
using DssTyped.Flow.Recipes.TopN;
using DssTyped.Flow.Recipes.Update;
using DssTyped.Flow.Recipes.VStack;
using DssTyped.Flow.Recipes.Window;

namespace DssTyped.Flow.Recipes;

/// <summary>Every recipe type we know, one line each, in alphabetical order of its DSS type.</summary>
public static class RecipeRules
{
    private static readonly RecipeRule[] Rules =
    [
        new ClusterScoringRule("clustering_cluster", "Cluster"),
        new ClusterScoringRule("clustering_scoring", "Apply clustering"),
        OpaqueKinds.ClusteringTraining,
        OpaqueKinds.CPython,
        OpaqueKinds.CSync,
        new DistinctRule(),
        new DownloadRule(),
        OpaqueKinds.EmbedDocuments,
        new EvaluationRule(),
        new ExportRule(),
        OpaqueKinds.ExtractContent,
        OpaqueKinds.ExtractFailedRows,
        new JoinRule("fuzzyjoin", "Fuzzy Join", "As join; optional column that describes the match."),
        OpaqueKinds.GenerateFeatures,
        OpaqueKinds.GenerateStatistics,
        new JoinRule("geojoin", "Geo Join", "As join."),
        new GroupingRule(),
        OpaqueKinds.Hive,
        OpaqueKinds.Impala,
        new JoinRule("join", "Join", "The chosen columns with aliases and prefixes, or all of chosen inputs; computed columns; outputs for rows without a match."),
        OpaqueKinds.Julia,
        OpaqueKinds.Ksql,
        new ListFolderContentsRule(),
        new MergeFolderRule(),
        OpaqueKinds.LlmEvaluation,
        OpaqueKinds.FineTuning,
        OpaqueKinds.Classification,
        OpaqueKinds.EmbedDataset,
        OpaqueKinds.Summarization,
        OpaqueKinds.UserClassification,
        OpaqueKinds.Pig,
        new PivotRule(),
        new PredictionScoringRule(),
        OpaqueKinds.PredictionTraining,
        OpaqueKinds.Prompt,
        OpaqueKinds.PySpark,
        OpaqueKinds.Python,
        OpaqueKinds.R,
        new SamplingRule(),
        new PrepareRule(),
        OpaqueKinds.Shell,
        new SortRule(),
        OpaqueKinds.SparkScala,
        OpaqueKinds.SparkSql,
        OpaqueKinds.SparkR,
        new SplitRule(),
        OpaqueKinds.SqlQuery,
        OpaqueKinds.SqlScript,
        new StandaloneEvaluationRule(),
        OpaqueKinds.StreamingSparkScala,
        new SyncRule(),
        new TopNRule(),
        new UpdateRule("update", "Push to editable", "The output's own columns, then the input's new ones."),
        new UpdateRule("upsert", "Upsert", "The output's own columns, then the input's new ones."),
        new VStackRule(),
        new WindowRule(),
    ];

    private static readonly Dictionary<string, RecipeRule> ByDssType = Rules.ToDictionary(rule => rule.DssType, StringComparer.Ordinal);

    /// <summary>Every rule, in order of its DSS type.</summary>
    public static IReadOnlyList<RecipeRule> All => Rules;

    /// <summary>Whether a DSS recipe type is known at all; plugin and application-as-recipe types count as known.</summary>
    public static bool IsKnown(string dssType) =>
        ByDssType.ContainsKey(dssType) || dssType.StartsWith("CustomCode_", StringComparison.Ordinal) || dssType.StartsWith("App_", StringComparison.Ordinal);

    /// <summary>The rule for a DSS recipe type; a type we do not know is opaque, never an error.</summary>
    public static RecipeRule For(string dssType) =>
        ByDssType.TryGetValue(dssType, out RecipeRule? rule) ? rule : new OpaqueRule(dssType, dssType, "Not known to this version.");
}
