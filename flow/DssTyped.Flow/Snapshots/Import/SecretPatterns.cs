using System.Text.RegularExpressions;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>Blanks out what surely is a secret, in any text: code, queries, descriptions, rows. Only patterns that hardly anything else matches.</summary>
internal static class SecretPatterns
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Withheld = "[withheld]";

    private const string Names = "(?:pass(?:word|wd|phrase)|pwd|secret|(?:client|app)[_-]?secret|(?:api|account|access|secret|private|auth|shared)[_-]?(?:access[_-]?)?key|(?:access|auth|refresh|bearer|api)[_-]?token|sig)";

    // Placeholders such as ${password}, {password} and %s are no secrets.
    private const string NoPlaceholder = @"(?!\$?\{|%[s(]|\[withheld\])";

    private static readonly Regex[] Whole =
    [
        new(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.CultureInvariant),
        new(@"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b", RegexOptions.CultureInvariant),
        new(@"\bgh[pousr]_[A-Za-z0-9]{20,}", RegexOptions.CultureInvariant),
        new(@"\bgithub_pat_[A-Za-z0-9_]{20,}", RegexOptions.CultureInvariant),
        new(@"\bglpat-[A-Za-z0-9_-]{16,}", RegexOptions.CultureInvariant),
        new(@"\bxox[abeprs]-[A-Za-z0-9-]{10,}", RegexOptions.CultureInvariant),
        new(@"(?<=//hooks\.slack\.com/services/)[A-Za-z0-9/]{20,}", RegexOptions.CultureInvariant),
        new(@"\bAIza[0-9A-Za-z_-]{30,}", RegexOptions.CultureInvariant),
        new(@"\bya29\.[A-Za-z0-9_-]{20,}", RegexOptions.CultureInvariant),
        new(@"\bhf_[A-Za-z]{30,}", RegexOptions.CultureInvariant),
        new(@"\bdapi[0-9a-f]{32}\b", RegexOptions.CultureInvariant),
        new(@"\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}", RegexOptions.CultureInvariant),
        new(@"\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}", RegexOptions.CultureInvariant),
        new(@"(?<![A-Za-z0-9-])sk-(?:(?:proj|ant|or|svcacct)-[A-Za-z0-9_-]{16,}|[A-Za-z0-9]{20,})", RegexOptions.CultureInvariant),
        new(@"\bdku(?:aps|ups|usr|sec|user|api)-[A-Za-z0-9-]{8,}", RegexOptions.CultureInvariant),
        new(@"\be:AES[:A-Za-z0-9+/=]{8,}", RegexOptions.CultureInvariant),
        new(@"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}", RegexOptions.CultureInvariant),
    ];

    private static readonly Regex[] Valued =
    [
        // password = "x", "password": 'x', password => "x"
        new($@"(?<keep>(?<![A-Za-z]){Names}[""']?\]?\s*(?:=>|[=:])\s*[urbf]?(?<quote>[""'])){NoPlaceholder}(?<value>(?:\\.|(?!\k<quote>)[^\\\r\n])+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture),

        // password=x in connection strings, command lines and addresses
        new($@"(?<keep>(?<![A-Za-z]){Names}=){NoPlaceholder}(?<value>[^\s=;&,""'()\[\]]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture),

        // aws_secret_access_key = x, in settings files too, which have no quotes
        new(@"(?<keep>secret_access_key\s*[=:]\s*)(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture),

        // https://user:password@host
        new($@"(?<keep>://[^\s/:@""']*:){NoPlaceholder}(?<value>[^\s/@""']+)(?=@)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture),

        // Authorization: Bearer x
        new(@"(?<keep>\b(?:bearer|basic)\s+)(?<value>(?=[A-Za-z._~+/-]*[0-9])[A-Za-z0-9._~+/-]{16,}=*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture),
    ];

    /// <summary>The text without secrets; the same object if it has none.</summary>
    public static string Redact(string text)
    {
        if (text.Length < 6)
            return text;

        foreach (Regex pattern in Whole)
            text = pattern.Replace(text, Withheld);
        foreach (Regex pattern in Valued)
            text = pattern.Replace(text, match => match.Groups["keep"].Value + Withheld);

        return text;
    }
}
