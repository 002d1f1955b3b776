using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>An engine that DSS weighed for a recipe.</summary>
public sealed class DssRecipeEngine : DssDocument
{
    internal DssRecipeEngine(JsonObject raw) : base(raw)
    {
    }

    /// <summary>DSS engine type, for example <c>DSS</c>, <c>SQL</c> or <c>SPARK</c>.</summary>
    public string? Type => Raw.Text("type");

    /// <summary>Whether the recipe can run on it.</summary>
    public bool IsSelectable => Raw.Flag("isSelectable") ?? false;

    /// <summary>What speaks against it; null when nothing does.</summary>
    public string? Message => Raw.Text("statusMessage");
}
