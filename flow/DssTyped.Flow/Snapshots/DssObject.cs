using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>An object of a DSS project, as the snapshot has it.</summary>
/// <param name="name">The human name.</param>
/// <param name="raw">The object's JSON.</param>
public abstract class DssObject(string name, JsonValue raw)
{
    /// <summary>The name people know it by.</summary>
    public string Name { get; } = name;

    /// <summary>What recipes refer to it by: the name of datasets and recipes, the 8-character id of folders, models, stores and knowledge banks.</summary>
    public virtual string Id => Name;

    /// <summary>The object's whole JSON, unknown fields included.</summary>
    public JsonValue Raw { get; } = raw;

    /// <summary>Where its name stands in the snapshot.</summary>
    public JsonSpan Span => (Raw.Find("name") ?? Raw.Find("id") ?? Raw).Span;

    /// <summary>The short description.</summary>
    public string? ShortDesc => Raw.FindText("shortDesc");

    /// <summary>The long description, in Markdown.</summary>
    public string? Description => Raw.FindText("description");

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags => [.. Raw.FindItems("tags").Where(tag => tag.IsString).Select(tag => tag.Text)];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
