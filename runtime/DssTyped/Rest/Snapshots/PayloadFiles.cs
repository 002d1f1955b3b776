namespace DssTyped.Rest;

/// <summary>The extension of a recipe's payload file in an export: the language for code, the type itself for visual recipes.</summary>
internal static class PayloadFiles
{
    private static readonly Dictionary<string, string> Extensions = new(StringComparer.Ordinal)
    {
        ["cpython"] = "py", ["pyspark"] = "py", ["python"] = "py", ["spark_scala"] = "scala", ["spark_sql_query"] = "sql",
        ["sparkr"] = "r", ["sql_query"] = "sql", ["sql_script"] = "sql", ["streaming_spark_scala"] = "scala",
    };

    public static string ExtensionOf(string recipeType) => Extensions.GetValueOrDefault(recipeType, recipeType);
}
