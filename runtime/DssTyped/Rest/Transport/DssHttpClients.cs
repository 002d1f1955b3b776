using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace DssTyped.Rest.Transport;

/// <summary>Makes the socket handler that the options ask for.</summary>
internal static class DssHttpClients
{
    /// <summary>Name of the client in <c>IHttpClientFactory</c>.</summary>
    public const string Name = "DssTyped";

    public static SocketsHttpHandler CreateHandler(DssEngineOptions options, ILogger logger)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect would resend the key elsewhere, or turn a POST into a GET.
            AllowAutoRedirect = false,
            UseCookies = true,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };

        if (options.ClientCertificate is { } certificate)
            handler.SslOptions.ClientCertificates = [certificate];
        if (options.CaBundlePath is { } bundle)
            handler.SslOptions.CertificateChainPolicy = TrustOnly(bundle);
        if (options.AllowInsecureTls)
        {
            logger.InsecureTls(options.Url!.Host);
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }

        return handler;
    }

    private static X509ChainPolicy TrustOnly(string bundlePath)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(bundlePath);
        return policy;
    }
}
