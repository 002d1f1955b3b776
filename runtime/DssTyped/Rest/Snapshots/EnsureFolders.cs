using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>Managed folders a project lacks. DSS chooses the id of a new one, so recipes that are made after it must be told.</summary>
internal static class EnsureFolders
{
    public static async Task<(EnsureReport Report, Dictionary<string, string> NewIds)> RunAsync(DssProject project, IReadOnlyList<JsonObject> wanted, CancellationToken cancellationToken)
    {
        var newIds = new Dictionary<string, string>(StringComparer.Ordinal);
        var created = new List<string>();
        var unchanged = new List<string>();
        IReadOnlyList<JsonObject> there = wanted.Count == 0 ? [] : await project.ManagedFolders.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (JsonObject folder in wanted)
        {
            string id = folder.Text("id") ?? "";
            string name = folder.Text("name") ?? id;
            if (there.Any(live => live.Text("id") == id))
            {
                unchanged.Add($"managed folder '{name}'");
            }
            else if (there.FirstOrDefault(live => live.Text("name") == name)?.Text("id") is { } sameName)
            {
                // Made by an earlier run, under the id DSS gave it then.
                newIds[id] = sameName;
                unchanged.Add($"managed folder '{name}'");
            }
            else
            {
                DssManagedFolderHandle made = folder.Child("params") is { } parameters && parameters.Text("connection") is { } connection
                    ? await project.ManagedFolders.CreateAsync(name, connection, cancellationToken: cancellationToken).ConfigureAwait(false)
                    : await project.ManagedFolders.CreateAsync(name, cancellationToken: cancellationToken).ConfigureAwait(false);
                newIds[id] = made.Id;
                created.Add($"managed folder '{name}'");
            }
        }

        return (new EnsureReport(created, unchanged, [], []), newIds);
    }

    public static JsonObject WithNewIds(JsonObject recipe, Dictionary<string, string> newIds)
    {
        if (newIds.Count == 0)
            return recipe;
        var changed = (JsonObject)recipe.DeepClone();
        foreach ((string old, string current) in newIds)
        {
            DssRecipeRoles.Replace(changed, "inputs", old, current);
            DssRecipeRoles.Replace(changed, "outputs", old, current);
        }

        return changed;
    }
}
