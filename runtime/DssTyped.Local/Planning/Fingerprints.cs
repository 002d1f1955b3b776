using System.Security.Cryptography;
using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Planning;

/// <summary>Hashes of everything a result depends on. Two equal fingerprints mean: computing again would give the same.</summary>
internal static class Fingerprints
{
    /// <summary>Changes whenever a translation's meaning changes, so that results of an older engine count as out of date.</summary>
    public const string EngineVersion = "5";

    private static readonly string[] UiKeys =
    [
        "versionTag", "creationTag", "checklists", "customMeta", "customFields", "tags", "shortDesc", "description", "comment", "color", "alwaysShowComment", "uiState", "previewMode", "explorationSampling",
        "vizSampling", "columnWidthsByName", "coloring", "labels", "dkuProperties", "exploreUIParams", "maxProcessedMemTableBytes",
    ];

    /// <summary>The fingerprint of what a recipe writes.</summary>
    /// <param name="basis">What it is made from beside its inputs.</param>
    /// <param name="inputs">The versions of its inputs, by name.</param>
    /// <param name="partition">The partition that is written; null for the whole.</param>
    public static string OfRecipe(ResultBasis basis, IEnumerable<KeyValuePair<string, string>> inputs, string? partition)
    {
        var text = new StringBuilder();
        Append(text, EngineVersion, basis.Settings, basis.Variables, basis.Outputs, basis.Code, partition ?? "");
        foreach ((string name, string version) in inputs.OrderBy(input => input.Key, StringComparer.Ordinal))
            Append(text, name, version);
        return Hash(text.ToString());
    }

    /// <summary>The hash of what a recipe is told to do, and that of the variables it uses.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="variables">All variables; only those count that the recipe can see in its text.</param>
    public static (string Settings, string Variables) OfSettings(RecipeDefinition recipe, IReadOnlyDictionary<string, string> variables)
    {
        string payload = Canonical(recipe.Payload), parameters = Canonical(recipe.Params), code = recipe.Code ?? "";
        var settings = new StringBuilder();
        Append(settings, recipe.Type, payload, parameters, code, recipe.RedispatchPartitioning ? "redispatch" : "");
        foreach (RecipeItem item in recipe.Inputs.Concat(recipe.Outputs))
            Append(settings, item.Role, item.Ref, Canonical(item.Raw));

        var used = new StringBuilder();
        foreach ((string name, string value) in UsedVariables(string.Concat(payload, parameters, code), variables))
            Append(used, name, value);
        return (Hash(settings.ToString()), Hash(used.ToString()));
    }

    /// <summary>The hash of the schemas of a recipe's outputs.</summary>
    public static string OfSchemas(IEnumerable<DatasetDefinition> outputs)
    {
        var text = new StringBuilder();
        foreach (DatasetDefinition output in outputs.OrderBy(output => output.Name, StringComparer.Ordinal))
            Append(text, output.Name, OfSchema(output.Schema), output.Raw.Find("schema")?.Find("metadata")?.ToString() ?? "");
        return Hash(text.ToString());
    }

    /// <summary>A schema as text: names and types.</summary>
    public static string OfSchema(Schema schema) => string.Join('\n', schema.Select(column => $"{column.Name}\t{column.TypeName}"));

    /// <summary>The hash of texts.</summary>
    public static string Of(params IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        Append(text, [.. parts]);
        return Hash(text.ToString());
    }

    /// <summary>A value without what only matters to a user interface, members in order.</summary>
    public static string Canonical(JsonValue value) => JsonWriter.Canonical(Meaningful(value));

    // A formula may build a variable's name at run time: if it can reach variables at all, all of them count.
    private static IEnumerable<KeyValuePair<string, string>> UsedVariables(string text, IReadOnlyDictionary<string, string> variables)
    {
        bool all = text.Contains("variables", StringComparison.Ordinal) || text.Contains("get_custom_variables", StringComparison.Ordinal);
        return variables.Where(variable => all || text.Contains("${" + variable.Key, StringComparison.Ordinal)).OrderBy(variable => variable.Key, StringComparer.Ordinal);
    }

    private static JsonValue Meaningful(JsonValue value) => value.Kind switch
    {
        JsonKind.Object => JsonValue.Object([.. value.Members
            .Where(member => !member.Name.StartsWith('$') && Array.IndexOf(UiKeys, member.Name) < 0)
            .Select(member => new JsonMember(member.Name, Meaningful(member.Value)))]),
        JsonKind.Array => JsonValue.Array([.. value.Items.Select(Meaningful)]),
        _ => value,
    };

    // Lengths keep ("ab", "c") and ("a", "bc") apart.
    private static void Append(StringBuilder text, params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
            text.Append(part.Length).Append(':').Append(part);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
