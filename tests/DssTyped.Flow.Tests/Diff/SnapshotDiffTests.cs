using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Diff;
using DssTyped.Tests.Checks;
using DssTyped.Tests.Snapshots;

namespace DssTyped.Tests.Diff;

public sealed class SnapshotDiffTests
{
    private static TestFlow Flow(string source = "id bigint, value float", string copy = "id bigint, value float", string recipe = "sync", string more = "{}") =>
        new TestFlow().Dataset("A", source).Dataset("B", copy, more).Recipe("copy", recipe, "A", "B");

    [Fact]
    public void A_snapshot_has_no_changes_against_itself() => Assert.Empty(SnapshotDiff.Compare(Flow().Snapshot, Flow().Snapshot));

    [Theory]
    [InlineData("id bigint, value double", ChangeImpact.Widening, "DSS4101")]
    [InlineData("id bigint, value string", ChangeImpact.Breaking, "DSS4002")]
    [InlineData("id int, value float", ChangeImpact.Breaking, "DSS4002")]
    [InlineData("id bigint", ChangeImpact.Breaking, "DSS4001")]
    [InlineData("id bigint, value float, more string", ChangeImpact.Additive, "DSS4202")]
    public void A_change_of_a_source_column_is_classified(string columns, ChangeImpact impact, string id)
    {
        SnapshotChange change = Assert.Single(SnapshotDiff.Compare(Flow().Snapshot, Flow(columns).Snapshot), change => change.Object == "A");

        Assert.Equal((impact, id), (change.Impact, change.Finding.Rule.Id));
    }

    [Fact]
    public void A_change_downstream_names_its_cause_upstream()
    {
        SnapshotChange change = Assert.Single(SnapshotDiff.Compare(Flow().Snapshot, Flow("id bigint, value string", "id bigint, value string").Snapshot), change => change.Object == "B");

        Assert.Equal(["A.value (float to string)", "B.value by 'copy'"], change.Path);
        Assert.Contains("The cause is upstream: A.value (float to string) -> B.value by 'copy'.", change.Finding.Message);
        Assert.False(change.OnNextBuild);
    }

    [Fact]
    public void A_change_that_is_not_stored_yet_but_comes_with_the_next_build_is_told()
    {
        SnapshotChange change = Assert.Single(SnapshotDiff.Compare(Flow().Snapshot, Flow("id bigint, value string").Snapshot), change => change.Object == "B");

        Assert.True(change.OnNextBuild);
        Assert.Equal((ChangeImpact.Breaking, "float", "string"), (change.Impact, change.Before, change.After));
    }

    [Fact]
    public void A_schema_that_was_out_of_date_before_is_no_change()
    {
        TestFlow stale = Flow("id bigint, value string");

        Assert.Empty(SnapshotDiff.Compare(stale.Snapshot, stale.Snapshot));
    }

    [Theory]
    [InlineData("id bigint, values float", "values")]
    [InlineData("id bigint, measurement float", "measurement")]
    [InlineData("id bigint, measurement string", "")]
    public void A_renamed_column_is_offered_instead_of_the_one_that_is_gone(string columns, string replacement) => Assert.Equal(replacement,
        Assert.Single(SnapshotDiff.Compare(Flow().Snapshot, Flow(columns).Snapshot), change => change is { Object: "A", Column: "value" }).Replacement);

    // Two columns renamed side by side; another dataset under the old name; a column that went beside one that came.
    [Theory]
    [InlineData("id int, a int, b string, z int", "id int, c int, d string, z int", "a>c b>d")]
    [InlineData("a int, b int, e string", "q int, r int, s string", "a> b> e>")]
    [InlineData("id int, a int, b int", "id int, q int", "a> b>")]
    [InlineData("a int, id int, z int", "id int, z int, q int", "a>")]
    [InlineData("a int", "q int", "a>q")]
    public void A_replacement_stands_where_the_old_column_stood_between_columns_that_stayed(string before, string after, string replacements) => Assert.Equal(replacements, string.Join(" ",
        SnapshotDiff.Compare(new TestFlow().Dataset("A", before).Snapshot, new TestFlow().Dataset("A", after).Snapshot).Where(change => change.InOld).Select(change => $"{change.Column}>{change.Replacement}")));

    // The recipe reads what it read; what changed is who writes it.
    [Fact]
    public void A_producer_that_is_gone_changes_what_code_passes_and_nothing_else()
    {
        TestFlow before = Flow().Dataset("C", "id bigint, value float").Recipe("next", "sync", "B", "C");
        TestFlow after = new TestFlow().Dataset("A", "id bigint, value float").Dataset("B", "id bigint, value float").Dataset("C", "id bigint, value float").Recipe("next", "sync", "B", "C");

        Assert.Equal(["DSS4004 copy", "DSS4005 next"], SnapshotDiff.Compare(before.Snapshot, after.Snapshot).Select(change => $"{change.Finding.Rule.Id} {change.Object}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_with_line_breaks_does_not_break_the_line() => Assert.All(
        SnapshotDiff.Compare(Flow().Snapshot, Flow().With("managedFolders", """[{"id": "aaaaaaaa", "name": "two\nlines\u001b[31m"}]""").Snapshot),
        change => Assert.DoesNotContain(change.Finding.Message, char.IsControl));

    [Fact]
    public void Recipes_are_compared_by_what_code_passes_and_gets()
    {
        TestFlow before = new TestFlow().Dataset("S").Dataset("A").Dataset("B").Dataset("C").Recipe("a", "sync", "S", "A").Recipe("r", "python", "S", "B");
        TestFlow after = new TestFlow().Dataset("S").Dataset("A").Dataset("B").Dataset("C").Recipe("a", "sync", "S", "A").Recipe("r", "python", "S A", "B C");

        SnapshotChange[] changes = [.. SnapshotDiff.Compare(before.Snapshot, after.Snapshot).Where(change => change.Impact == ChangeImpact.Breaking)];

        Assert.Equal(["Recipe 'r' has input 'A' now. Change the calls that run it.", "Recipe 'r' has output 'C' now. Change the calls that run it."], changes.Select(change => change.Finding.Message));
    }

    [Fact]
    public void Other_settings_are_neutral() => Assert.Equal(
        (ChangeImpact.Neutral, BaselineDiagnostics.SettingsChanged),
        Assert.Single(SnapshotDiff.Compare(Flow().Snapshot, Flow(recipe: "sampling").Snapshot)) is var change ? (change.Impact, change.Finding.Rule) : default);

    [Fact]
    public void Objects_that_are_gone_new_or_renamed_are_told()
    {
        TestFlow before = Flow().With("managedFolders", """[{"id": "aaaaaaaa", "name": "Old"}, {"id": "bbbbbbbb", "name": "Gone"}]""").With("variables", """[{"name": "x", "value": 1}]""");
        TestFlow after = Flow().With("managedFolders", """[{"id": "aaaaaaaa", "name": "New"}, {"id": "cccccccc", "name": "Added"}]""").With("variables", """[{"name": "x", "value": "1"}]""");

        Assert.Equal(["DSS4007 Gone", "DSS4008 New", "DSS4301 x", "DSS4201 Added"], SnapshotDiff.Compare(before.Snapshot, after.Snapshot).Select(change => $"{change.Finding.Rule.Id} {change.Object}"));
    }

    [Fact]
    public void Partitions_and_write_protection_break_code()
    {
        Assert.Contains("is now partitioned by 'day' (DAY)", Single("""{"partitioning": {"dimensions": [{"name": "day", "type": "time", "params": {"period": "DAY"}}]}}"""));
        Assert.Contains("write-protected", Single("""{"flowOptions": {"rebuildBehavior": "WRITE_PROTECT"}}"""));

        static string Single(string more) => Assert.Single(SnapshotDiff.Compare(Flow().Snapshot, Flow(more: more).Snapshot), change => change.Impact == ChangeImpact.Breaking).Finding.Message;
    }

    [CorpusFact]
    public void No_real_project_has_changes_against_itself()
    {
        foreach ((string name, Flow.Snapshots.Snapshot snapshot) in ImportCorpusTests.Snapshots())
            Assert.True(SnapshotDiff.Compare(snapshot, snapshot).Count == 0, name);
    }
}
