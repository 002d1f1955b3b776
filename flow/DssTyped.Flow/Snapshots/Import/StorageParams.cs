using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots.Import;

/// <summary>Which settings of a dataset's, folder's or endpoint's storage enter a snapshot. A list of what may, since plugins and connectors keep credentials under any name.</summary>
internal static class StorageParams
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        // where the data is
        "connection", "uploadConnection", "path", "bucket", "container", "database", "schema", "catalog", "table", "mode", "query", "view", "smartName", "folderSmartId", "index", "collection", "topic",
        "metastoreDatabaseName", "metastoreTableName", "hiveDatabase", "hiveTableName", "uploadFSProviderType", "uploadedConfig", "pluginId", "sampleName", "importSourceType",

        // which of it, and how it is read
        "filesSelectionRules", "files", "sheetName", "notReadyIfEmpty", "partitioningType", "normalizeDoubles", "tableCreationMode", "readSQLDateColsAsDSSDates", "readColsWithUnknownTzAsDates",
        "useDatetimeForDates", "dateonlyReadMode", "datetimenotzReadMode", "assumedDbTz", "assumedTzForUnknownTz", "orderByDate", "keyFormat", "valueFormat",
    };

    /// <summary>The settings that may enter a snapshot.</summary>
    public static JsonValue Of(JsonValue settings, bool includePluginSettings) => JsonValue.Object([.. settings.Members
        .Where(member => Kept.Contains(member.Name) || (includePluginSettings && member.Name is ("customConfig" or "config")))
        .Select(member => member.Name == "uploadedConfig" ? member with { Value = Of(member.Value, includePluginSettings: false) } : member)]);
}
