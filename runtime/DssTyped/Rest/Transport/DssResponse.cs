using System.Net;
using System.Text;

namespace DssTyped.Rest.Transport;

/// <summary>A complete, successful answer, read into memory.</summary>
internal sealed record DssResponse(HttpStatusCode StatusCode, string? ContentType, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public bool IsEmpty => Body.AsSpan().Trim(" \t\r\n"u8).IsEmpty;
}
