using System.Net;
using System.Text;

namespace DssTyped.RestBenchmarks;

/// <summary>The answers to a read without a network: what is left is what the library does.</summary>
internal sealed class CannedDss(byte[] block, int blocks) : HttpMessageHandler
{
    public const string Schema = """
        {"columns":[{"name":"id","type":"bigint"},{"name":"patient","type":"string"},{"name":"unit","type":"string"},{"name":"value","type":"double"},
        {"name":"score","type":"double"},{"name":"visits","type":"int"},{"name":"urgent","type":"boolean"},{"name":"taken_at","type":"date"},
        {"name":"sent_at","type":"date"},{"name":"note","type":"string"}],"userModified":false}
        """;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        HttpContent content = path.EndsWith("/data/", StringComparison.Ordinal) ? new StreamContent(new RepeatedStream(block, blocks))
            : path.EndsWith("/schema", StringComparison.Ordinal) ? new StringContent(Schema, Encoding.UTF8, "application/json")
            : new ByteArrayContent([]);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }
}
