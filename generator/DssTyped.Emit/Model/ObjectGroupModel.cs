using DssTyped.Flow;
using DssTyped.Flow.Snapshots;

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
    /// <summary>The objects of this kind that a snapshot has.</summary>
    internal Func<Snapshot, IReadOnlyList<DssObject>> Of { get; private init; } = _ => [];

    /// <summary>Whether each object has a class of its own.</summary>
    internal bool HasTypes => Suffix.Length > 0;

    /// <summary>Managed folders.</summary>
    public static readonly ObjectKind ManagedFolder = new("ManagedFolders", "Folder", "ManagedFolder", "managed folder") { Of = snapshot => snapshot.ManagedFolders };

    /// <summary>Saved models.</summary>
    public static readonly ObjectKind SavedModel = new("SavedModels", "Model", "SavedModel", "saved model") { Of = snapshot => snapshot.SavedModels };

    /// <summary>Model evaluation stores.</summary>
    public static readonly ObjectKind ModelEvaluationStore = new("ModelEvaluationStores", "EvaluationStore", "ModelEvaluationStore", "model evaluation store") { Of = snapshot => snapshot.ModelEvaluationStores };

    /// <summary>Streaming endpoints.</summary>
    public static readonly ObjectKind StreamingEndpoint = new("StreamingEndpoints", "Endpoint", "StreamingEndpoint", "streaming endpoint") { Of = snapshot => snapshot.StreamingEndpoints };

    /// <summary>Knowledge banks.</summary>
    public static readonly ObjectKind KnowledgeBank = new("KnowledgeBanks", "KnowledgeBank", "KnowledgeBank", "knowledge bank") { Of = snapshot => snapshot.KnowledgeBanks };

    /// <summary>Scenarios.</summary>
    public static readonly ObjectKind Scenario = new("Scenarios", "Scenario", "Scenario", "scenario") { Of = snapshot => snapshot.Scenarios };

    /// <summary>Flow zones.</summary>
    public static readonly ObjectKind Zone = new("Zones", "Zone", "FlowZone", "flow zone") { Of = snapshot => snapshot.Zones };

    /// <summary>Project variables.</summary>
    public static readonly ObjectKind Variable = new("Variables", "", "ProjectVariable", "project variable") { Of = snapshot => snapshot.Variables };

    /// <summary>Every kind, in the order of the flow's properties.</summary>
    internal static readonly IReadOnlyList<ObjectKind> All = [ManagedFolder, SavedModel, ModelEvaluationStore, StreamingEndpoint, KnowledgeBank, Scenario, Zone, Variable];
}
