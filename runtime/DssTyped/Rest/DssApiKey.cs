using System.Diagnostics;

namespace DssTyped;

/// <summary>A DSS API key or ticket that cannot be printed: text, debugger and serializers show asterisks only.</summary>
[DebuggerDisplay("***")]
public sealed class DssApiKey
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _secret;

    /// <summary>Wraps <paramref name="secret"/>; surrounding white space (a line end from a file) is dropped.</summary>
    /// <exception cref="ArgumentException">The key is empty or holds a control character.</exception>
    public DssApiKey(string secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        _secret = secret.Trim();
        // A control character could end the header early; the message must not repeat the key.
        if (_secret.Any(char.IsControl))
            throw new ArgumentException("The DSS API key holds a control character; check how it was read.", nameof(secret));
    }

    /// <summary>Wraps a key given as text.</summary>
    public static implicit operator DssApiKey(string secret) => new(secret);

    /// <summary>Always three asterisks, never the key.</summary>
    public override string ToString() => "***";

    internal string Reveal() => _secret;
}
