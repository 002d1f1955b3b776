using System.Text.RegularExpressions;

namespace DssTyped.Rest;

/// <summary>Masks what DSS itself writes into job logs and nobody should see.</summary>
internal static partial class DssLogRedaction
{
    public static string Redact(string log) => SecretField().Replace(log, "$1***");

    [GeneratedRegex("""("?(?:jobTicketSecret|apiTicketSecret|DKU_API_TICKET|X-DKU-APITicket)"?\s*[:=]\s*"?)[^"\s,;}]+""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SecretField();
}
