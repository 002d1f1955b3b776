namespace DssTyped.Flow.Recipes;

/// <summary>The recipe types whose columns only a run tells.</summary>
internal static class OpaqueKinds
{
    private const string Code = "Code: its columns are those stored with the output.";
    private const string Sql = "SQL of the connection's database: its columns are those stored with the output.";
    private const string Model = "Trains a model: its output is a saved model.";
    private const string Llm = "Asks a language model: its columns are those stored with the output.";
    private const string Streaming = "Works on a stream: its columns are those stored with the output.";

    public static OpaqueRule CSync { get; } = new("csync", "Continuous Sync", Streaming);

    public static OpaqueRule CPython { get; } = new("cpython", "Continuous Python", Streaming);

    public static OpaqueRule ClusteringTraining { get; } = new("clustering_training", "Train (clustering)", Model);

    public static OpaqueRule EmbedDataset { get; } = new("nlp_llm_rag_embedding", "Embed Dataset", "Writes to a knowledge bank; no columns.");

    public static OpaqueRule EmbedDocuments { get; } = new("embed_documents", "Embed Documents", "Writes to a knowledge bank; no columns.");

    public static OpaqueRule ExtractContent { get; } = new("extract_content", "Extract Content", Llm);

    public static OpaqueRule ExtractFailedRows { get; } = new("extract_failed_rows", "Extract Failed Rows", "Rows that fail data quality rules: its columns are those stored with the output.");

    public static OpaqueRule GenerateFeatures { get; } = new("generate_features", "Generate Features", "Joins and aggregates many datasets: its columns are those stored with the output.");

    public static OpaqueRule GenerateStatistics { get; } = new("generate_statistics", "Generate Statistics", "Statistical cards: its columns are those stored with the output.");

    public static OpaqueRule Hive { get; } = new("hive", "Hive", Sql);

    public static OpaqueRule Impala { get; } = new("impala", "Impala", Sql);

    public static OpaqueRule Julia { get; } = new("julia", "Julia", Code);

    public static OpaqueRule Ksql { get; } = new("ksql", "ksqlDB", Streaming);

    public static OpaqueRule FineTuning { get; } = new("nlp_llm_finetuning", "Fine-tune a language model", "Its output is a saved model.");

    public static OpaqueRule Classification { get; } = new("nlp_llm_model_provided_classification", "Classify Text", Llm);

    public static OpaqueRule UserClassification { get; } = new("nlp_llm_user_provided_classification", "Classify Text (own classes)", Llm);

    public static OpaqueRule Summarization { get; } = new("nlp_llm_summarization", "Summarize Text", Llm);

    public static OpaqueRule LlmEvaluation { get; } = new("nlp_llm_evaluation", "Evaluate a language model", Llm);

    public static OpaqueRule Pig { get; } = new("pig", "Pig", Code);

    public static OpaqueRule PredictionTraining { get; } = new("prediction_training", "Train", Model);

    public static OpaqueRule Prompt { get; } = new("prompt", "Prompt", Llm);

    public static OpaqueRule PySpark { get; } = new("pyspark", "PySpark", Code);

    public static OpaqueRule Python { get; } = new("python", "Python", Code);

    public static OpaqueRule R { get; } = new("r", "R", Code);

    public static OpaqueRule Shell { get; } = new("shell", "Shell", Code);

    public static OpaqueRule SparkScala { get; } = new("spark_scala", "Spark Scala", Code);

    public static OpaqueRule SparkSql { get; } = new("spark_sql_query", "Spark SQL", Sql);

    public static OpaqueRule SparkR { get; } = new("sparkr", "SparkR", Code);

    public static OpaqueRule SqlQuery { get; } = new("sql_query", "SQL query", Sql);

    public static OpaqueRule SqlScript { get; } = new("sql_script", "SQL script", Sql);

    public static OpaqueRule StreamingSparkScala { get; } = new("streaming_spark_scala", "Streaming Spark Scala", Streaming);
}
