using System.Text;
using System.Text.Json.Nodes;

namespace DssTyped.Tests.Rest.Loopback;

/// <summary>A request as it came over the socket.</summary>
internal sealed record LoopbackRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Path => Target.Split('?')[0];

    public string Query => Target.Split('?', 2) is [_, var query] ? query : "";

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);
}
