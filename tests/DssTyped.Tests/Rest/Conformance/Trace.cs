using System.Text;
using System.Text.Json.Nodes;

namespace DssTyped.Tests.Rest.Conformance;

/// <summary>One recorded operation of the official client: what it sent and what it was told.</summary>
internal sealed record Trace(string Operation, IReadOnlyList<TraceExchange> Exchanges)
{
    public static IReadOnlyDictionary<string, Trace> ReadAll()
    {
        var shared = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var traces = new Dictionary<string, Trace>(StringComparer.Ordinal);
        foreach (JsonObject line in Lines("official-client.jsonl"))
        {
            if (line["shared"] is { } name)
                shared[name.GetValue<string>()] = line["answer"];
            else
                traces.Add(line["operation"]!.GetValue<string>(), Read(line, shared));
        }

        return traces;
    }

    /// <summary>What this library sends instead, by operation, and why.</summary>
    public static IReadOnlyDictionary<string, (string Reason, Trace? Instead)> ReadDifferences()
    {
        var none = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        return Lines("intended-differences.jsonl").ToDictionary(
            line => line["operation"]!.GetValue<string>(),
            line => (line["reason"]!.GetValue<string>(), line.ContainsKey("exchanges") ? Read(line, none) : null),
            StringComparer.Ordinal);
    }

    private static Trace Read(JsonObject line, Dictionary<string, JsonNode?> shared) => new(
        line["operation"]!.GetValue<string>(),
        [.. line["exchanges"]!.AsArray().SelectMany(item => TraceExchange.Read(item!.AsObject(), shared))]);

    private static IEnumerable<JsonObject> Lines(string file)
    {
        using Stream stream = typeof(Trace).Assembly.GetManifestResourceStream($"DssTyped.Tests.Rest.Conformance.{file}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { Length: > 0 } line)
            yield return JsonNode.Parse(line)!.AsObject();
    }
}
