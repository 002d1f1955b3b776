using System.Net;
using System.Security.Authentication;

namespace DssTyped.Rest.Transport;

/// <summary>Why a request got no answer, in words that say what to do, and whether it can have reached the server.</summary>
internal static class ConnectionFailure
{
    private const string Unreachable = "The DSS server cannot be reached";
    private const string Proxy = "give user and password in HTTPS_PROXY or HTTP_PROXY (http://user:password@proxy:port), or take the server out of the proxy with NO_PROXY";

    /// <summary>What the socket handler reported.</summary>
    public static DssConnectionException Of(DssFailure failure, HttpRequestException broken) => broken.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError =>
            new(failure with { ServerMessage = broken.Message }, $"{Unreachable}: its name is not known here; check Url, and whether this machine is in the right network", broken),
        HttpRequestError.SecureConnectionError when broken.InnerException is AuthenticationException untrusted =>
            new(failure with { ServerMessage = untrusted.Message }, $"{Unreachable} safely: its certificate is not accepted; if your own authority issued it, give that authority as CaBundlePath, and check that Url has the name in the certificate", broken) { IsLasting = true },
        HttpRequestError.SecureConnectionError =>
            new(failure with { ServerMessage = Innermost(broken) }, $"{Unreachable} safely: the TLS handshake broke off; check that Url's port speaks https", broken),
        HttpRequestError.ProxyTunnelError =>
            new(failure with { ServerMessage = broken.Message }, $"{Unreachable}: the proxy refuses to connect to it; if it wants to know who asks, {Proxy}", broken),
        HttpRequestError.ConnectionError =>
            new(failure with { ServerMessage = broken.Message }, $"{Unreachable}; check Url, and whether DSS runs", broken),
        _ => BrokeOff(failure with { ServerMessage = broken.Message }, broken),
    };

    /// <summary>The connection broke under a request that the server may have.</summary>
    public static DssConnectionException BrokeOff(DssFailure failure, Exception broken) =>
        new(failure, "The connection to DSS broke before the answer was complete", broken) { RequestMayHaveLeft = true };

    /// <summary>The connection took too long to open.</summary>
    public static DssConnectionException NotOpened(DssFailure failure, Exception late) =>
        new(failure, $"{Unreachable}: no connection within ConnectTimeout; check Url, and whether a firewall or proxy is in between", late);

    /// <summary>A proxy answered in place of the server, and wants to know who asks.</summary>
    public static DssConnectionException ProxyWantsSignIn(DssFailure failure) => new(failure, $"The proxy before DSS does not know who asks; {Proxy}", null) { IsLasting = true };

    private static string Innermost(Exception broken) => broken.GetBaseException().Message;
}
