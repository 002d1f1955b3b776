using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>Takes out of a DSS object what does not belong in a snapshot: what changes without the flow changing, what only the user interface needs, and secrets.</summary>
internal sealed class ObjectCleaner(bool includePluginSettings)
{
    private static readonly HashSet<string> Volatile = new(StringComparer.Ordinal)
    {
        "versionTag", "creationTag", "checklists", "metrics", "metricsChecks", "checks", "projectKey", "lastExportedFrom", "lastTrainIndex", "lastTrainJobId", "displayParams", "position",
    };

    private static readonly HashSet<string> PluginSettings = new(StringComparer.Ordinal) { "customConfig", "customFields", "dkuProperties", "pluginConfig" };

    // Names in these are those of columns, not of settings: "$price" and "password" are fine there.
    private static readonly HashSet<string> NamedByColumns = new(StringComparer.Ordinal) { "outputColumnNameOverrides", "per_feature", "kv" };

    private readonly List<string> _withheld = [];

    /// <summary>The objects of which values were withheld because they look like secrets, each with the setting's name.</summary>
    public IReadOnlyList<string> Withheld => _withheld;

    /// <summary>The object that is being cleaned, for people.</summary>
    public string Current { get; set; } = "";

    /// <summary>Cleans a whole object: its volatile and empty members go, the rest is cleaned as by <see cref="Settings"/>.</summary>
    public JsonValue Object(JsonValue raw) => Settings(JsonValue.Object(
        [.. raw.Members.Where(member => !Volatile.Contains(member.Name) && !IsEmpty(member.Value))]));

    /// <summary>Cleans settings of any depth: <c>$</c> members of the user interface, plugin settings, secrets.</summary>
    public JsonValue Settings(JsonValue value) => Clean(value, namedByColumns: false);

    private JsonValue Clean(JsonValue value, bool namedByColumns)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                return CleanObject(value, namedByColumns);
            case JsonKind.Array:
                return JsonValue.Array([.. value.Items.Select(item => Clean(item, false))]);
            case JsonKind.String:
                string text = Text(value.Text);
                return ReferenceEquals(text, value.Text) ? value : JsonValue.String(text);
            default:
                return value;
        }
    }

    private JsonValue CleanObject(JsonValue value, bool namedByColumns)
    {
        // {"key": "fs.s3a.secret.key", "value": "..."}, as in lists of Spark settings.
        bool secretPair = (value.FindText("key") ?? value.FindText("name")) is { } name && SecretNames.IsSecret(name);

        var members = new List<JsonMember>(value.Members.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonMember member in value.Members)
        {
            if (!namedByColumns && (member.Name.StartsWith("$", StringComparison.Ordinal) || (PluginSettings.Contains(member.Name) && !includePluginSettings)))
                continue;

            if (!namedByColumns && HoldsText(member.Value) && (SecretNames.IsSecret(member.Name) || (secretPair && member.Name == "value")))
            {
                _withheld.Add($"{Current}: {member.Name}");
                continue;
            }

            // Of two members with one name the last counts, for every reader.
            JsonMember cleaned = new(Text(member.Name), Clean((value.FindMember(member.Name) ?? member).Value, NamedByColumns.Contains(member.Name)));
            if (seen.Add(cleaned.Name))
                members.Add(cleaned);
        }

        return JsonValue.Object(members);
    }

    /// <summary>A text without secrets.</summary>
    public string Text(string text)
    {
        string redacted = SecretPatterns.Redact(text);
        if (ReferenceEquals(redacted, text) || redacted == text)
            return text;

        _withheld.Add($"{Current}: part of a text");
        return redacted;
    }

    private static bool HoldsText(JsonValue value) =>
        value is { IsString: true, Text.Length: > 0 } || (value.IsArray && value.Items.Any(HoldsText)) || (value.IsObject && value.Members.Any(member => HoldsText(member.Value)));

    // DSS writes many members that hold nothing.
    private static bool IsEmpty(JsonValue value) => value.Kind switch
    {
        JsonKind.Null => true,
        JsonKind.Object => value.Members.All(member => IsEmpty(member.Value)),
        JsonKind.Array => value.Items.Count == 0,
        JsonKind.String => value.Text.Length == 0,
        _ => false,
    };
}
