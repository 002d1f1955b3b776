using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>A recipe.</summary>
public sealed class RecipeDefinition : DssObject
{
    internal RecipeDefinition(string name, JsonValue raw)
        : base(name, raw)
    {
        Inputs = Items(raw.Find("inputs"));
        Outputs = Items(raw.Find("outputs"));
    }

    /// <summary>The type, in DSS's spelling: <c>grouping</c>, <c>shaker</c> (prepare), <c>python</c> ...</summary>
    public string Type => Raw.FindText("type") ?? "";

    /// <summary>The inputs of all roles, role by role in ordinal order (<c>main</c> first), in the order of the recipe.</summary>
    public IReadOnlyList<RecipeItem> Inputs { get; }

    /// <summary>The outputs of all roles, in the same order as <see cref="Inputs"/>.</summary>
    public IReadOnlyList<RecipeItem> Outputs { get; }

    /// <summary>The settings beside the payload.</summary>
    public JsonValue Params => Raw.Find("params") ?? JsonValue.Object();

    /// <summary>The payload of a visual recipe, an empty object if it has none.</summary>
    public JsonValue Payload => Raw.Find("payload") is { IsObject: true } payload ? payload : JsonValue.Object();

    /// <summary>The code of a code recipe; null for visual recipes.</summary>
    public string? Code => Raw.Find("payload") is { IsString: true } code ? code.Text : null;

    /// <summary>Whether the recipe splits its input over the output's partitions.</summary>
    public bool RedispatchPartitioning => Raw.FindFlag("redispatchPartitioning");

    /// <summary>The inputs of one role.</summary>
    public IEnumerable<RecipeItem> InputsOf(string role) => Inputs.Where(item => item.Role == role);

    /// <summary>The outputs of one role.</summary>
    public IEnumerable<RecipeItem> OutputsOf(string role) => Outputs.Where(item => item.Role == role);

    private static IReadOnlyList<RecipeItem> Items(JsonValue? roles)
    {
        if (roles is not { IsObject: true })
            return [];

        IEnumerable<JsonMember> inOrder = roles.Members.Count == 1 ? roles.Members
            : roles.Members.OrderBy(role => role.Name == "main" ? 0 : 1).ThenBy(role => role.Name, StringComparer.Ordinal);
        var result = new List<RecipeItem>();
        foreach (JsonMember role in inOrder)
        {
            foreach (JsonValue item in role.Value.FindItems("items"))
            {
                if (item.FindText("ref") is { } reference)
                    result.Add(new RecipeItem(role.Name, reference, item));
            }
        }

        return result;
    }
}
