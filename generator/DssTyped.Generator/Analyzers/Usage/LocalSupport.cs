namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>Recipe types that the local engine never runs, whatever their settings. What it can run depends on settings and is said when it plans.</summary>
internal static class LocalSupport
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["python"] = "it is code that needs DSS's Python environment",
        ["pyspark"] = "it is code that needs Spark",
        ["r"] = "it is code that needs R",
        ["sparkr"] = "it is code that needs Spark",
        ["spark_scala"] = "it is code that needs Spark",
        ["spark_sql_query"] = "it is code that needs Spark",
        ["sql_script"] = "it is code for a database",
        ["hive"] = "it is code that needs Hive",
        ["impala"] = "it is code that needs Impala",
        ["shell"] = "it is code for a server's shell",
        ["julia"] = "it is code that needs Julia",
        ["prediction_training"] = "models are trained in DSS",
        ["clustering_training"] = "models are trained in DSS",
        ["clustering_complete"] = "models are trained in DSS",
        ["prediction_scoring"] = "models are scored in DSS",
        ["clustering_scoring"] = "models are scored in DSS",
        ["evaluation"] = "models are evaluated in DSS",
        ["standalone_evaluation"] = "models are evaluated in DSS",
    };

    /// <summary>Why a recipe type can't run locally; null if it may.</summary>
    public static string? WhyNot(string dssType) => Reasons.TryGetValue(dssType, out string? reason) ? reason : null;
}
