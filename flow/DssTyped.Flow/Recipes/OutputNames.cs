using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes;

/// <summary>Names a user gave to output columns in place of the ones DSS makes up (<c>outputColumnNameOverrides</c>).</summary>
/// <param name="Renamings">The pairs of made-up name and chosen name.</param>
public sealed record OutputNames(EquatableArray<OutputName> Renamings)
{
    /// <summary>No renamings.</summary>
    public static OutputNames None { get; } = new([]);

    /// <summary>The name a column gets in the output.</summary>
    public string Of(string defaultName)
    {
        // The last one wins, as for members of a JSON object.
        for (int i = Renamings.Count - 1; i >= 0; i--)
        {
            if (Renamings[i].Default == defaultName)
                return Renamings[i].Chosen;
        }

        return defaultName;
    }

    internal static OutputNames Read(JsonValue payload) =>
        payload.Find("outputColumnNameOverrides") is { IsObject: true } map
            ? new(map.Members.Where(member => member.Value is { IsString: true, Text.Length: > 0 })
                .Select(member => new OutputName(member.Name, member.Value.Text)).ToEquatableArray())
            : None;
}

/// <summary>One renaming.</summary>
/// <param name="Default">The name DSS makes up.</param>
/// <param name="Chosen">The name in the output.</param>
public sealed record OutputName(string Default, string Chosen);
