using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>An object that recipes refer to by an id while people know it by a name that need not be unique.</summary>
public abstract class IdentifiedObject : DssObject
{
    private protected IdentifiedObject(string id, string name, JsonValue raw)
        : base(name, raw) => Id = id;

    /// <inheritdoc/>
    public override string Id { get; }
}

/// <summary>A managed folder.</summary>
public sealed class ManagedFolderDefinition : IdentifiedObject
{
    internal ManagedFolderDefinition(string id, string name, JsonValue raw)
        : base(id, name, raw)
    {
    }
}

/// <summary>A saved model.</summary>
public sealed class SavedModelDefinition : IdentifiedObject
{
    internal SavedModelDefinition(string id, string name, JsonValue raw)
        : base(id, name, raw)
    {
    }

    /// <summary><c>BINARY_CLASSIFICATION</c>, <c>MULTICLASS</c>, <c>REGRESSION</c> ...; null if unknown.</summary>
    public string? PredictionType => Raw.Find("miniTask")?.FindText("predictionType");

    /// <summary>The column the model predicts; null if unknown.</summary>
    public string? TargetVariable => Raw.Find("miniTask")?.FindText("targetVariable");
}

/// <summary>A model evaluation store.</summary>
public sealed class ModelEvaluationStoreDefinition : IdentifiedObject
{
    internal ModelEvaluationStoreDefinition(string id, string name, JsonValue raw)
        : base(id, name, raw)
    {
    }
}

/// <summary>A streaming endpoint.</summary>
public sealed class StreamingEndpointDefinition : IdentifiedObject
{
    internal StreamingEndpointDefinition(string id, string name, JsonValue raw)
        : base(id, name, raw)
    {
    }
}

/// <summary>A knowledge bank.</summary>
public sealed class KnowledgeBankDefinition : IdentifiedObject
{
    internal KnowledgeBankDefinition(string id, string name, JsonValue raw)
        : base(id, name, raw)
    {
    }
}

/// <summary>A scenario.</summary>
public sealed class ScenarioDefinition : IdentifiedObject
{
    internal ScenarioDefinition(string id, string name, JsonValue raw)
        : base(id, name, raw)
    {
    }

    /// <summary><c>step_based</c> or <c>custom_python</c>.</summary>
    public string Type => Raw.FindText("type") ?? "";
}

/// <summary>A flow zone.</summary>
public sealed class ZoneDefinition : IdentifiedObject
{
    internal ZoneDefinition(string id, string name, JsonValue raw)
        : base(id, name, raw) =>
        Items = [.. raw.FindItems("items")
            .Where(item => item.FindText("objectId") is not null)
            .Select(item => (item.FindText("objectType") ?? "DATASET", item.FindText("objectId")!))];

    /// <summary>The objects in the zone: their DSS type (<c>DATASET</c>, <c>RECIPE</c> ...) and id.</summary>
    public IReadOnlyList<(string Type, string Id)> Items { get; }
}

/// <summary>A project variable.</summary>
public sealed class VariableDefinition : DssObject
{
    internal VariableDefinition(string name, JsonValue raw)
        : base(name, raw)
    {
    }

    /// <summary>The value; null if it was withheld because it looks like a secret.</summary>
    public JsonValue? Value => Raw.Find("value");
}
