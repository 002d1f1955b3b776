namespace DssTyped;

/// <summary>The kinds of object a recipe can read or write, in DSS's job API.</summary>
public enum FlowObjectType
{
    /// <summary><c>DATASET</c>.</summary>
    Dataset,

    /// <summary><c>MANAGED_FOLDER</c>.</summary>
    ManagedFolder,

    /// <summary><c>SAVED_MODEL</c>.</summary>
    SavedModel,

    /// <summary><c>MODEL_EVALUATION_STORE</c>.</summary>
    ModelEvaluationStore,

    /// <summary><c>STREAMING_ENDPOINT</c>.</summary>
    StreamingEndpoint,

    /// <summary><c>RETRIEVABLE_KNOWLEDGE</c>: a knowledge bank.</summary>
    KnowledgeBank,
}
