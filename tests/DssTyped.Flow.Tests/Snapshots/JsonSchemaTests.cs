using System.Text.Json;
using DssTyped.Flow.Snapshots;
using NJsonSchema;
using NJsonSchema.Validation;

namespace DssTyped.Tests.Snapshots;

public sealed class JsonSchemaTests
{
    // The validator knows the older spelling of local definitions only.
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema
        .FromJsonAsync(Text().Replace("\"$defs\"", "\"definitions\"", StringComparison.Ordinal).Replace("#/$defs/", "#/definitions/", StringComparison.Ordinal))
        .GetAwaiter().GetResult());

    [Fact]
    public void A_written_snapshot_is_valid() => AssertValid("clinical", SnapshotWriter.Write(ProjectFiles.Clinical()
        .Add("datasets/E.json", $$"""{"type": "Inline", "schema": {{ProjectFiles.Schema}}}""").Add("datasets/E.data", """{"data": [["1", null]]}""")
        .Add("variables.json", """{"secret": "x", "y": 1}""").Add("scenarios/S.json", """{"type": "step_based", "params": {"steps": [{"type": "build_flowitem"}]}}""")
        .Add("zones/z.json", """{"name": "z", "items": [{"objectId": "LAB", "objectType": "DATASET"}]}""").Import().Snapshot));

    [CorpusFact]
    public void Every_snapshot_of_a_real_project_is_valid()
    {
        foreach ((string name, Snapshot snapshot) in ImportCorpusTests.Snapshots())
            AssertValid(name, SnapshotWriter.Write(snapshot));
    }

    [Theory]
    [InlineData("\"type\": \"bigint\"", "\"type\": \"number\"")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 2")]
    [InlineData("\"projectKey\": \"CLINICAL\"", "\"projectKey\": \"not a key\"")]
    [InlineData("\"ref\": \"LAB\"", "\"reference\": \"LAB\"")]
    [InlineData("\"name\": \"LAB\",", "")]
    [InlineData("\"managed\": true", "\"managed\": \"yes\"")]
    [InlineData("\"items\":", "\"item\":")]
    public void A_mistake_is_found(string right, string wrong)
    {
        string text = SnapshotWriter.Write(ProjectFiles.Clinical().Import().Snapshot);
        Assert.Contains(right, text);

        Assert.NotEmpty(Schema.Value.Validate(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"recipes\":", "\"managedFolder\": [], \"recipes\":")]
    [InlineData("\"projectKey\":", "\"dssversion\": \"14\", \"projectKey\":")]
    [InlineData("\"items\":", "\"later\": 1, \"items\":")]
    public void A_name_that_the_format_does_not_know_survives_and_is_valid_but_marked(string right, string wrong)
    {
        string text = SnapshotWriter.Write(ProjectFiles.Clinical().Import().Snapshot).Replace(right, wrong, StringComparison.Ordinal);
        string written = SnapshotWriter.Write(SnapshotReader.Read(text).Snapshot!);

        Assert.Contains(wrong.Split(':')[0], written, StringComparison.Ordinal);
        AssertValid("unknown names", written);

        using JsonDocument schema = JsonDocument.Parse(Text());
        Assert.Equal("#/$defs/unknown", schema.RootElement.GetProperty("additionalProperties").GetProperty("$ref").GetString());
        Assert.True(schema.RootElement.GetProperty("$defs").GetProperty("unknown").GetProperty("deprecated").GetBoolean());
    }

    [Fact]
    public void Editors_find_a_description_of_every_property()
    {
        using JsonDocument schema = JsonDocument.Parse(Text());
        var undescribed = new List<string>();
        Visit(schema.RootElement, "");

        Assert.Empty(undescribed);

        void Visit(JsonElement at, string path)
        {
            if (at.ValueKind != JsonValueKind.Object)
                return;

            foreach (JsonProperty member in at.EnumerateObject())
            {
                foreach (JsonProperty property in member.NameEquals("properties") ? member.Value.EnumerateObject() : [])
                {
                    JsonElement described = property.Value.TryGetProperty("$ref", out JsonElement reference) && !property.Value.TryGetProperty("description", out _)
                        ? schema.RootElement.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1])
                        : property.Value;
                    if (!described.TryGetProperty("description", out _))
                        undescribed.Add($"{path}.{property.Name}");
                }

                Visit(member.Value, $"{path}.{member.Name}");
            }
        }
    }

    private static string Text()
    {
        using Stream stream = typeof(Snapshot).Assembly.GetManifestResourceStream("dss-snapshot.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void AssertValid(string name, string text)
    {
        ICollection<ValidationError> errors = Schema.Value.Validate(text);
        Assert.True(errors.Count == 0, $"{name}: {string.Join("; ", errors.Take(5).Select(error => $"{error.Path}: {error.Kind} (line {error.LineNumber})"))}");
    }
}
