using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Store;

/// <summary>Manifests as JSON.</summary>
internal static class ManifestJson
{
    // Engines of format 1 lock other files than we do, so they must not remove what we read.
    private const int FormatVersion = 2;

    public static string Write(Manifest manifest) => JsonWriter.Indented(JsonValue.Object(
        ("formatVersion", JsonValue.Number(FormatVersion)),
        ("name", JsonValue.String(manifest.Name)),
        ("version", JsonValue.String(manifest.Version)),
        ("fingerprint", JsonValue.String(manifest.Fingerprint)),
        ("basis", manifest.Basis is not { } basis ? null : JsonValue.Object(
            ("settings", JsonValue.String(basis.Settings)),
            ("variables", JsonValue.String(basis.Variables)),
            ("outputs", JsonValue.String(basis.Outputs)),
            ("code", JsonValue.String(basis.Code)))),
        ("rows", JsonValue.Number(manifest.Rows)),
        ("schema", JsonValue.Array([.. manifest.Schema.Select((column, i) => JsonValue.Object(
            ("name", JsonValue.String(column.Name)),
            ("type", JsonValue.String(column.TypeName)),
            ("stored", manifest.PhysicalNames[i] == column.Name ? null : JsonValue.String(manifest.PhysicalNames[i]))))])),
        ("files", JsonValue.Array([.. manifest.Files.Select(file => JsonValue.Object(
            ("path", JsonValue.String(file.Path)),
            ("bytes", JsonValue.Number(file.Bytes)),
            ("rows", JsonValue.Number(file.Rows)),
            ("partition", Optional(file.Partition))))])),
        ("partitions", manifest.Partitions.Count == 0 ? null : JsonValue.Array([.. manifest.Partitions.Select(partition => JsonValue.Object(
            ("id", JsonValue.String(partition.Id)),
            ("version", JsonValue.String(partition.Version)),
            ("fingerprint", JsonValue.String(partition.Fingerprint)),
            ("at", Time(partition.At))))])),
        ("sources", manifest.Sources.Count == 0 ? null : JsonValue.Array([.. manifest.Sources.Select(source => JsonValue.Object(
            ("path", JsonValue.String(source.Path)),
            ("bytes", JsonValue.Number(source.Bytes)),
            ("modified", Time(source.ModifiedUtc)),
            ("sha256", JsonValue.String(source.Sha256)),
            ("mark", Optional(source.Mark))))])),
        ("recipe", Optional(manifest.Recipe)),
        ("inputs", manifest.Inputs.Count == 0 ? null : JsonValue.Object([.. manifest.Inputs.Select(input => new JsonMember(input.Key, JsonValue.String(input.Value)))])),
        ("warnings", manifest.Warnings.Count == 0 ? null : JsonValue.Array([.. manifest.Warnings.Select(warning => JsonValue.String(warning))])),
        ("job", Optional(manifest.JobId)),
        ("engine", JsonValue.String(manifest.Engine)),
        ("at", Time(manifest.At))));

    /// <summary>Reads a manifest file; null if it is not whole, which means: not built.</summary>
    /// <exception cref="DssException">A newer version wrote it. What it says can't be known, and must not be overwritten.</exception>
    public static Manifest? Read(string path)
    {
        if (JsonReader.Read(Durable.ReadReplaced(path)).Root is not { IsObject: true } root || root.FindInt32("formatVersion") is not { } format)
            return null;
        if (format > FormatVersion)
            throw new DssException(FormattableString.Invariant($"'{path}' was written by a newer version of DssTyped: it has format {format}, and this version knows {FormatVersion}. Update DssTyped, or choose another WorkspaceFolder (--workspace)."));
        if (format < 1
            || root.FindText("version") is not { } version || root.FindText("name") is not { } name || root.FindText("fingerprint") is not { } fingerprint)
            return null;

        var columns = new List<SchemaColumn>();
        var physical = new List<string>();
        foreach (JsonValue column in root.FindItems("schema"))
        {
            string type = column.FindText("type") ?? "string";
            columns.Add(new SchemaColumn(column.FindText("name") ?? "", StorageTypes.Parse(type)) { TypeName = type });
            physical.Add(column.FindText("stored") ?? columns[^1].Name);
        }

        StoredFile[] files = [.. root.FindItems("files").Select(file => new StoredFile(file.FindText("path") ?? "", Number(file, "bytes"), Number(file, "rows"), file.FindText("partition")))];
        if (!version.StartsWith("v-", StringComparison.Ordinal) || files.Any(file => !file.Path.StartsWith("v-", StringComparison.Ordinal) || !file.Path.Contains('/', StringComparison.Ordinal)))
            return null;

        return new Manifest
        {
            Version = version,
            Name = name,
            Fingerprint = fingerprint,
            Basis = root.Find("basis") is { IsObject: true } basis
                ? new Planning.ResultBasis(basis.FindText("settings") ?? "", basis.FindText("variables") ?? "", basis.FindText("outputs") ?? "", basis.FindText("code") ?? "")
                : null,
            Schema = new Schema(columns),
            PhysicalNames = physical,
            Files = files,
            Partitions = [.. root.FindItems("partitions").Select(partition => new StoredPartition(
                partition.FindText("id") ?? "", partition.FindText("version") ?? "", partition.FindText("fingerprint") ?? "", Time(partition, "at")))],
            Sources = [.. root.FindItems("sources").Select(source => new SourceStamp(
                source.FindText("path") ?? "", Number(source, "bytes"), Time(source, "modified"), source.FindText("sha256") ?? "") { Mark = source.FindText("mark") })],
            Recipe = root.FindText("recipe"),
            Inputs = (root.Find("inputs")?.Members ?? []).ToDictionary(member => member.Name, member => member.Value.Text, StringComparer.Ordinal),
            Warnings = [.. root.FindItems("warnings").Select(warning => warning.Text)],
            JobId = root.FindText("job"),
            Engine = root.FindText("engine") ?? "",
            At = Time(root, "at"),
        };
    }

    private static JsonValue? Optional(string? text) => text is null ? null : JsonValue.String(text);

    private static JsonValue Time(DateTimeOffset time) => JsonValue.String(time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));

    private static DateTimeOffset Time(JsonValue value, string name) =>
        DateTimeOffset.TryParse(value.FindText(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : default;

    private static long Number(JsonValue value, string name) =>
        long.TryParse(value.FindText(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
}
