using DssTyped.Generator.Tests.Harness;

namespace DssTyped.Generator.Tests;

/// <summary>What the compiler says about wrong programs: the error must name what is missing.</summary>
public sealed class ProofErrorsTests
{
    [Fact]
    public void The_right_program_compiles() => Assert.Empty(Errors("""
        Built<LabResultsAgg> lab = await flow.Recipes.GroupLabResultsAgg.RunAsync();
        Built<ClinicalNotesAgg> notes = await flow.Datasets.ClinicalNotesAgg.VerifyBuiltAsync();
        var (training, rejected) = await flow.Recipes.JoinMlTrainingData.RunAsync(lab, notes);
        var (lab2, notes2) = await (flow.Recipes.GroupLabResultsAgg.RunAsync(), flow.Recipes.GroupClinicalNotesAgg.RunAsync());
        Built<RiskModel> model = await flow.Recipes.TrainModel.RunAsync(training);
        await foreach (var row in flow.Datasets.LabResults.ReadAsync(LabResults.Columns.Value > 1.0 & LabResults.Columns.PatientId.Is("p1"))) { double? value = row[LabResults.Columns.Value]; }
        await flow.Recipes.GroupLabResultsAgg.RunAsync(new RunOptions { Partition = LabResultsAgg.Partition.Of(new System.DateOnly(2026, 1, 1), "FR") });
        """));

    [Theory]
    [InlineData("await flow.Recipes.JoinMlTrainingData.RunAsync(await flow.Recipes.GroupLabResultsAgg.RunAsync());", "CS7036", "clinicalNotesAgg")]
    [InlineData("await flow.Recipes.JoinMlTrainingData.RunAsync();", "CS7036", "labResultsAgg")]
    [InlineData("await flow.Recipes.JoinMlTrainingData.RunAsync(await flow.Recipes.GroupLabResultsAgg.RunAsync(), await flow.Recipes.GroupLabResultsAgg.RunAsync());", "CS1503", "ClinicalNotesAgg")]
    [InlineData("var lab = await flow.Recipes.GroupLabResultsAgg.RunAsync(); await flow.Recipes.JoinMlTrainingData.RunAsync(lab, notes); var notes = await flow.Recipes.GroupClinicalNotesAgg.RunAsync();", "CS0841", "notes")]
    [InlineData("await flow.Recipes.JoinMlTrainingData.RunAsync(flow.Recipes.GroupLabResultsAgg.RunAsync(), await flow.Recipes.GroupClinicalNotesAgg.RunAsync());", "CS1503", "Task<")]
    [InlineData("_ = LabResults.Columns.PatientIdd;", "CS0117", "PatientIdd")]
    [InlineData("_ = LabResults.Columns.Value > \"x\";", "CS0019", "double")]
    [InlineData("_ = flow.Datasets.LabResults.ReadAsync(ClinicalNotes.Columns.Note.Is(\"x\"));", "CS1503", "ClinicalNotes")]
    [InlineData("_ = new Built<LabResultsAgg>(flow.Datasets.LabResultsAgg, null, null);", "CS1729", "Built<LabResultsAgg>")]
    public void A_wrong_program_does_not(string statement, string id, string names)
    {
        string error = Assert.Single(Errors(statement));
        Assert.Contains(id, error, StringComparison.Ordinal);
        Assert.Contains(names, error, StringComparison.Ordinal);
    }

    private static string[] Errors(string statements) =>
        [.. new GeneratorHost().WithSnapshot(Snapshots.Clinical).WithCode($$"""
            using Acme.Clinical;
            using DssTyped;
            using System.Threading.Tasks;

            internal static class Program
            {
                internal static async Task RunAsync(ClinicalFlow flow)
                {
                    await Task.Yield();
                    {{statements}}
                }
            }
            """).Run().CompilerDiagnostics.Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
}
