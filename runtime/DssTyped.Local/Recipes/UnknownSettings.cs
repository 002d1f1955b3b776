using DssTyped.Flow.Json;

namespace DssTyped.Local.Recipes;

/// <summary>Settings of recipes that the engine does not know. It goes on without them, but never in silence.</summary>
internal static class UnknownSettings
{
    /// <summary>Whether a setting may say something: not the editor's state (<c>$...</c>), and not what a switched off or empty setting holds.</summary>
    public static bool MaySay(JsonMember setting) => !setting.Name.StartsWith('$') && setting.Value.Kind switch
    {
        JsonKind.Boolean => setting.Value.Text == "true",
        JsonKind.String => setting.Value.Text.Length > 0,
        JsonKind.Number => setting.Value.Text is not ("0" or "0.0" or "-1"),
        JsonKind.Array => setting.Value.Items.Count > 0,
        JsonKind.Object => setting.Value.Members.Any(MaySay),
        _ => false,
    };
}
