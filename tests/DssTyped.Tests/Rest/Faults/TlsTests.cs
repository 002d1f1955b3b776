using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;
using Microsoft.Extensions.DependencyInjection;

namespace DssTyped.Tests.Rest.Faults;

public sealed class TlsTests : IDisposable
{
    // Made once: making keys is slow on a busy machine.
    private static readonly Lazy<X509Certificate2> Certificate = new(() => SelfSigned("CN=localhost"));

    private readonly string _bundle = Path.GetTempFileName();

    public TlsTests() => File.WriteAllText(_bundle, Certificate.Value.ExportCertificatePem());

    public void Dispose() => File.Delete(_bundle);

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused_before_the_key_is_sent()
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), Certificate.Value);
        DssEngineOptions options = Patient(server.Url);
        options.MaxRetries = 3;
        using var client = new DssClient(options);

        var refused = await Assert.ThrowsAsync<DssConnectionException>(() => client.ListProjectKeysAsync());

        // Trying again is of no use; saying what to do is.
        Assert.False(refused.IsTransient);
        Assert.Contains("give that authority as CaBundlePath", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.RequestMayHaveLeft);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(DssEngineOptions.PythonClientBasePath)]
    [InlineData(DssEngineOptions.DocumentedBasePath)]
    public async Task An_authority_of_the_bundle_is_trusted(string basePath)
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), Certificate.Value);
        DssEngineOptions options = Patient(server.Url);
        (options.CaBundlePath, options.BasePath) = (_bundle, basePath);
        using var client = new DssClient(options);

        Assert.Empty(await client.ListProjectKeysAsync());
        Assert.Equal(basePath + "/projects/", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_bundle_trusts_only_its_own_authorities()
    {
        using X509Certificate2 other = SelfSigned("CN=another");
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), other);
        DssEngineOptions options = Patient(server.Url);
        options.CaBundlePath = _bundle;
        using var client = new DssClient(options);

        await Assert.ThrowsAsync<DssConnectionException>(() => client.ListProjectKeysAsync());
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_redirect_to_plain_http_is_not_followed()
    {
        await using var plain = new LoopbackServer(_ => LoopbackReply.Json("[]"));
        await using var server = new LoopbackServer(request => LoopbackReply.Text("", 308) with { Headers = [$"Location: {plain.Url}{request.Path[1..]}"] }, Certificate.Value);
        DssEngineOptions options = Patient(server.Url);
        options.CaBundlePath = _bundle;
        using var client = new DssClient(options);

        var redirected = await Assert.ThrowsAsync<DssProtocolException>(() => client.ListProjectKeysAsync());

        Assert.Contains(plain.Url.Authority, redirected.Message, StringComparison.Ordinal);
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public async Task A_client_certificate_is_presented()
    {
        using X509Certificate2 own = SelfSigned("CN=client of DSS");
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), Certificate.Value, asksForCertificate: true);
        DssEngineOptions options = Patient(server.Url);
        (options.CaBundlePath, options.ClientCertificate) = (_bundle, own);
        using var client = new DssClient(options);

        Assert.Empty(await client.ListProjectKeysAsync());
        Assert.Equal("CN=client of DSS", server.ClientSubject);
    }

    [Fact]
    public async Task Services_use_the_same_options_for_their_connections()
    {
        using X509Certificate2 own = SelfSigned("CN=client of DSS");
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), Certificate.Value, asksForCertificate: true);
        var services = new ServiceCollection();
        services.AddDssTyped(options =>
        {
            (options.Url, options.ApiKey, options.ProjectKey, options.Authentication) = (server.Url, "k", "P", DssAuthentication.Bearer);
            (options.CaBundlePath, options.ClientCertificate, options.ConnectTimeout) = (_bundle, own, TimeSpan.FromMinutes(1));
        });
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Empty(await provider.GetRequiredService<DssClient>().ListProjectKeysAsync());
        Assert.Equal("CN=client of DSS", server.ClientSubject);
        Assert.Equal("Bearer k", server.Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task Accepting_any_certificate_warns_in_every_run()
    {
        await using var server = new LoopbackServer(_ => LoopbackReply.Json("[]"), Certificate.Value);
        DssEngineOptions options = Patient(server.Url);
        options.AllowInsecureTls = true;
        var log = new LogLines();
        for (int run = 1; run <= 2; run++)
        {
            using var client = new DssClient(options, log);
            Assert.Empty(await client.ListProjectKeysAsync());
            Assert.Equal(run, log.Warnings.Count(warning => warning.Contains("not checked", StringComparison.Ordinal)));
        }
    }

    /// <summary>A handshake may take long on a busy machine; what is tested is its outcome.</summary>
    private static DssEngineOptions Patient(Uri url) => new() { Url = url, ApiKey = "k", MaxRetries = 0, ConnectTimeout = TimeSpan.FromMinutes(1) };

    private static X509Certificate2 SelfSigned(string subject)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
