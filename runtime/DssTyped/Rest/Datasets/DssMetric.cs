using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>A metric with its latest values.</summary>
public sealed class DssMetric : DssDocument
{
    internal DssMetric(JsonObject raw) : base(raw)
    {
    }

    /// <summary>Id, for example <c>records:COUNT_RECORDS</c>.</summary>
    public string Id => Raw.Child("metric").Text("id") ?? "";

    /// <summary>The value for the whole dataset, as text; null when it was not computed.</summary>
    public string? GlobalValue => Raw.Children("lastValues")
        .FirstOrDefault(value => value.Text("partition") is "NP" or "ALL") is { } found ? found["value"]?.ToString() : null;
}
