using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>Reads and changes the <c>inputs</c> and <c>outputs</c> of a raw recipe: role, then items, then references.</summary>
internal static class DssRecipeRoles
{
    public static IEnumerable<JsonObject> Items(JsonObject recipe, string side) =>
        (recipe.Child(side) ?? []).SelectMany(role => (role.Value as JsonObject).Children("items"));

    public static IEnumerable<string> Refs(JsonObject recipe, string side) => Items(recipe, side).Select(item => item.Text("ref")).OfType<string>();

    /// <summary>The references with the roles in alphabetical order: the order of roles means nothing, that of references within one does.</summary>
    public static IEnumerable<string> RefsByRole(JsonObject recipe, string side) => (recipe.Child(side) ?? [])
        .OrderBy(role => role.Key, StringComparer.Ordinal)
        .SelectMany(role => (role.Value as JsonObject).Children("items"))
        .Select(item => item.Text("ref")).OfType<string>();

    public static void Add(JsonObject recipe, string side, string role, JsonObject item)
    {
        if (recipe[side] is not JsonObject roles)
            recipe[side] = roles = [];
        if (roles[role] is not JsonObject entry)
            roles[role] = entry = [];
        if (entry["items"] is not JsonArray items)
            entry["items"] = items = [];
        items.Add((JsonNode)item);
    }

    /// <summary>Points every item that refers to <paramref name="current"/> to <paramref name="replacement"/>; true when there was one.</summary>
    public static bool Replace(JsonObject recipe, string side, string current, string replacement)
    {
        bool found = false;
        foreach (JsonObject item in Items(recipe, side).Where(item => string.Equals(item.Text("ref"), current, StringComparison.Ordinal)))
        {
            item["ref"] = replacement;
            found = true;
        }

        return found;
    }
}
