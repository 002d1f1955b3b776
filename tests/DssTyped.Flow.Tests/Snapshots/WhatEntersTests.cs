using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tests.Snapshots;

/// <summary>Every text of a project with every kind of object is marked before it is imported: what carries the mark afterwards is all that a snapshot can tell of a company.</summary>
public sealed class WhatEntersTests
{
    private const string Mark = "-marked";

    // What says which kind of thing an object is stays as it is, or nothing would be imported as it usually is.
    private static readonly HashSet<string> Kinds = ["type", "originalProjectKey"];

    [Fact]
    public void Of_all_texts_only_reviewed_ones_enter_a_snapshot()
    {
        var files = new FolderFiles(Corpus.EveryKind);
        var marked = new MemoryFiles("EveryKind", files.Paths.ToDictionary(path => path, path => Marked(files.Read(path))));

        var entered = new SortedSet<string>(StringComparer.Ordinal);
        Collect(SnapshotImporter.Import(marked).Snapshot.Raw, "", entered);

        Golden.Matches(string.Join('\n', entered) + "\n", "TextsThatEnter.txt");
    }

    private static byte[] Marked(byte[] file) => JsonReader.Read(file).Root is { IsObject: true } root ? Encoding.UTF8.GetBytes(Marked(root, "").ToString()) : file;

    private static JsonValue Marked(JsonValue value, string name) => value.Kind switch
    {
        JsonKind.Object => JsonValue.Object([.. value.Members.Select(member => member with { Value = Marked(member.Value, member.Name) })]),
        JsonKind.Array => JsonValue.Array([.. value.Items.Select(item => Marked(item, name))]),
        JsonKind.String when !Kinds.Contains(name) => JsonValue.String(value.Text + Mark),
        _ => value,
    };

    // Payloads are settings of visual recipes, of which DSS has thousands; roles of recipes are named by plugins.
    private static void Collect(JsonValue value, string path, SortedSet<string> entered)
    {
        if (value.IsString && value.Text.EndsWith(Mark, StringComparison.Ordinal))
            entered.Add(path);

        foreach (JsonValue item in value.Items)
            Collect(item, path.EndsWith(" payload", StringComparison.Ordinal) ? path : path + "[]", entered);
        foreach (JsonMember member in value.Members)
            Collect(member.Value, path.EndsWith(" payload", StringComparison.Ordinal) ? path : $"{path} {(path.EndsWith("puts", StringComparison.Ordinal) ? "ROLE" : member.Name)}".TrimStart(), entered);
    }
}
