using System.Text;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Http;

/// <summary>Accepts the key in every way DSS takes it: Basic with key as user or as password, Bearer, ticket.</summary>
internal sealed class ApiKeyCheck(string key)
{
    public void Check(HttpRequest request)
    {
        string authorization = request.Headers.Authorization.ToString();
        string? given = authorization.Split(' ', 2) switch
        {
            ["Basic", var basic] => OfBasic(basic),
            ["Bearer", var bearer] => bearer,
            _ => request.Headers["X-DKU-APITicket"].ToString() is { Length: > 0 } ticket ? ticket : null,
        };
        if (given is null)
            throw new DssFailureException(401, "com.dataiku.dip.exceptions.UnauthorizedException", "No API key");
        if (!string.Equals(given, key, StringComparison.Ordinal))
            throw new DssFailureException(401, "com.dataiku.dip.exceptions.UnauthorizedException", "Invalid API key");
    }

    /// <summary>The key of <c>key:</c> or <c>:key</c>; null for anything else.</summary>
    private static string? OfBasic(string encoded)
    {
        var decoded = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, decoded, out int length))
            return null;
        return Encoding.UTF8.GetString(decoded, 0, length).Split(':') switch
        {
            [{ Length: > 0 } user, ""] => user,
            ["", { Length: > 0 } password] => password,
            _ => null,
        };
    }
}
