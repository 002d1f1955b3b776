using System.Runtime.CompilerServices;
using DssTyped.Flow.Diagnostics;
using DssTyped.Generator.Analyzers;
using DssTyped.Generator.Analyzers.Usage;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DssTyped.Generator.Tests;

/// <summary>One catalogue of rules: the release file and the analyzers tell the same as it does.</summary>
public sealed class CatalogueTests
{
    private const string SampleHead = """
        # The rules of DssTyped's analyzers, at the severity that they have without it: copy what you want otherwise into a .globalconfig of your own,
        # or reference this file with <GlobalAnalyzerConfigFiles Include="dsstyped.globalconfig" />. Rules about snapshots have no C# file, so sections
        # such as [*.cs] and #pragma do not reach them; a global configuration and NoWarn do. Severities: error, warning, suggestion, silent, none.
        is_global = true

        """;

    private static readonly FlowDiagnostic[] All =
        [.. SnapshotDiagnostics.All, .. BuildDiagnostics.All, .. FlowDiagnostics.All, .. UsageDiagnostics.All, .. BaselineDiagnostics.All];

    [Fact]
    public void Every_rule_stands_in_the_release_file()
    {
        string[] rows = [.. File.ReadLines(InRepository("generator/DssTyped.Generator/AnalyzerReleases.Unshipped.md")).Where(line => line.StartsWith("DSS", StringComparison.Ordinal))];
        Assert.Equal(All.OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => $"{rule.Id} | {rule.Category} | {rule.Severity} | {rule.Title}"), rows);
    }

    [Fact]
    public void Ids_are_used_once() => Assert.Equal(All.Length, All.Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_rule_that_analyzers_can_report_is_declared()
    {
        DiagnosticAnalyzer[] analyzers = [new SnapshotAnalyzer(), new UsageAnalyzer(), new PipelineAnalyzer(), new RowAnalyzer()];
        Assert.Equal(
            All.Where(rule => rule.Id[3] != '4').Select(rule => rule.Id).Append("DSS4001").Append("DSS4002").Order(StringComparer.Ordinal),
            analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>Rules of flows and changes have their cases in RuleCases, rules about code in FixTests; the rest is named where it is tested.</summary>
    [Fact]
    public void Every_rule_of_builds_is_tested()
    {
        string[] tests = [.. Directory.GetFiles(InRepository("tests/DssTyped.Generator.Tests"), "*Tests.cs").Where(file => Path.GetFileName(file) != "CatalogueTests.cs").Select(File.ReadAllText)];
        Assert.All(BuildDiagnostics.All.Append(SnapshotDiagnostics.ManyColumns), rule => Assert.Contains(tests, test => test.Contains(rule.Id, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_about_code_or_builds_has_a_page() =>
        Assert.All(UsageDiagnostics.All.Concat(BuildDiagnostics.All), rule => Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", File.ReadAllText(InRepository(rule.HelpPage)).ReplaceLineEndings("\n"), StringComparison.Ordinal));

    [Fact]
    public void The_sample_configuration_has_every_rule_at_its_own_severity()
    {
        string targets = File.ReadAllText(InRepository("runtime/DssTyped/buildTransitive/DssTyped.targets"));
        IEnumerable<string> rules = All
            .Where(rule => (rule.Id[3] != '4' || rule.Id is "DSS4001" or "DSS4002") && !targets.Contains($"Code=\"{rule.Id}\"", StringComparison.Ordinal))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .Select(rule => $"\n# {rule.Title}\ndotnet_diagnostic.{rule.Id}.severity = {(rule.Severity == FlowSeverity.Info ? "suggestion" : rule.Severity.ToString().ToLowerInvariant())}\n");
        string now = SampleHead + string.Concat(rules), path = InRepository("docs/dsstyped.globalconfig");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, now);

        Assert.True(File.ReadAllText(path).ReplaceLineEndings("\n") == now.ReplaceLineEndings("\n"), "docs/dsstyped.globalconfig is stale. Run the tests with UPDATE_DOCS=1.");
    }

    private static string InRepository(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../..", path);
}
