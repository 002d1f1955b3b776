using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>What DSS thinks of a recipe.</summary>
public sealed class DssRecipeStatus : DssDocument
{
    internal DssRecipeStatus(JsonObject raw) : base(raw)
    {
    }

    /// <summary>The engine it would run on, for example <c>DSS</c> or <c>SQL</c>.</summary>
    public string? SelectedEngine => Raw.Child("selectedEngine").Text("type");

    /// <summary>The engines DSS knows for the recipe, also those it cannot run on.</summary>
    public IReadOnlyList<DssRecipeEngine> Engines => [.. Raw.Children("engines").Select(raw => new DssRecipeEngine(raw))];

    /// <summary>SUCCESS, INFO, WARNING or ERROR; null when there is no message.</summary>
    public string? MaxSeverity => Raw.Child("allMessagesForFrontend").Text("maxSeverity");

    /// <summary>What DSS has to say about the recipe.</summary>
    public IReadOnlyList<DssMessage> Messages => [.. Raw.Child("allMessagesForFrontend").Children("messages").Select(raw => new DssMessage(raw))];
}

/// <summary>A message DSS shows its users.</summary>
public sealed class DssMessage : DssDocument
{
    internal DssMessage(JsonObject raw) : base(raw)
    {
    }

    /// <summary>SUCCESS, INFO, WARNING or ERROR.</summary>
    public string? Severity => Raw.Text("severity");

    /// <summary>DSS code of the message.</summary>
    public string? Code => Raw.Text("code");

    /// <summary>Short text.</summary>
    public string? Title => Raw.Text("title");

    /// <summary>Full text.</summary>
    public string? Text => Raw.Text("message") ?? Raw.Text("details");
}
