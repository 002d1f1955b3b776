using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Http;

/// <summary>Writes answers, and hands out bodies.</summary>
internal static class DssAnswer
{
    public static Task JsonAsync(HttpContext context, JsonNode body) => WriteAsync(context, 200, body);

    /// <summary>The answer to a change. That there is a text is known; which, is not.</summary>
    public static Task MessageAsync(HttpContext context, string message) => JsonAsync(context, new JsonObject { ["msg"] = message });

    /// <summary>The answer to an action that can warn: no messages.</summary>
    public static Task NoMessagesAsync(HttpContext context) => JsonAsync(context, new JsonObject
    {
        ["messages"] = new JsonArray(), ["anyMessage"] = false, ["success"] = false, ["warning"] = false, ["error"] = false, ["fatal"] = false,
    });

    public static async Task TextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain;charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).ConfigureAwait(false);
    }

    public static Task ErrorAsync(HttpContext context, DssFailureException failure) => WriteAsync(context, failure.Status, new JsonObject
    {
        ["errorType"] = failure.ErrorType, ["message"] = failure.Message, ["detailedMessage"] = failure.Message, ["detailedMessageHTML"] = failure.Message,
    });

    public static Task Unrouted(HttpContext context) =>
        ErrorAsync(context, new DssFailureException(404, "Unknown", $"This server has no {context.Request.Method} {context.Request.Path}"));

    /// <summary>The body of a request whose rule says that it is an object.</summary>
    public static JsonObject Body(HttpContext context) => (JsonObject)BodyRule.JsonOf(context)!;

    private static async Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()), context.RequestAborted).ConfigureAwait(false);
    }
}
