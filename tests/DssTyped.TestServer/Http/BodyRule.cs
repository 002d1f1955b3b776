using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Http;

/// <summary>What the body of a request must be. The official client sends JSON without a content type and documentation asks for one; another than JSON's is refused.</summary>
internal sealed class BodyRule
{
    private static readonly object Read = new();

    // Two fields of one name would leave it open which counts.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonShape? _shape;
    private readonly bool _isOptional;
    private readonly bool _isFile;

    private BodyRule(JsonShape? shape, bool isOptional, bool isFile) => (_shape, _isOptional, _isFile) = (shape, isOptional, isFile);

    public static BodyRule None { get; } = new(null, isOptional: true, isFile: false);

    /// <summary>Reads <c>SHAPE</c>, <c>? SHAPE</c> or <c>file</c>.</summary>
    public static BodyRule Parse(string text) => text.Trim() is not ['?', .. var shape] ? Parse(text.Trim(), optional: false) : Parse(shape, optional: true);

    /// <summary>The JSON of a request that was checked; null when it had none.</summary>
    public static JsonNode? JsonOf(HttpContext context) => (JsonNode?)context.Items[Read];

    public async Task CheckAsync(HttpContext context)
    {
        if (_isFile)
        {
            await CheckFileAsync(context.Request).ConfigureAwait(false);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        if (body.Length == 0 && _isOptional)
            return;
        if (_shape is null)
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", "This request takes no body");
        if (context.Request.ContentType is { } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            throw new DssFailureException(415, "org.springframework.web.HttpMediaTypeNotSupportedException", $"The body must be JSON, not {type}");

        JsonNode? json = Json(body.ToArray());
        if (_shape.Mismatch(json, "body") is { } problem)
            throw new DssFailureException(400, "com.google.gson.JsonParseException", problem);
        context.Items[Read] = json;
    }

    private static BodyRule Parse(string text, bool optional) => text == "file" ? new BodyRule(null, optional, isFile: true) : new BodyRule(JsonShape.Parse(text), optional, isFile: false);

    private static JsonNode? Json(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Strict);
        }
        catch (JsonException broken)
        {
            throw new DssFailureException(400, "com.google.gson.JsonParseException", broken.Message);
        }
    }

    private static async Task CheckFileAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            throw new DssFailureException(415, "org.springframework.web.HttpMediaTypeNotSupportedException", "The body must be a form with a file");
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (InvalidDataException broken)
        {
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", broken.Message);
        }

        // A part without a file name counts as a field, and that is what the official client sends.
        if (form.Files.Select(file => file.Name).Concat(form.Keys).ToArray() is not ["file"])
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", "The form must have one part, named 'file'");
    }
}
