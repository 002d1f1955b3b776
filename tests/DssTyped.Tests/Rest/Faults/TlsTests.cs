using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;
using Microsoft.Extensions.Logging;

namespace DssTyped.Tests.Rest.Faults;

public sealed class TlsTests
{
    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused_before_the_key_is_sent()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), certificate);
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k", MaxRetries = 0 });

        var refused = await Assert.ThrowsAsync<DssConnectionException>(() => client.ListProjectKeysAsync());

        Assert.False(refused.RequestMayHaveLeft);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_authority_of_the_bundle_is_trusted()
    {
        using X509Certificate2 certificate = SelfSigned();
        string bundle = Path.GetTempFileName();
        await File.WriteAllTextAsync(bundle, certificate.ExportCertificatePem());
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), certificate);
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k", MaxRetries = 0, CaBundlePath = bundle });

        Assert.Empty(await client.ListProjectKeysAsync());
        File.Delete(bundle);
    }

    [Fact]
    public async Task Accepting_any_certificate_warns_in_every_run()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), certificate);
        var warnings = new List<string>();
        for (int run = 1; run <= 2; run++)
        {
            using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k", MaxRetries = 0, AllowInsecureTls = true }, new Warnings(warnings));
            Assert.Empty(await client.ListProjectKeysAsync());
            Assert.Equal(run, warnings.Count);
        }

        Assert.Contains("not checked", warnings[0], StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Warnings(List<string> warnings) : ILogger<DssClient>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
                warnings.Add(formatter(state, exception));
        }
    }
}
