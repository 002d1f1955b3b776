using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Tests;

/// <summary>The generator and its analyzers in the oldest compiler they support.</summary>
public sealed class FloorTests
{
    [Fact]
    public async Task An_old_compiler_generates_checks_and_compiles()
    {
        Assert.Equal(new Version(4, 8), new Version(typeof(Compilation).Assembly.GetName().Version!.ToString(2)));

        GeneratorHost host = new GeneratorHost().WithSnapshot(Snapshots.Clinical, settings: ("Rows", "*")).WithCode("""
            [DssTyped.DssRow<Acme.Clinical.LabResults>] internal sealed partial record Lab(string? PatientId, double? Value);
            """);
        GeneratorResult result = host.Run();

        Assert.Null(result.Run.Exception);
        Assert.DoesNotContain(result.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(await host.AnalyzeAsync(result.Output));
    }
}
