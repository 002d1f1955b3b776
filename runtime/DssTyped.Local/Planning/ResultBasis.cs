namespace DssTyped.Local.Planning;

/// <summary>What a result is computed from beside the rows of its inputs, as one hash for each kind, so that a plan can tell which of them has changed.</summary>
/// <param name="Settings">What the recipe is told to do.</param>
/// <param name="Variables">The values of the variables it uses.</param>
/// <param name="Outputs">The schemas of its outputs.</param>
/// <param name="Code">The version of the delegate that stands for the recipe; empty without one.</param>
internal sealed record ResultBasis(string Settings, string Variables, string Outputs, string Code)
{
    /// <summary>What has changed since; null if nothing has.</summary>
    public string? ChangeSince(ResultBasis earlier)
    {
        string[] changed =
        [
            .. Settings == earlier.Settings ? Array.Empty<string>() : ["its settings"],
            .. Variables == earlier.Variables ? Array.Empty<string>() : ["a variable it uses"],
            .. Outputs == earlier.Outputs ? Array.Empty<string>() : ["the schema of an output"],
            .. Code == earlier.Code ? Array.Empty<string>() : ["its delegate's version"],
        ];
        return changed.Length == 0 ? null : $"{string.Join(" and ", changed)} {(changed.Length == 1 && Settings == earlier.Settings ? "has" : "have")} changed";
    }

    /// <summary>As it is kept beside a result: enough to notice a change, too little to guess a variable's value from.</summary>
    public ResultBasis Shortened() => new(Short(Settings), Short(Variables), Short(Outputs), Short(Code));

    private static string Short(string hash) => hash[..Math.Min(8, hash.Length)];
}
