namespace DssTyped.Flow.Snapshots.Import;

/// <summary>Tells by its name whether a setting or variable holds a secret.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> Anywhere = new(StringComparer.Ordinal)
    {
        "password", "passwd", "passphrase", "secret", "secrets", "apikey", "credential", "credentials", "accesskey", "secretkey", "privatekey",
    };

    private static readonly HashSet<string> AtTheEnd = new(StringComparer.Ordinal) { "pwd", "pass", "pw", "token", "jwt", "bearer", "sas" };

    private static readonly HashSet<string> KeysOf = new(StringComparer.Ordinal) { "api", "access", "private", "account", "auth", "encryption", "signing", "shared", "ssh", "service" };

    /// <summary>Whether a name such as <c>dbPassword</c>, <c>API_KEY</c> or <c>fs.s3a.secret.key</c> is that of a secret.</summary>
    public static bool IsSecret(string name)
    {
        List<string> words = Words(name);
        if (words.Count == 0)
            return false;

        string last = words[words.Count - 1];
        return words.Exists(Anywhere.Contains)
            || AtTheEnd.Contains(last)
            || (last == "key" && words.Count > 1 && KeysOf.Contains(words[words.Count - 2]));
    }

    // Words end at symbols and digits and where a small letter meets a capital: API_KEY2, apiKey, api-key.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            bool letter = i < name.Length && char.IsLetter(name[i]);
            bool boundary = !letter || (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (!boundary)
                continue;

            if (i > start)
                words.Add(name.Substring(start, i - start).ToLowerInvariant());

            start = letter ? i : i + 1;
        }

        return words;
    }
}
