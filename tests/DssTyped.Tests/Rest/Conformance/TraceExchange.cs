using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Conformance;

/// <summary>One request of the official client and the canned answer to it.</summary>
internal sealed partial record TraceExchange(string Method, string Path, string Query, JsonNode? Body, LoopbackReply Reply)
{
    public static IEnumerable<TraceExchange> Read(JsonObject item, Dictionary<string, JsonNode?> shared)
    {
        JsonNode? answer = item["shared"] is { } name ? shared[name.GetValue<string>()] : item["answer"];
        var exchange = new TraceExchange(
            item["method"]!.GetValue<string>(), item["path"]!.GetValue<string>(), item["query"]?.GetValue<string>() ?? "", item["body"],
            new LoopbackReply
            {
                Status = item["status"]?.GetValue<int>() ?? 200,
                ContentType = item["type"]?.GetValue<string>() ?? "application/json;charset=utf-8",
                Body = Bytes(answer),
            });
        return Enumerable.Repeat(exchange, item["times"]?.GetValue<int>() ?? 1);
    }

    /// <summary>What differs between this and a request; null when nothing does.</summary>
    public string? Difference(LoopbackRequest request, string basePath)
    {
        if (request.Method != Method || request.Path != basePath + Path)
            return $"sent {request.Method} {request.Path}, expected {Method} {basePath + Path}";
        if (Sorted(request.Query) != Sorted(Query))
            return $"{Method} {Path}: query '{request.Query}', expected '{Query}'";
        JsonNode? sent = IsMultipart(Body) ? Parts(request.Text) : request.Json;
        JsonNode? wanted = IsMultipart(Body) ? WithoutPartTypes(Body!) : Body;
        return JsonNode.DeepEquals(Comparable(sent), Comparable(wanted)) ? null : $"{Method} {Path}: body\n  {sent?.ToJsonString() ?? "none"}\nexpected\n  {wanted?.ToJsonString() ?? "none"}";
    }

    private static byte[] Bytes(JsonNode? answer) => answer switch
    {
        null => [],
        JsonObject { Count: 1 } text when text["$text"] is { } content => Encoding.UTF8.GetBytes(content.GetValue<string>()),
        JsonObject { Count: 1 } binary when binary["$base64"] is { } content => Convert.FromBase64String(content.GetValue<string>()),
        _ => Encoding.UTF8.GetBytes(answer.ToJsonString()),
    };

    // The order of parameters means nothing; the id of a read session is made anew each time.
    private static string Sorted(string query) =>
        string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => Session().Replace(part, "readSessionId=*")).Order(StringComparer.Ordinal));

    /// <summary>Payloads are JSON as text: their blanks mean nothing.</summary>
    private static JsonNode? Comparable(JsonNode? body)
    {
        JsonNode? copy = body?.DeepClone();
        if (copy is JsonObject whole && whole["payload"] is JsonValue payload && payload.TryGetValue(out string? text) && text.StartsWith('{'))
            whole["payload"] = JsonNode.Parse(text);
        return copy;
    }

    private static bool IsMultipart(JsonNode? body) => body is JsonObject whole && whole.ContainsKey("$multipart");

    // The official client sends a broken Content-Type on parts; only the disposition counts.
    private static JsonObject WithoutPartTypes(JsonNode body) => new()
    {
        ["$multipart"] = new JsonArray([.. body["$multipart"]!.AsArray().Select(part => (JsonNode)new JsonObject
        {
            ["headers"] = new JsonArray([.. part!["headers"]!.AsArray().Where(header => header!.GetValue<string>().StartsWith("Content-Disposition", StringComparison.Ordinal)).Select(header => header!.DeepClone())]),
            ["content"] = part["content"]!.DeepClone(),
        })]),
    };

    private static JsonObject Parts(string body)
    {
        string boundary = body[..body.IndexOf("\r\n", StringComparison.Ordinal)];
        JsonNode[] parts = [.. body.Split(boundary).Skip(1).SkipLast(1).Select(part =>
        {
            string[] halves = part.Split("\r\n\r\n", 2);
            return (JsonNode)new JsonObject
            {
                ["headers"] = new JsonArray([.. halves[0].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(header => (JsonNode)JsonValue.Create(header))]),
                ["content"] = halves[1][..^2],
            };
        })];
        return new JsonObject { ["$multipart"] = new JsonArray(parts) };
    }

    [GeneratedRegex("readSessionId=[0-9a-f-]+")]
    private static partial Regex Session();
}
