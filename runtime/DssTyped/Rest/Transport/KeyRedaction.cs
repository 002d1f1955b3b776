using System.Text;

namespace DssTyped.Rest.Transport;

/// <summary>Masks the key in what a server or gateway sends back: some repeat the headers of a request in their error pages.</summary>
internal static class KeyRedaction
{
    // Shorter secrets could be any word of the text.
    private const int ShortestSecret = 6;

    public static string? Hide(string? text, string secret)
    {
        if (string.IsNullOrEmpty(text) || secret.Length < ShortestSecret)
            return text;
        foreach (string form in (string[])[secret, Base64(secret + ":"), Base64(":" + secret), Uri.EscapeDataString(secret)])
            text = text.Replace(form, "***", StringComparison.Ordinal);
        return text;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
