using System.Collections.Immutable;
using DssTyped.CodeFixes;
using DssTyped.Generator.Analyzers.Usage;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests;

/// <summary>The refactoring that writes a row type with all columns of its dataset.</summary>
public sealed class RowColumnsTests
{
    private const string All = "\n    string? PatientId,\n    double? Value,\n    System.DateTimeOffset? TakenAt,\n    DssJson? Details,\n    GeoPoint? Ward";

    [Theory]
    [InlineData("[DssRow<LabResults>] internal sealed partial record [|Lab|];", "[DssRow<LabResults>] internal sealed partial record Lab(" + All + ");")]
    [InlineData("[DssRow<LabRes[||]ults>] internal sealed partial record Lab();", "[DssRow<LabResults>] internal sealed partial record Lab(" + All + ");")]
    [InlineData("[DssTyped.DssRow<Acme.Clinical.LabResults>] internal partial record struct [|Lab|];", "[DssTyped.DssRow<Acme.Clinical.LabResults>] internal partial record struct Lab(" + All + ");")]
    [InlineData("[DssRow<LabResultsAgg>] internal sealed partial record [|Lab|];", "[DssRow<LabResultsAgg>] internal sealed partial record Lab(string? PatientId, double? ValueAvg);")]
    [InlineData(
        "[DssRow<LabResults>] internal sealed partial record [|Lab|](double? Value, [property: DssColumn(\"patient_id\")] string? Who);",
        "[DssRow<LabResults>] internal sealed partial record Lab(\n    double? Value,\n    [property: DssColumn(\"patient_id\")] string? Who,\n    System.DateTimeOffset? TakenAt,\n    DssJson? Details,\n    GeoPoint? Ward);")]
    [InlineData(
        "[DssRow<LabResults>]\ninternal sealed partial record [|Lab|](\n    // the patient\n    string? PatientId,\n    System.DateTimeOffset? TakenAt,\n    DssJson? Details,\n    GeoPoint? Ward);",
        "[DssRow<LabResults>]\ninternal sealed partial record Lab(\n    // the patient\n    string? PatientId,\n    System.DateTimeOffset? TakenAt,\n    DssJson? Details,\n    GeoPoint? Ward,\n    double? Value);")]
    [InlineData(
        "[DssRow<LabResultsAgg>] internal sealed partial class [|Lab|]\n{\n    public string? PatientId { get; init; }\n}",
        "[DssRow<LabResultsAgg>] internal sealed partial class Lab\n{\n    public string? PatientId { get; init; }\n    public double? ValueAvg { get; init; }\n}")]
    [InlineData(
        "[DssRow<LabResultsAgg>] internal sealed partial class [|Lab|] { }",
        "[DssRow<LabResultsAgg>] internal sealed partial class Lab {\n    public string? PatientId { get; init; }\n    public double? ValueAvg { get; init; }\n}")]
    [InlineData("[DssRow<Rejected>] internal sealed partial record [|PatientId|];", "[DssRow<Rejected>] internal sealed partial record PatientId([DssColumn(\"patient_id\")] string? PatientId_);")]
    public async Task A_row_type_gets_the_columns_it_lacks(string before, string after)
    {
        Assert.Equal(Code.Program("", after), await RefactorAsync(before, seesGenerated: true));
        Assert.Equal(Code.Program("", after), await RefactorAsync(before, seesGenerated: false));

        GeneratorHost host = Host(Code.Program("", after));
        GeneratorResult result = host.Run().AssertClean();
        Assert.Empty(await host.AnalyzeAsync(result.Output, new RowAnalyzer()));
    }

    [Theory]
    [InlineData("[DssRow<Rejected>] internal sealed partial record [|Lab|](string? PatientId);")]
    [InlineData("[DssRow<LabResults>] internal sealed partial record Lab(string? PatientId) { internal int [|Length|] => 1; }")]
    [InlineData("internal sealed partial record [|Lab|];")]
    public async Task Nothing_is_offered_where_nothing_lacks(string code) => Assert.Null(await RefactorAsync(code, seesGenerated: true));

    private static GeneratorHost Host(string code) => new GeneratorHost().WithSnapshot(Snapshots.Clinical).WithCode(code);

    private static async Task<string?> RefactorAsync(string marked, bool seesGenerated)
    {
        string code = Code.Program("", marked);
        int start = code.IndexOf("[|", StringComparison.Ordinal), end = code.IndexOf("|]", StringComparison.Ordinal) - 2;
        using var workspace = new AdhocWorkspace();
        Document document = Host(code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).Open(workspace, seesGenerated);
        CodeAction? offered = null;
        await new RowColumnsRefactoring().ComputeRefactoringsAsync(new CodeRefactoringContext(document, TextSpan.FromBounds(start, end), action => offered = action, CancellationToken.None));
        if (offered is null)
            return null;

        ImmutableArray<CodeActionOperation> operations = await offered.GetOperationsAsync(CancellationToken.None);
        return (await operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }
}
