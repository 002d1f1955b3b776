using System.Text;
using CsCheck;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Flow.Snapshots;
using DssTyped.Generator.Tests.Harness;

namespace DssTyped.Generator.Tests;

/// <summary>What is taken over after an edit is what a fresh start would give.</summary>
public sealed class EditTests
{
    private static readonly FlowOptions Options = FlowOptions.For("clinical.dss.json", "Acme");

    // A chain of recipes that can be looked into, so that a column's documentation hangs on other datasets.
    private static readonly string Chain = Snapshots.Large(6, 4);

    private static readonly string[] Pieces = ["", "x", "1", "\"", "{", "}", "[", "]", ",", ":", "\"double\"", "\"é\"", "/* */", "//", "\n", "null", "\"name\":\"column_9\",", "column_2", "DATASET_3", "\"comment\":\"c\",", "\"ref\":\"DATASET_0\""];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_edit_gives_the_same_model_as_a_fresh_start(bool chain)
    {
        int taken = 0;
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 12], Gen.Int[0, Pieces.Length - 1]).Sample((place, removed, piece) =>
        {
            string text = chain ? Chain : Snapshots.Clinical;
            int at = place % text.Length;
            string edited = text[..at] + Pieces[piece] + text[Math.Min(text.Length, at + removed)..];
            SnapshotReadResult before = SnapshotReader.Read(text), after = SnapshotReader.Read(edited);
            if (SnapshotRereader.TryReread(before, Encoding.UTF8.GetBytes(edited)) is not { } reread)
                return true;

            Interlocked.Increment(ref taken);
            FlowBinding bound = FlowBinder.Bind(before.Snapshot!, Options, baseline: null, previous: null);
            return after.Findings.Count == 0 && reread.Raw.Equals(after.Snapshot!.Raw)
                && FlowBinder.Bind(reread, Options, baseline: null, bound).Model == FlowBinder.Bind(after.Snapshot!, Options);
        }, iter: 3_000);
        Assert.InRange(taken, 100, 2_900);
    }

    [Theory]
    [InlineData("\"column_2\",\"type\":\"bigint\"", "\"column_2\",\"type\":\"date\"")]
    [InlineData("\"column_2\"", "\"Spalte zwei é\"")]
    [InlineData("\"type\":\"sync\"", "\"type\":\"python\"")]
    public void An_edit_within_one_object_shares_all_others(string old, string now)
    {
        SnapshotReadResult before = SnapshotReader.Read(Chain);
        int at = Chain.IndexOf(old, Chain.Length / (old.Contains("sync", StringComparison.Ordinal) ? 2 : 4), StringComparison.Ordinal);

        Snapshot? after = SnapshotRereader.TryReread(before, Encoding.UTF8.GetBytes(Chain[..at] + now + Chain[(at + old.Length)..]));

        Assert.NotNull(after);
        int shared = after.Datasets.Intersect<DssObject>(before.Snapshot!.Datasets).Count() + after.Recipes.Intersect<DssObject>(before.Snapshot.Recipes).Count();
        Assert.Equal(before.Snapshot.Datasets.Count + before.Snapshot.Recipes.Count - 1, shared);
    }
}
