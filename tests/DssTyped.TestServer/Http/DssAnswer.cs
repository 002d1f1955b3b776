using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Http;

/// <summary>Writes answers, and reads bodies strictly.</summary>
internal static class DssAnswer
{
    public static Task JsonAsync(HttpContext context, JsonNode body) => WriteAsync(context, 200, body);

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

    /// <summary>The body as an object with none but the given fields.</summary>
    public static async Task<JsonObject> BodyAsync(HttpContext context, params string[] fields)
    {
        JsonObject body = await AnyBodyAsync(context).ConfigureAwait(false);
        if (body.Select(field => field.Key).FirstOrDefault(field => !fields.Contains(field)) is { } unknown)
            throw new DssFailureException(400, "com.google.gson.JsonParseException", $"Unknown field: {unknown}");
        return body;
    }

    public static async Task<JsonObject> AnyBodyAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false) as JsonObject
                ?? throw new DssFailureException(400, "com.google.gson.JsonParseException", "The body must be a JSON object");
        }
        catch (JsonException broken)
        {
            throw new DssFailureException(400, "com.google.gson.JsonParseException", broken.Message);
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()), context.RequestAborted).ConfigureAwait(false);
    }
}
