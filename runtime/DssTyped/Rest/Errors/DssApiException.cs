using System.Net;
using System.Text;

namespace DssTyped;

/// <summary>A request to DSS did not give the answer it should have. The subclasses say why; the key is never part of the text.</summary>
public class DssApiException : DssException
{
    internal DssApiException(DssFailure failure, string problem, Exception? inner = null)
        : base(failure.Describe(problem), inner)
    {
        Method = failure.Method;
        Path = failure.Path;
        RequestId = failure.RequestId;
        StatusCode = failure.StatusCode;
        ErrorType = failure.ErrorType;
        ServerMessage = failure.ServerMessage;
        RetryAfter = failure.RetryAfter;
    }

    /// <summary>HTTP method of the request.</summary>
    public string Method { get; }

    /// <summary>Path of the request, without host and query.</summary>
    public string Path { get; }

    /// <summary>The id that all tries of this request carried in the header <c>X-Request-Id</c>.</summary>
    public string RequestId { get; }

    /// <summary>HTTP status of the answer; null when there was none.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>The error type DSS gave, a Java class name; null when the answer named none.</summary>
    public string? ErrorType { get; }

    /// <summary>What the server said; for an answer that is not JSON, its beginning.</summary>
    public string? ServerMessage { get; }

    /// <summary>How long the server asked to wait (header <c>Retry-After</c>); null when it did not.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>True when the same request may well succeed a little later.</summary>
    public virtual bool IsTransient => false;

    /// <summary>True when it is not known whether the server carried the request out.</summary>
    public virtual bool IsAmbiguous => false;
}

/// <summary>Everything known about a failed request, gathered before the exception type is chosen.</summary>
internal sealed record DssFailure(string Method, string Path, string RequestId)
{
    public HttpStatusCode? StatusCode { get; init; }
    public string? ErrorType { get; init; }
    public string? ServerMessage { get; init; }
    public TimeSpan? RetryAfter { get; init; }

    public static DssFailure Of(DssApiException exception) => new(exception.Method, exception.Path, exception.RequestId)
    {
        StatusCode = exception.StatusCode, ErrorType = exception.ErrorType, ServerMessage = exception.ServerMessage, RetryAfter = exception.RetryAfter,
    };

    public string Describe(string problem)
    {
        var text = new StringBuilder(problem);
        if (ServerMessage is { Length: > 0 })
            text.Append(": ").Append(ServerMessage);
        text.Append(" (").Append(Method).Append(' ').Append(Path);
        if (StatusCode is { } status)
            text.Append(", HTTP ").Append((int)status);
        if (ErrorType is not null)
            text.Append(", ").Append(ErrorType);
        return text.Append(", request ").Append(RequestId).Append(')').ToString();
    }
}
