using System.Text.Json.Nodes;

namespace DssTyped.Rest;

/// <summary>
/// An object as DSS sent it. <see cref="Raw"/> is the whole of it and what is sent back on saving, so fields that
/// this library does not know survive; the properties of the subclasses are typed windows on it.
/// </summary>
public abstract class DssDocument
{
    private protected DssDocument(JsonObject raw) => Raw = raw;

    /// <summary>The object itself; changes to it are sent when the document is saved.</summary>
    public JsonObject Raw { get; }

    /// <summary>The object as JSON text.</summary>
    public override string ToString() => Raw.ToJsonString();
}
