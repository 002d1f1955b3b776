using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>Makes what a snapshot holds and a project lacks. What is there is never touched, so running it again does nothing.</summary>
public static class EnsureExists
{
    /// <summary>Makes everything of a snapshot that the project lacks: datasets, managed folders, recipes, zones.</summary>
    /// <param name="project">The project.</param>
    /// <param name="snapshot">The snapshot file's JSON.</param>
    /// <param name="cancellationToken">Stops before the next request; what was made stays.</param>
    public static async Task<EnsureReport> EnsureSnapshotAsync(this DssProject project, JsonObject snapshot, CancellationToken cancellationToken = default)
    {
        var reports = new List<EnsureReport>();
        foreach (JsonObject dataset in snapshot.Children("datasets"))
            reports.Add(await project.EnsureDatasetAsync(dataset, cancellationToken).ConfigureAwait(false));

        (EnsureReport folders, Dictionary<string, string> newIds) = await EnsureFolders.RunAsync(project, [.. snapshot.Children("managedFolders")], cancellationToken).ConfigureAwait(false);
        reports.Add(folders);
        reports.Add(await MissingAsync("saved model", snapshot, "savedModels", project.SavedModels.ListAsync, cancellationToken).ConfigureAwait(false));
        reports.Add(await MissingAsync("evaluation store", snapshot, "modelEvaluationStores", token => project.EvaluationStores.ListAsync(null, token), cancellationToken).ConfigureAwait(false));

        foreach (JsonObject recipe in snapshot.Children("recipes"))
            reports.Add(await project.EnsureRecipeAsync(EnsureFolders.WithNewIds(recipe, newIds), cancellationToken).ConfigureAwait(false));
        reports.Add(await EnsureZonesAsync(project, [.. snapshot.Children("zones")], cancellationToken).ConfigureAwait(false));
        return EnsureReport.Of(reports);
    }

    /// <summary>Makes a dataset if the project has none of its name, and reports how one that is there differs in type or columns.</summary>
    /// <param name="project">The project.</param>
    /// <param name="dataset">The dataset as a snapshot has it.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public static async Task<EnsureReport> EnsureDatasetAsync(this DssProject project, JsonObject dataset, CancellationToken cancellationToken = default)
    {
        string name = NameOf(dataset, "dataset");
        try
        {
            DssDatasetSettings there = await project.Datasets[name].GetSettingsAsync(cancellationToken).ConfigureAwait(false);
            return Compared($"dataset '{name}'", DatasetDifferences(name, dataset, there));
        }
        catch (DssNotFoundException)
        {
            await CreateAsync(project, name, dataset, cancellationToken).ConfigureAwait(false);
            return new EnsureReport([$"dataset '{name}'"], [], [], []);
        }
    }

    /// <summary>Makes a recipe if the project has none of its name, and reports how one that is there differs in type, inputs, outputs or payload.</summary>
    /// <param name="project">The project.</param>
    /// <param name="recipe">The recipe as a snapshot has it. Its outputs must exist.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public static async Task<EnsureReport> EnsureRecipeAsync(this DssProject project, JsonObject recipe, CancellationToken cancellationToken = default)
    {
        string name = NameOf(recipe, "recipe");
        string type = recipe.Text("type") ?? throw new ArgumentException($"Recipe '{name}' of the snapshot has no type.", nameof(recipe));
        string payload = recipe["payload"] switch
        {
            JsonObject visual => visual.ToJsonString(),
            JsonValue code when code.GetValueKind() == JsonValueKind.String => code.GetValue<string>(),
            _ => "",
        };
        try
        {
            DssRecipeSettings there = await project.Recipes[name].GetSettingsAsync(cancellationToken).ConfigureAwait(false);
            return Compared($"recipe '{name}'", RecipeDifferences(name, recipe, payload, there));
        }
        catch (DssNotFoundException)
        {
            await project.Recipes.New(type, name).WithPrototype(recipe).WithRawPayload(payload).CreateAsync(cancellationToken).ConfigureAwait(false);
            return new EnsureReport([$"recipe '{name}'"], [], [], []);
        }
    }

    private static async Task CreateAsync(DssProject project, string name, JsonObject wanted, CancellationToken cancellationToken)
    {
        DssDatasetHandle dataset = await project.Datasets.CreateAsync(
            name, wanted.Text("type") ?? throw new ArgumentException($"Dataset '{name}' of the snapshot has no type."),
            wanted.Child("params"), wanted.Text("formatType"), wanted.Child("formatParams"), cancellationToken).ConfigureAwait(false);

        // What the creation does not take is set on what it made.
        DssDatasetSettings settings = await dataset.GetSettingsAsync(cancellationToken).ConfigureAwait(false);
        foreach ((string field, JsonNode? value) in wanted)
        {
            if (field is not ("name" or "type" or "params" or "formatType" or "formatParams" or "inlineData"))
                settings.Raw[field] = value?.DeepClone();
        }

        await settings.SaveAsync(cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> DatasetDifferences(string name, JsonObject wanted, DssDatasetSettings there)
    {
        if (wanted.Text("type") is { } type && !string.Equals(type, there.Type, StringComparison.Ordinal))
            yield return $"dataset '{name}' is of type {there.Type}, not {type}";

        DatasetSchema compiled = Schemas.Of(name, wanted.Child("schema")?.Deserialize(DssJsonContext.Default.DssSchema) ?? new DssSchema());
        DatasetSchema live = Schemas.Of(name, there.Schema);
        foreach (string difference in Schemas.Differences(compiled, live))
            yield return difference;
        foreach (DatasetColumn column in live.Columns.Where(column => compiled.Find(column.Name) is null))
            yield return $"dataset '{name}' also has column '{column.Name}' ({column.Type})";
    }

    private static IEnumerable<string> RecipeDifferences(string name, JsonObject wanted, string payload, DssRecipeSettings there)
    {
        if (!string.Equals(wanted.Text("type"), there.Type, StringComparison.Ordinal))
            yield return $"recipe '{name}' is of type {there.Type}, not {wanted.Text("type")}";
        foreach (string side in (string[])["inputs", "outputs"])
        {
            string[] asked = [.. DssRecipeRoles.RefsByRole(wanted, side)], live = [.. DssRecipeRoles.RefsByRole(there.Recipe, side)];
            if (!asked.SequenceEqual(live, StringComparer.Ordinal))
                yield return $"recipe '{name}' has {side} {string.Join(", ", live)}, not {string.Join(", ", asked)}";
        }

        if (!SamePayload(payload, there.Payload ?? ""))
            yield return $"recipe '{name}' has another payload";
    }

    private static bool SamePayload(string wanted, string live)
    {
        if (string.Equals(wanted, live.Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal))
            return true;
        try
        {
            // A snapshot leaves out what only DSS's screens use, so only what it has must be there.
            return JsonNode.Parse(wanted) is JsonObject less && JsonNode.Parse(live) is JsonObject more && Holds(more, less);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Holds(JsonNode? more, JsonNode? less) => (more, less) switch
    {
        (JsonObject there, JsonObject wanted) => wanted.All(member => Holds(there[member.Key], member.Value)),
        (JsonArray there, JsonArray wanted) => there.Count == wanted.Count && wanted.Zip(there, (asked, live) => Holds(live, asked)).All(same => same),
        _ => JsonNode.DeepEquals(more, less),
    };

    private static async Task<EnsureReport> MissingAsync(
        string kind, JsonObject snapshot, string list, Func<CancellationToken, Task<IReadOnlyList<JsonObject>>> live, CancellationToken cancellationToken)
    {
        string[] wanted = [.. snapshot.Children(list).Select(item => item.Text("id")).OfType<string>()];
        if (wanted.Length == 0)
            return EnsureReport.Of([]);
        HashSet<string> there = [.. (await live(cancellationToken).ConfigureAwait(false)).Select(item => item.Text("id")).OfType<string>()];
        return new EnsureReport(
            [], [.. wanted.Where(there.Contains).Select(id => $"{kind} '{id}'")], [],
            [.. wanted.Where(id => !there.Contains(id)).Select(id => $"{kind} '{id}': DSS makes it only by training or evaluation; import the project's export, or train it, and pull the snapshot again")]);
    }

    private static async Task<EnsureReport> EnsureZonesAsync(DssProject project, IReadOnlyList<JsonObject> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0)
            return EnsureReport.Of([]);
        HashSet<string> there = [.. (await project.Flow.Zones.ListAsync(cancellationToken).ConfigureAwait(false)).Select(zone => zone.Name)];
        var created = new List<string>();
        var unchanged = new List<string>();
        foreach (JsonObject zone in wanted)
        {
            string name = zone.Text("name") ?? "";
            if (there.Contains(name))
            {
                unchanged.Add($"zone '{name}'");
                continue;
            }

            DssZone made = await project.Flow.Zones.CreateAsync(name, zone.Text("color") ?? DssZones.DefaultColor, cancellationToken).ConfigureAwait(false);
            DssObjectRef[] items = [.. zone.Children("items").Select(item => new DssObjectRef(item.Text("objectType") ?? "DATASET", item.Text("objectId") ?? ""))];
            if (items.Length > 0)
                await made.AddAsync(items, cancellationToken).ConfigureAwait(false);
            created.Add($"zone '{name}'");
        }

        return new EnsureReport(created, unchanged, [], []);
    }

    private static EnsureReport Compared(string what, IEnumerable<string> differences)
    {
        string[] found = [.. differences];
        return found.Length == 0 ? new EnsureReport([], [what], [], []) : new EnsureReport([], [], found, []);
    }

    private static string NameOf(JsonObject raw, string kind) => raw.Text("name") ?? throw new ArgumentException($"A {kind} of the snapshot has no name.");
}
