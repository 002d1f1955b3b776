using CsCheck;
using DssTyped.Emit.Names;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace DssTyped.Generator.Tests;

public sealed class NamesTests
{
    private static readonly Gen<string> AnyName = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char['\0', '\uFFFF'], 0, 20],
        Gen.String[Gen.Char["aAbB1_ -."], 0, 8],
        Gen.String[Gen.Char['\u00C0', '\u0250'], 1, 10],
        Gen.Select(Gen.String[Gen.Char["ab_"], 0, 6], Gen.Int[1, 700], (text, times) => string.Concat(Enumerable.Repeat(text, times))));

    [Theory]
    [InlineData("LAB_RESULTS_AGG", "LabResultsAgg")]
    [InlineData("group_LAB_RESULTS_AGG", "GroupLabResultsAgg")]
    [InlineData("patient_id", "PatientId")]
    [InlineData("patientId", "PatientId")]
    [InlineData("PClass", "PClass")]
    [InlineData("compute_SnIo8fiN", "ComputeSnIo8fiN")]
    [InlineData("lab results (agg)", "LabResultsAgg")]
    [InlineData("score_1_0", "Score1_0")]
    [InlineData("2024_sales", "_2024Sales")]
    [InlineData("class", "Class")]
    [InlineData("数据", "数据")]
    [InlineData("e\u0301te\u0301", "\u00C9t\u00E9")]
    [InlineData("lab\u200Dresults", "Labresults")]
    public void Names_read_like_csharp(string dss, string expected) => Assert.Equal(expected, Identifiers.Pascal(dss, "Column"));

    [Theory]
    [InlineData("LabResults", "labResults")]
    [InlineData("Class", "@class")]
    [InlineData("XMLData", "xmlData")]
    [InlineData("Id", "id")]
    public void Parameters_start_small(string pascal, string expected) => Assert.Equal(expected, Identifiers.Camel(pascal));

    [Fact]
    public void Every_name_becomes_an_identifier_that_metadata_can_hold() => AnyName.Sample(name =>
    {
        string pascal = Identifiers.Pascal(name, "Column"), camel = Identifiers.Camel(pascal);
        return SyntaxFacts.IsValidIdentifier(pascal) && SyntaxFacts.GetKeywordKind(pascal) == SyntaxKind.None && pascal.Length <= 128 && SyntaxFacts.IsValidIdentifier(camel.TrimStart('@'));
    });

    [Fact]
    public void The_short_way_of_ascii_names_gives_what_the_general_way_gives() =>
        Gen.String[Gen.Char['\0', '\u007F'], 0, 30].Sample(name => Identifiers.Pascal(name, "Column") == Identifiers.PascalOfAny(name, "Column"));

    [Fact]
    public void Rows_of_the_longest_names_fit_into_metadata() =>
        new GeneratorHost().WithSnapshot(Snapshots.Large(1, 2, (_, column) => new string('数', 300 + column)).Replace("DATASET_0", new string('据', 600), StringComparison.Ordinal),
            settings: [("Rows", "*"), ("Namespace", string.Join('.', Enumerable.Repeat("长名字", 100)))]).Run().AssertClean();

    [Fact]
    public void Every_namespace_is_one() => AnyName.Sample(name => Identifiers.Namespace(name).Split('.').All(part => SyntaxFacts.IsValidIdentifier(part.TrimStart('@'))));

    [Fact]
    public void Members_are_unique_whatever_the_order() => AnyName.HashSet[1, 40].Sample(names =>
    {
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        string[] forward = Assign(sorted), backward = Assign([.. sorted.Reverse()]);
        return forward.Distinct(StringComparer.Ordinal).Count() == forward.Length
            && forward.SequenceEqual(backward.Reverse())
            && !forward.Intersect(ReservedNames.Columns, StringComparer.Ordinal).Any();
    });

    [Fact]
    public void A_new_name_renames_no_old_one_unless_it_wants_the_same_identifier() =>
        Gen.Select(AnyName.HashSet[1, 30], AnyName).Where((names, added) => !names.Contains(added)).Sample((names, added) =>
        {
            string[] old = [.. names];
            string wanted = Identifiers.Pascal(added, "Column");
            string[] before = Assign(old), after = Assign([.. old, added]);
            return old.Select((name, i) => before[i] == after[i] || Identifiers.Pascal(name, "Column") == wanted).All(same => same);
        });

    [Fact]
    public void A_later_spelling_leaves_the_plain_identifier_where_it_was() =>
        Assert.Equal(["LabResults", "LabResults", "LabResults_x"], [Assign(["LAB_RESULTS"])[0], .. Assign(["LAB_RESULTS", "lab_results"]).Select((name, i) => i == 0 ? name : name[..12])]);

    [Fact]
    public void Globs_match_as_written()
    {
        var filter = new NameFilter("LAB_*;?L", "*_tmp");
        Assert.Equal(["LAB_X", "ML"], new[] { "LAB_X", "lab_x", "ML", "LAB_X_tmp", "XML" }.Where(filter.Accepts));
        Assert.True(new NameFilter().Accepts("anything"));
    }

    [Fact]
    public void A_glob_of_stars_is_not_slow() => Assert.False(NameFilter.MatchesAny(string.Concat(Enumerable.Repeat("*a", 50)) + "b", new string('a', 20_000)));

    private static string[] Assign(string[] names) => new NameScope(ReservedNames.Columns).Assign([.. names.Select(name => (name, Identifiers.Pascal(name, "Column")))]);
}
