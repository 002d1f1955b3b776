using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace DssTyped.Rest.Transport;

/// <summary>Puts the key and the extra headers on requests, and masks both in what comes back.</summary>
internal sealed class DssSigning(DssEngineOptions options)
{
    // An answer to a request of before a key was rolled may repeat the key of then.
    private const int RememberedKeys = 4;

    private ImmutableArray<DssApiKey> _keys = [];

    public async ValueTask SignAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        DssApiKey key = options.ApiKey ?? await options.ApiKeyProvider!(cancellationToken).ConfigureAwait(false);
        if (!_keys.Any(known => known.Reveal() == key.Reveal()))
            ImmutableInterlocked.Update(ref _keys, static (keys, latest) => [latest, .. keys.Take(RememberedKeys - 1)], key);
        switch (options.Authentication)
        {
            case DssAuthentication.KeyAsUser:
                message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key.Reveal() + ":")));
                break;
            case DssAuthentication.KeyAsPassword:
                message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + key.Reveal())));
                break;
            case DssAuthentication.Bearer:
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
                break;
            case DssAuthentication.Ticket:
                message.Headers.TryAddWithoutValidation("X-DKU-APITicket", key.Reveal());
                break;
            default:
                throw new UnreachableException($"Authentication mode {options.Authentication} is not known.");
        }

        foreach ((string name, string value) in options.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>A text of the server with the keys, and what was given as headers, masked.</summary>
    public string? HideSecrets(string? text) =>
        options.Headers.Values.Concat(_keys.Select(key => key.Reveal())).Aggregate(text, KeyRedaction.Hide);
}
