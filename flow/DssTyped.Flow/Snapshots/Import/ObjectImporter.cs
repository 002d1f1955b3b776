using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>Makes the snapshot's form of one object from its file, kind by kind.</summary>
internal sealed class ObjectImporter(bool includePluginSettings)
{
    // What the editor of a Prepare recipe remembers: widths, colours, samples. Only the steps matter.
    private static readonly string[] PrepareUi =
    [
        "analysisColumnData", "charts", "chartsEngine", "coloring", "columnOrder", "columnUseScientificNotationByName", "columnWidthsByName", "columnsSelection", "contextProjectKey",
        "explorationChunkSize", "explorationFilters", "explorationSampling", "exploreUIParams", "globalSearchQuery", "maxProcessedMemTableBytes", "previewMode", "sorting", "vizSampling",
    ];

    private static readonly string[] ModelFacts = ["taskType", "predictionType", "targetVariable", "backendType", "timeVariable", "timeseriesIdentifiers"];

    private readonly ObjectCleaner _cleaner = new(includePluginSettings);

    /// <summary>What was withheld because it looks like a secret; never the value itself.</summary>
    public IReadOnlyList<string> Withheld => _cleaner.Withheld;

    public JsonValue Project(string key, string? dssVersion, JsonValue settings) => _cleaner.Settings(JsonValue.Object(
        ("projectKey", JsonValue.String(key)),
        ("name", JsonValue.String(settings.FindText("name") is { Length: > 0 } name ? name : key)),
        ("dssVersion", dssVersion is null ? null : JsonValue.String(dssVersion)),
        ("shortDesc", settings.FindText("shortDesc") is { Length: > 0 } summary ? JsonValue.String(summary) : null),
        ("description", settings.FindText("description") is { Length: > 0 } description ? JsonValue.String(description) : null),
        ("tags", settings.FindItems("tags") is { Count: > 0 } tags ? JsonValue.Array(tags) : null)));

    public JsonValue Dataset(string name, JsonValue raw, JsonValue? inlineRows)
    {
        JsonValue dataset = Named("name", name, raw);
        dataset = dataset.With("schema", _cleaner.Settings(raw.Find("schema") is { IsObject: true } schema ? schema : JsonValue.Object(("columns", JsonValue.Array([])))));
        dataset = WithStorage(dataset, raw);

        // Formats of plugins have free settings, like plugins.
        if (dataset.Find("formatParams") is { } format && !includePluginSettings)
            dataset = dataset.With("formatParams", format.Without("config"));

        return inlineRows is null ? dataset : dataset.With("inlineData", _cleaner.Settings(inlineRows));
    }

    public JsonValue Recipe(string name, JsonValue raw, JsonValue? payload)
    {
        JsonValue recipe = Named("name", name, raw);
        foreach (string side in new[] { "inputs", "outputs" })
            recipe = recipe.With(side, _cleaner.Settings(raw.Find(side) is { IsObject: true } roles ? roles : JsonValue.Object()));

        // An application that is used as a recipe has free parameters.
        if (raw.FindText("type")?.StartsWith("App_", StringComparison.Ordinal) == true && !includePluginSettings)
            recipe = recipe.Without("params");

        // So has an exporter: addresses and logins of other systems.
        if (recipe.Find("params") is { } settings && settings.Find("exportParams") is { } export && !includePluginSettings)
            recipe = recipe.With("params", settings.With("exportParams", export.Without("config")));

        // And each source of a download is a storage.
        if (raw.FindText("type") == "download" && recipe.Find("params") is { } download && download.FindItems("sources") is { Count: > 0 } sources)
            recipe = recipe.With("params", download.With("sources", JsonValue.Array([.. sources.Select(source => WithStorage(source, source))])));

        return payload is null ? recipe : recipe.With("payload", Payload(payload));
    }

    public JsonValue Stored(string id, JsonValue raw) => WithStorage(Named("id", id, raw), raw);

    public JsonValue SavedModel(string id, JsonValue raw)
    {
        // The active version changes with every training, and versions of agents hold their tools' settings.
        JsonValue model = Named("id", id, raw.Without("activeVersion", "inlineVersions", "miniTask"));
        return raw.Find("miniTask") is { IsObject: true } task
            ? model.With("miniTask", _cleaner.Settings(JsonValue.Object([.. task.Members.Where(member => Array.IndexOf(ModelFacts, member.Name) >= 0)])))
            : model;
    }

    public JsonValue Plain(string id, JsonValue raw) => Named("id", id, raw);

    public JsonValue Scenario(string id, JsonValue raw)
    {
        // Scripts, messages and calls to other systems are where credentials are; what is built is not.
        JsonValue[] steps = [.. (raw.Find("params")?.FindItems("steps") ?? []).Select(step => Only(step, "type", "name").With(
            "params", Only(step.FindText("type") == "build_flowitem" ? step.Find("params") : null, "builds", "jobType")))];
        JsonValue[] triggers = [.. raw.FindItems("triggers").Select(trigger => Only(trigger, "type", "name", "active"))];

        JsonValue scenario = Named("id", id, Only(raw, "type", "name", "active", "markedAsTest", "tags", "shortDesc", "description"));
        if (steps.Length > 0)
            scenario = scenario.With("params", _cleaner.Settings(JsonValue.Object(("steps", JsonValue.Array(steps)))));

        return triggers.Length > 0 ? scenario.With("triggers", _cleaner.Settings(JsonValue.Array(triggers))) : scenario;
    }

    public JsonValue Variable(string name, JsonValue value)
    {
        _cleaner.Current = "project variables";
        JsonValue variable = JsonValue.Object(("name", JsonValue.String(_cleaner.Text(name))));
        return SecretNames.IsSecret(name) ? variable.With("withheld", JsonValue.Boolean(true)) : variable.With("value", _cleaner.Settings(value));
    }

    private JsonValue Payload(JsonValue payload)
    {
        JsonValue cleaned = _cleaner.Settings(payload);
        if (!cleaned.IsObject)
            return cleaned;

        // A training recipe keeps the preparation it was made with under "script".
        cleaned = cleaned.Find("steps") is null ? cleaned : cleaned.Without(PrepareUi);
        return cleaned.Find("script") is { IsObject: true } script ? cleaned.With("script", script.Without(PrepareUi)) : cleaned;
    }

    private JsonValue WithStorage(JsonValue cleaned, JsonValue raw) =>
        raw.Find("params") is { IsObject: true } settings ? cleaned.With("params", _cleaner.Settings(StorageParams.Of(settings, includePluginSettings))) : cleaned;

    // The file's name is the object's name or id, whatever stands inside.
    private JsonValue Named(string key, string name, JsonValue raw)
    {
        _cleaner.Current = name;
        return JsonValue.Object([new JsonMember(key, JsonValue.String(name)), .. _cleaner.Object(raw.Without(key, "schema", "inputs", "outputs")).Members]);
    }

    private static JsonValue Only(JsonValue? value, params string[] names) =>
        JsonValue.Object([.. (value?.Members ?? []).Where(member => Array.IndexOf(names, member.Name) >= 0)]);
}
