using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>One input or output of a recipe.</summary>
/// <param name="Role">The role, such as <c>main</c>, <c>model</c> or <c>scriptDeps</c>.</param>
/// <param name="Ref">The object: a dataset's name, an id, or <c>OTHERPROJECT.name</c>.</param>
/// <param name="Raw">The item's JSON, with its partition dependencies or append mode.</param>
public sealed record RecipeItem(string Role, string Ref, JsonValue Raw)
{
    /// <summary>Where the reference stands in the snapshot.</summary>
    public JsonSpan Span => (Raw.Find("ref") ?? Raw).Span;

    /// <summary>The partition dependencies of an input.</summary>
    public IReadOnlyList<JsonValue> Dependencies => Raw.FindItems("deps");

    /// <summary>Whether an output is appended to rather than overwritten.</summary>
    public bool AppendMode => Raw.FindFlag("appendMode");
}
