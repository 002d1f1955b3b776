using DssTyped.Generator.Inputs;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests;

public sealed class IncrementalTests
{
    private const string Row = "[DssTyped.DssRow<Acme.Clinical.Dataset1>] public sealed partial record OneRow(string? Column0);";

    [Fact]
    public void An_unrelated_edit_runs_no_step_again()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, _) = Start();

        GeneratorRunResult run = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", GeneratorHost.ParseOptions))).GetRunResult().Results[0];

        Assert.All(run.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.All(Steps(run, StepNames.Files, StepNames.Flows, StepNames.Catalogs, StepNames.Datasets, StepNames.Recipes, StepNames.Objects), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_changed_column_prints_one_file_again()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, TestText file) = Start();
        string text = Snapshots.Large(200, 3);
        int at = text.IndexOf("DATASET_77\"", StringComparison.Ordinal);
        string edited = text[..at] + text[at..].ReplaceFirst("\"double\"", "\"date\"");

        GeneratorRunResult run = driver.ReplaceAdditionalText(file, new TestText(file.Path, edited)).RunGenerators(compilation).GetRunResult().Results[0];

        Assert.Equal(1, run.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs).Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
    }

    [Fact]
    public void A_renamed_column_prints_its_file_and_that_of_the_dataset_made_of_it()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, TestText file) = Start();
        string text = Snapshots.Large(200, 3);
        int at = text.IndexOf("DATASET_77\"", StringComparison.Ordinal);
        string edited = text[..at] + text[at..].ReplaceFirst("column_1", "column_one");

        GeneratorRunResult run = driver.ReplaceAdditionalText(file, new TestText(file.Path, edited)).RunGenerators(compilation).GetRunResult().Results[0];

        Assert.InRange(run.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs).Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New), 1, 2);
    }

    [Fact]
    public void Blanks_and_order_print_nothing_again()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, TestText file) = Start();
        string edited = Snapshots.Large(200, 3).Replace(",\n{", ",\r\n\r\n   {", StringComparison.Ordinal);

        GeneratorRunResult run = driver.ReplaceAdditionalText(file, new TestText(file.Path, edited)).RunGenerators(compilation).GetRunResult().Results[0];

        Assert.All(Steps(run, StepNames.Flows), reason => Assert.Contains(reason, new[] { IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached }));
        Assert.All(run.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void An_added_dataset_touches_its_own_file_and_the_catalog()
    {
        (GeneratorDriver driver, CSharpCompilation compilation, TestText file) = Start();
        string edited = Snapshots.Large(200, 3).Replace("\"datasets\":[\n", "\"datasets\":[\n{\"name\":\"AN_ADDED_ONE\",\"type\":\"Filesystem\",\"schema\":{\"columns\":[]}},", StringComparison.Ordinal);

        GeneratorRunResult run = driver.ReplaceAdditionalText(file, new TestText(file.Path, edited)).RunGenerators(compilation).GetRunResult().Results[0];

        Assert.Equal(2, run.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs).Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
    }

    [Fact]
    public void Analyzers_take_over_what_the_generator_found_out()
    {
        GeneratorHost host = new GeneratorHost().WithSnapshot(Snapshots.Clinical);

        GeneratorRunResult run = host.Driver().RunGenerators(host.Compilation()).GetRunResult().Results[0];

        Assert.Same(Assert.IsType<FlowFiles>(Assert.Single(Assert.Single(run.TrackedSteps[StepNames.Flows]).Outputs).Value).Flow, Assert.Single(BoundFlows.Of(host.Options(), CancellationToken.None)).Model);
    }

    private static (GeneratorDriver Driver, CSharpCompilation Compilation, TestText File) Start()
    {
        var file = new TestText("/project/clinical.dss.json", SourceText.From(Snapshots.Large(200, 3), System.Text.Encoding.UTF8));
        GeneratorHost host = new GeneratorHost().WithText(file).WithCode(Row);
        CSharpCompilation compilation = host.Compilation();
        return (host.Driver().RunGenerators(compilation), compilation, file);
    }

    private static IEnumerable<IncrementalStepRunReason> Steps(GeneratorRunResult run, params string[] names) =>
        names.SelectMany(name => run.TrackedSteps[name]).SelectMany(step => step.Outputs).Select(output => output.Reason);
}

internal static class TextExtensions
{
    public static string ReplaceFirst(this string text, string old, string with)
    {
        int at = text.IndexOf(old, StringComparison.Ordinal);
        return text[..at] + with + text[(at + old.Length)..];
    }
}
