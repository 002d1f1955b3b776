namespace DssTyped.Rest;

/// <summary>How the inputs, outputs and first settings of a recipe type are handed to DSS when it is created.</summary>
internal enum DssRecipeCreation
{
    /// <summary>Everything in the prototype; outputs exist already.</summary>
    Plain,

    /// <summary>DSS can make the one output along with the recipe.</summary>
    SingleOutput,

    /// <summary>As SingleOutput, but inputs go beside the prototype: in it, DSS would lose them.</summary>
    VirtualInputs,

    /// <summary>A code recipe with its script.</summary>
    Code,
}

/// <summary>The way of creation of every recipe type we know; others, such as plugin recipes, are plain.</summary>
internal static class DssRecipeCreations
{
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["prepare"] = "shaker", ["stack"] = "vstack", ["embed_dataset"] = "nlp_llm_rag_embedding",
    };

    private static readonly Dictionary<string, DssRecipeCreation> ByType = Index(
        (DssRecipeCreation.SingleOutput,
            ["clustering_scoring", "csync", "distinct", "download", "export", "extract_failed_rows", "grouping", "pivot", "prediction_scoring",
             "sampling", "shaker", "sort", "sql_query", "sync", "upsert", "window"]),
        (DssRecipeCreation.VirtualInputs, ["fuzzyjoin", "generate_features", "geojoin", "join", "vstack"]),
        (DssRecipeCreation.Code,
            ["cpython", "julia", "ksql", "pyspark", "python", "r", "shell", "spark_scala", "spark_sql_query", "sparkr", "sql_script", "streaming_spark_scala"]));

    /// <summary>DSS's own name for a type that its screens call otherwise.</summary>
    public static string DssType(string type) => Aliases.GetValueOrDefault(type, type);

    public static DssRecipeCreation For(string dssType) => ByType.GetValueOrDefault(dssType, DssRecipeCreation.Plain);

    private static Dictionary<string, DssRecipeCreation> Index(params (DssRecipeCreation Creation, string[] Types)[] rows) =>
        rows.SelectMany(row => row.Types.Select(type => (type, row.Creation))).ToDictionary(pair => pair.type, pair => pair.Creation, StringComparer.Ordinal);
}
