using DssTyped.Flow.Diagnostics;

namespace DssTyped.Tests.Checks;

public sealed class DiagnosticCatalogueTests
{
    private static readonly FlowDiagnostic[] All = [.. SnapshotDiagnostics.All, .. BuildDiagnostics.All, .. FlowDiagnostics.All, .. BaselineDiagnostics.All];

    [Fact]
    public void Ids_are_unique_and_titles_and_messages_are_sentences()
    {
        Assert.Equal(All.Length, All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(All, rule =>
        {
            Assert.Matches("^DSS[124][0-9]{3}$", rule.Id);
            Assert.DoesNotMatch(@"\.$", rule.Title);
            Assert.Matches(@"[.}]$", rule.Message);
        });
    }

    [Fact]
    public void Every_rule_in_the_code_is_in_the_list() => Assert.All(new[] { typeof(SnapshotDiagnostics), typeof(BuildDiagnostics), typeof(FlowDiagnostics), typeof(BaselineDiagnostics) }, type => Assert.All(
        type.GetFields().Where(field => field.FieldType == typeof(FlowDiagnostic)), field => Assert.Contains((FlowDiagnostic)field.GetValue(null)!, All)));

    [Fact]
    public void Every_rule_has_a_page_with_its_title_severity_and_message() => Assert.All(All, rule =>
    {
        string page = File.ReadAllText(Path.Combine(Root(), rule.HelpPage)).ReplaceLineEndings("\n");

        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n\nSeverity: {rule.Severity.ToString().ToLowerInvariant()}\n\n> {rule.Message}\n", page);
        foreach (string section in new[] { "## Cause", "## Example", "## Mend", "## Suppress" })
            Assert.Contains(section, page);
    });

    [Fact]
    public void Every_page_is_that_of_a_rule() => Assert.All(
        Directory.GetFiles(Path.Combine(Root(), "docs", "diagnostics"), "DSS?*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(id => id[3] != '3'),
        id => Assert.Contains(id, All.Select(rule => rule.Id)));

    public static TheoryData<string> Rules => [.. All.Except(BuildDiagnostics.All).Where(rule => rule != SnapshotDiagnostics.ManyColumns).Select(rule => rule.Id)];

    // Rules about builds and about how much is generated are the analyzer's, whose tests produce them.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_can_be_produced(string id)
    {
        IReadOnlyList<Finding>? findings = RuleCases.Of(All.Single(rule => rule.Id == id));

        Assert.True(findings is not null, $"{id} has no case in {nameof(RuleCases)}: add the least that makes it report something.");
        Assert.Contains(id, findings.Select(finding => finding.Rule.Id));
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DssTyped.sln")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("The tests must lie within the repository.");
    }
}
