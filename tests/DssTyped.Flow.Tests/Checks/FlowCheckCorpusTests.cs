using DssTyped.Flow.Checks;
using DssTyped.Flow.Diagnostics;
using DssTyped.Tests.Snapshots;

namespace DssTyped.Tests.Checks;

public sealed class FlowCheckCorpusTests
{
    // Each was looked at; docs/corpus-findings.md says why it is true.
    private static readonly string[] TrueErrors =
    [
        "mrcghil__easy-mlops-tutorial DSS2003 compute_action",
    ];

    [CorpusFact]
    public void Every_error_about_a_real_project_is_a_true_one()
    {
        string[] errors = [.. ImportCorpusTests.Snapshots().SelectMany(project => FlowChecks.Run(project.Snapshot).Findings
            .Where(finding => finding.Rule.Severity == FlowSeverity.Error)
            .Select(finding => $"{project.Name} {finding.Rule.Id} {finding.Subject}"))];

        Assert.Equal(TrueErrors, errors);
    }

    [CorpusFact]
    public void Stored_schemas_of_real_projects_are_what_is_derived_but_for_drift()
    {
        OutputComparison[] exact = [.. ImportCorpusTests.Snapshots().SelectMany(project => FlowChecks.Run(project.Snapshot).Outputs)
            .Where(output => output.Derived.Certainty == Flow.Recipes.Certainty.Exact && output.Status != SchemaStatus.Unknown)];
        int equal = exact.Count(output => output.Status == SchemaStatus.Equal);

        Assert.True(exact.Length > 300 && equal >= exact.Length * 94 / 100, $"{equal} of {exact.Length} are equal");
    }
}
