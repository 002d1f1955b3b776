namespace DssTyped.Rest;

/// <summary>DSS's words for the kinds of object a job can build.</summary>
internal static class FlowObjectTypes
{
    public static string NameOf(FlowObjectType type) => type switch
    {
        FlowObjectType.Dataset => "DATASET",
        FlowObjectType.ManagedFolder => "MANAGED_FOLDER",
        FlowObjectType.SavedModel => "SAVED_MODEL",
        FlowObjectType.ModelEvaluationStore => "MODEL_EVALUATION_STORE",
        FlowObjectType.StreamingEndpoint => "STREAMING_ENDPOINT",
        FlowObjectType.KnowledgeBank => "RETRIEVABLE_KNOWLEDGE",
    };
}
