using System.Text;
using System.Text.Json.Nodes;

namespace DssTyped.Tests.Rest.Loopback;

/// <summary>What the loopback server does with a request: an answer, or a fault at a chosen moment.</summary>
internal sealed record LoopbackReply
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json;charset=utf-8";

    public byte[] Body { get; init; } = [];

    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>How it goes wrong; none for a whole answer.</summary>
    public LoopbackFault Fault { get; init; }

    /// <summary>Whether the connection is closed behind the whole answer, without a word that it will be.</summary>
    public bool ClosesAfterwards { get; init; }

    /// <summary>Waited for before anything is sent.</summary>
    public Task? Hold { get; init; }

    public static LoopbackReply Json(string json, int status = 200) => new() { Body = Encoding.UTF8.GetBytes(json), Status = status };

    public static LoopbackReply Json(JsonNode node, int status = 200) => Json(node.ToJsonString(), status);

    public static LoopbackReply Text(string text, int status = 200, string type = "text/plain;charset=utf-8") => new() { Body = Encoding.UTF8.GetBytes(text), Status = status, ContentType = type };

    public static LoopbackReply Broken(LoopbackFault fault) => new() { Fault = fault };

    /// <summary>An error as DSS writes it.</summary>
    public static LoopbackReply Error(int status, string type, string message) =>
        Json(new JsonObject { ["errorType"] = type, ["message"] = message, ["detailedMessage"] = message }, status);
}

/// <summary>Ways in which an answer can fail.</summary>
internal enum LoopbackFault
{
    None,

    /// <summary>The request is read whole, then the connection is reset.</summary>
    ResetAfterReading,

    /// <summary>The request is read whole, then the connection is closed in good order, without an answer.</summary>
    CloseAfterReading,

    /// <summary>Half of the body is sent, then the connection is closed.</summary>
    TruncatedBody,

    /// <summary>The head is never sent; the connection stays open.</summary>
    Silence,

    /// <summary>Half of the body is sent, then nothing more; the connection stays open.</summary>
    StalledBody,

    /// <summary>The body is sent again and again until the client goes away.</summary>
    EndlessBody,

    /// <summary>One byte of the body at a time, with pauses.</summary>
    SlowDrip,
}
