using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>A recipe in the project's list of recipes.</summary>
public sealed class DssRecipeItem : DssDocument
{
    internal DssRecipeItem(JsonObject raw) : base(raw)
    {
    }

    /// <summary>Name of the recipe.</summary>
    public string Name => Raw.Text("name") ?? "";

    /// <summary>DSS type, such as <c>join</c>.</summary>
    public string Type => Raw.Text("type") ?? "";

    /// <summary>Tags of the recipe.</summary>
    public IReadOnlyList<string> Tags => Raw.Texts("tags");

    /// <summary>What it reads, in all roles.</summary>
    public IReadOnlyList<string> Inputs => [.. DssRecipeRoles.Refs(Raw, "inputs")];

    /// <summary>What it writes, in all roles.</summary>
    public IReadOnlyList<string> Outputs => [.. DssRecipeRoles.Refs(Raw, "outputs")];
}
