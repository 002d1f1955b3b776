namespace DssTyped;

/// <summary>DSS does not have the object (404, or 500 with a message that says so).</summary>
public sealed class DssNotFoundException : DssApiException
{
    internal DssNotFoundException(DssFailure failure) : base(failure, "DSS does not have what was asked for; check the name or id, and the project key") { }
}

/// <summary>DSS does not accept the key (401).</summary>
public sealed class DssUnauthorizedException : DssApiException
{
    internal DssUnauthorizedException(DssFailure failure) : base(failure, "DSS does not accept the API key; check the key, and Authentication, the way it is sent") { }
}

/// <summary>The key lacks a permission, or the project does not exist: DSS answers 403 to both.</summary>
public sealed class DssForbiddenException : DssApiException
{
    internal DssForbiddenException(DssFailure failure) : base(failure, "The API key may not do this, or the project does not exist; check the project key, and the key's permissions on it") { }
}

/// <summary>The change collides with what is there (409, or an error that says "already exists").</summary>
public sealed class DssConflictException : DssApiException
{
    internal DssConflictException(DssFailure failure) : base(failure, "The change collides with the state of the server; look at what is there, and change that or take another name") { }
}

/// <summary>DSS finds the request itself wrong (400, 405, 413, 415, 422).</summary>
public sealed class DssInvalidRequestException : DssApiException
{
    internal DssInvalidRequestException(DssFailure failure) : base(failure, "DSS refuses the request as wrong; mend what it names") { }
}

/// <summary>Too many requests (429); <see cref="DssApiException.RetryAfter"/> says how long to wait, if the server said so.</summary>
public sealed class DssRateLimitedException : DssApiException
{
    internal DssRateLimitedException(DssFailure failure) : base(failure, "The server asks for fewer requests; wait, or make fewer at a time") { }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}

/// <summary>Something failed inside DSS (5xx with DSS's own error body).</summary>
public sealed class DssServerException : DssApiException
{
    internal DssServerException(DssFailure failure) : base(failure, "DSS failed to answer the request; the log of its backend tells more") { }
}

/// <summary>A gateway in front of DSS answered, or DSS is not up (408, 425, 502, 503, 504, or a 5xx page that is not DSS's).</summary>
public sealed class DssGatewayException : DssApiException
{
    internal DssGatewayException(DssFailure failure) : base(failure, "The gateway before DSS answered with an error; DSS may be down or restarting, so try later") { }

    /// <inheritdoc/>
    public override bool IsTransient => true;

    /// <inheritdoc/>
    public override bool IsAmbiguous => true;
}

/// <summary>The answer is not what DSS sends: a log-in page, a redirect, broken or unexpected JSON.</summary>
public sealed class DssProtocolException : DssApiException
{
    internal DssProtocolException(DssFailure failure, string problem, Exception? inner = null) : base(failure, problem, inner) { }

    /// <inheritdoc/>
    public override bool IsAmbiguous => true;
}

/// <summary>The server could not be reached, or the connection broke before the answer was complete.</summary>
public sealed class DssConnectionException : DssApiException
{
    internal DssConnectionException(DssFailure failure, string problem, Exception? inner) : base(failure, problem, inner) { }

    /// <summary>False when the server cannot have got the request.</summary>
    public bool RequestMayHaveLeft { get; internal init; }

    /// <summary>Whether trying again is of no use before somebody mends the set-up: a certificate that is not trusted, a proxy that wants a sign-in.</summary>
    internal bool IsLasting { get; init; }

    /// <inheritdoc/>
    public override bool IsTransient => !IsLasting;

    /// <inheritdoc/>
    public override bool IsAmbiguous => RequestMayHaveLeft;
}

/// <summary>The server did not answer in time.</summary>
public sealed class DssTimeoutException : DssApiException
{
    internal DssTimeoutException(DssFailure failure, string problem, Exception? inner) : base(failure, problem, inner) { }

    /// <inheritdoc/>
    public override bool IsTransient => true;

    /// <inheritdoc/>
    public override bool IsAmbiguous => true;
}

/// <summary>A stream of rows or a download broke after it had begun; what was read so far is not the whole.</summary>
public sealed class DssStreamException : DssApiException
{
    internal DssStreamException(DssFailure failure, string problem, Exception? inner = null) : base(failure, problem, inner) { }

    internal DssStreamException(DssApiException cause, string problem) : base(DssFailure.Of(cause), problem, cause) { }
}
