using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

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

    /// <summary>Gives a copy of a part of an answer in which every text is masked.</summary>
    public static JsonNode? Hide(JsonNode? node, Func<string?, string?> hide) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Hide(member.Value, hide)))),
        JsonArray items => new JsonArray([.. items.Select(item => Hide(item, hide))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(hide(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
