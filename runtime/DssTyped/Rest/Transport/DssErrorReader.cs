using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DssTyped.Rest.Transport;

/// <summary>Turns an answer that is not a success into the exception that names its meaning.</summary>
internal static class DssErrorReader
{
    private const int LongestExcerpt = 500;

    // What DSS writes in a 500 when an object is missing or there already. Only the sentence tells.
    private static readonly string[] MissingPhrases = ["does not exist", "not found", "doesn't exist"];
    private static readonly string[] ThereAlreadyPhrases = ["already exists", "already used", "already in use"];

    public static DssApiException Read(DssFailure failure, HttpStatusCode status, byte[] body, HttpResponseHeaders headers, DateTimeOffset now, Func<string?, string?> hideSecrets)
    {
        (string? type, string? message) = ReadBody(body, out bool isDss);
        (type, message) = (hideSecrets(type), hideSecrets(message));
        failure = failure with { StatusCode = status, ErrorType = type, ServerMessage = message, RetryAfter = RetryAfter(headers, now) };

        return (int)status switch
        {
            401 => new DssUnauthorizedException(failure),
            403 => new DssForbiddenException(failure),
            407 => ConnectionFailure.ProxyWantsSignIn(failure),
            404 or 410 => new DssNotFoundException(failure),
            409 or 412 => new DssConflictException(failure),
            429 => new DssRateLimitedException(failure),
            408 or 425 or 502 or 503 or 504 => new DssGatewayException(failure),
            >= 300 and < 400 => new DssProtocolException(failure, $"The server redirects to '{hideSecrets(RedirectTarget(headers))}'; give the final address as Url"),
            >= 400 and < 500 => isDss && Says(message, MissingPhrases) ? new DssNotFoundException(failure) : new DssInvalidRequestException(failure),
            _ when !isDss => new DssGatewayException(failure),
            _ when Says(message, ThereAlreadyPhrases) => new DssConflictException(failure),
            _ when IsMissing(type, message) => new DssNotFoundException(failure),
            _ => new DssServerException(failure),
        };
    }

    private static bool IsMissing(string? type, string? message) =>
        (type?.EndsWith("NotFoundException", StringComparison.Ordinal) ?? false) || Says(message, MissingPhrases);

    private static bool Says(string? message, string[] phrases) =>
        message is not null && phrases.Any(phrase => message.Contains(phrase, StringComparison.OrdinalIgnoreCase));

    private static (string? Type, string? Message) ReadBody(byte[] body, out bool isDss)
    {
        isDss = false;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                isDss = true;
                return (Text(document.RootElement, "errorType"), Text(document.RootElement, "detailedMessage") ?? Text(document.RootElement, "message"));
            }
        }
        catch (JsonException)
        {
            // A gateway's page or plain text: its beginning is shown instead.
        }

        return (null, Excerpt(body));
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The beginning of a body that could not be understood, on one line.</summary>
    public static string? Excerpt(ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestExcerpt)]);
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }

    // The query of a log-in redirect can carry tokens, so only the address is shown.
    private static string RedirectTarget(HttpResponseHeaders headers) =>
        headers.Location is not { } location ? "?" : location.IsAbsoluteUri ? location.GetLeftPart(UriPartial.Path) : location.OriginalString.Split('?')[0];

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        TimeSpan? wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (headers.Date ?? now),
            _ => null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
