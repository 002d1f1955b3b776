namespace DssTyped.Flow.Snapshots.Import;

/// <summary>
/// Which file holds a recipe's payload. It is chosen by the recipe's type, never by which file exists: a recipe that was
/// converted to SQL keeps its old visual payload, and payloads of deleted recipes stay behind.
/// </summary>
internal static class RecipePayloads
{
    private static readonly Dictionary<string, string[]> CodeExtensions = new(StringComparer.Ordinal)
    {
        ["python"] = ["py"],
        ["pyspark"] = ["py"],
        ["cpython"] = ["py"],
        ["r"] = ["r", "R"],
        ["sparkr"] = ["r", "R", "sparkr"],
        ["julia"] = ["julia", "jl"],
        ["shell"] = ["shell", "sh"],
        ["spark_scala"] = ["scala", "spark_scala"],
        ["streaming_spark_scala"] = ["scala", "streaming_spark_scala"],
        ["sql_query"] = ["sql"],
        ["sql_script"] = ["sql"],
        ["spark_sql_query"] = ["sql"],
        ["hive"] = ["hive", "sql"],
        ["impala"] = ["impala", "sql"],
        ["ksql"] = ["ksql", "sql"],
    };

    /// <summary>Whether the payload of a type is code rather than JSON.</summary>
    public static bool IsCode(string recipeType) => CodeExtensions.ContainsKey(recipeType);

    /// <summary>The extensions to look for, best first.</summary>
    public static IReadOnlyList<string> ExtensionsOf(string recipeType) => CodeExtensions.TryGetValue(recipeType, out string[]? extensions) ? extensions : [recipeType];
}
