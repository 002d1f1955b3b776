using System.Globalization;
using System.Text;
using CsCheck;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tests.Snapshots;

public sealed class SnapshotWriterTests
{
    [Fact]
    public void The_same_project_gives_the_same_bytes_in_any_order_of_files_and_any_culture()
    {
        ProjectFiles files = ProjectFiles.Clinical().Dataset("i").Dataset("I").Dataset("ı").Dataset("ß").Dataset("_").Dataset("2").Dataset("10")
            .Add("variables.json", """{"b": 1.50, "a": [3, {"z": 1, "y": 2}]}""");
        byte[] expected = SnapshotWriter.WriteBytes(files.Import().Snapshot);

        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "tr-TR", "ar-SA", "fa-IR", "de-DE" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                for (int seed = 0; seed < 10; seed++)
                    Assert.Equal(expected, SnapshotWriter.WriteBytes(SnapshotImporter.Import(files.In(seed: seed), new ImportOptions { ProjectKey = "CLINICAL" }).Snapshot));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_snapshot_is_written_for_git()
    {
        string text = SnapshotWriter.Write(ProjectFiles.Clinical().Import().Snapshot);

        Assert.StartsWith("{\n  \"$schema\": \"urn:dsstyped:dss-snapshot:1\",\n  \"formatVersion\": 1,\n  \"project\": {\n    \"projectKey\": \"CLINICAL\",\n", text);
        Assert.Contains("          {\"name\": \"id\", \"type\": \"bigint\"},\n", text);
        Assert.EndsWith("}\n", text);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\t', text);
    }

    [Fact]
    public void What_is_read_from_a_written_snapshot_equals_it_and_is_written_alike()
    {
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], GenJson(3))[0, 5].Sample(unknown =>
        {
            JsonValue root = JsonReader.Read("""{"formatVersion": 1, "project": {"projectKey": "P"}, "datasets": [{"name": "D", "type": "T", "schema": {"columns": [{"name": "c", "type": "int"}]}}], "recipes": []}""").Root!;
            foreach ((string name, JsonValue value) in unknown)
            {
                if (root.Find(name) is null)
                    root = root.With("x-" + name, value).With("datasets", JsonValue.Array([root.FindItems("datasets")[0].With("x-" + name, value)]));
            }

            Snapshot snapshot = SnapshotReader.FromJson(root, []);
            string text = SnapshotWriter.Write(snapshot);
            SnapshotReadResult read = SnapshotReader.Read(text);

            return read.Findings.Count == 0 && read.Snapshot!.Raw.Equals(root) && SnapshotWriter.Write(read.Snapshot) == text;
        }, iter: 300);
    }

    /// <summary>Newer versions of DSS write settings that this one does not know, anywhere.</summary>
    [Fact]
    public void Unknown_members_survive_in_every_object_and_the_order_of_members_and_objects_does_not_count()
    {
        Snapshot snapshot = SnapshotImporter.ImportPath(Corpus.EveryKind, new ImportOptions { ProjectKey = "EVERY" }).Snapshot;
        for (int seed = 0; seed < 50; seed++)
        {
            JsonValue extended = Extended(snapshot.Raw, new Random(seed));
            string text = SnapshotWriter.Write(SnapshotReader.FromJson(extended, []));
            SnapshotReadResult read = SnapshotReader.Read(text);

            Assert.Equal(text, SnapshotWriter.Write(read.Snapshot!));
            Assert.Equal(Count(extended), Count(read.Snapshot!.Raw));
            Assert.Equal(text, SnapshotWriter.Write(SnapshotReader.FromJson(Shuffled(extended, new Random(seed), depth: 0), [])));
        }

        static JsonValue Extended(JsonValue value, Random random) => value.Kind switch
        {
            JsonKind.Object => JsonValue.Object(
            [
                .. value.Members.Select(member => member with { Value = Extended(member.Value, random) }),
                .. random.Next(3) == 0 ? [new JsonMember("later", JsonValue.Array([JsonValue.Number("1e400"), JsonValue.String("\u2028\r\n")]))] : Array.Empty<JsonMember>(),
            ]),
            JsonKind.Array => JsonValue.Array([.. value.Items.Select(item => Extended(item, random))]),
            _ => value,
        };

        // Below the lists of objects, the order of items is meaning: columns, steps, inputs.
        static JsonValue Shuffled(JsonValue value, Random random, int depth)
        {
            JsonMember[] members = [.. value.Members.Select(member => member with { Value = Shuffled(member.Value, random, depth + 1) })];
            JsonValue[] items = [.. value.Items.Select(item => Shuffled(item, random, depth + 1))];
            random.Shuffle(members);
            if (depth == 1 && items.All(item => item.IsObject))
                random.Shuffle(items);

            return value.Kind switch { JsonKind.Object => JsonValue.Object(members), JsonKind.Array => JsonValue.Array(items), _ => value };
        }

        static int Count(JsonValue value) => 1 + value.Items.Sum(Count) + value.Members.Sum(member => Count(member.Value));
    }

    [Fact]
    public void A_snapshot_without_any_column_is_refused()
    {
        ProjectFiles files = new ProjectFiles().Add("datasets/D.json", """{"type": "Filesystem"}""").Add("datasets/E.json", """{"type": "Filesystem", "schema": {"columns": []}}""");

        SnapshotException exception = Assert.Throws<SnapshotException>(() => SnapshotWriter.Write(files.Import().Snapshot));

        Assert.Contains("None of the 2 datasets has a column", exception.Message);
    }

    private static Gen<JsonValue> GenJson(int depth)
    {
        Gen<JsonValue> plain = Gen.OneOf(
            Gen.String.Select(text => JsonValue.String(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))),
            Gen.Double.Where(double.IsFinite).Select(number => JsonValue.Number(number.ToString("R", CultureInfo.InvariantCulture))),
            Gen.Bool.Select(flag => JsonValue.Boolean(flag)),
            Gen.Const(JsonValue.Null));
        return depth == 0
            ? plain
            : Gen.OneOf(
                plain,
                GenJson(depth - 1).Array[0, 4].Select(items => JsonValue.Array(items)),
                Gen.Dictionary(Gen.String[0, 6].Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))), GenJson(depth - 1))[0, 4]
                    .Select(members => JsonValue.Object([.. members.Select(member => new JsonMember(member.Key, member.Value))])));
    }
}
