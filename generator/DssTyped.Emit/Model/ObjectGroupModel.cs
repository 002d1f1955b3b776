using DssTyped.Flow;

namespace DssTyped.Emit.Model;

/// <summary>All objects of one of the smaller kinds: folders, models, scenarios, zones ...</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Objects">The objects, by name.</param>
public sealed record ObjectGroupModel(ObjectKind Kind, EquatableArray<ObjectModel> Objects);

/// <summary>An object that is known by an id.</summary>
/// <param name="TypeName">The class; empty for kinds whose objects share a runtime class.</param>
/// <param name="Member">The property of the catalog.</param>
/// <param name="Id">The id in DSS.</param>
/// <param name="DssName">The name in DSS.</param>
/// <param name="Doc">Its documentation.</param>
/// <param name="Argument">What the runtime class takes besides id and name; null for none.</param>
public sealed record ObjectModel(string TypeName, string Member, string Id, string DssName, DocModel Doc, string? Argument = null);

/// <summary>A kind of object, and how it is generated.</summary>
/// <param name="Catalog">The catalog class and the flow's property.</param>
/// <param name="Suffix">What the class of an object ends with; empty if objects have no class of their own.</param>
/// <param name="BaseType">The runtime class.</param>
/// <param name="Words">The kind in words.</param>
public sealed record ObjectKind(string Catalog, string Suffix, string BaseType, string Words)
{
    /// <summary>Managed folders.</summary>
    public static readonly ObjectKind ManagedFolder = new("ManagedFolders", "Folder", "ManagedFolder", "managed folder");

    /// <summary>Saved models.</summary>
    public static readonly ObjectKind SavedModel = new("SavedModels", "Model", "SavedModel", "saved model");

    /// <summary>Model evaluation stores.</summary>
    public static readonly ObjectKind ModelEvaluationStore = new("ModelEvaluationStores", "EvaluationStore", "ModelEvaluationStore", "model evaluation store");

    /// <summary>Streaming endpoints.</summary>
    public static readonly ObjectKind StreamingEndpoint = new("StreamingEndpoints", "Endpoint", "StreamingEndpoint", "streaming endpoint");

    /// <summary>Knowledge banks.</summary>
    public static readonly ObjectKind KnowledgeBank = new("KnowledgeBanks", "KnowledgeBank", "KnowledgeBank", "knowledge bank");

    /// <summary>Scenarios.</summary>
    public static readonly ObjectKind Scenario = new("Scenarios", "Scenario", "Scenario", "scenario");

    /// <summary>Flow zones.</summary>
    public static readonly ObjectKind Zone = new("Zones", "Zone", "FlowZone", "flow zone");

    /// <summary>Project variables.</summary>
    public static readonly ObjectKind Variable = new("Variables", "", "ProjectVariable", "project variable");
}
