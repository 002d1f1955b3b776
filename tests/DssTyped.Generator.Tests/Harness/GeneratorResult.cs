using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DssTyped.Generator.Tests.Harness;

/// <summary>What a run of the generator gave.</summary>
internal sealed class GeneratorResult(GeneratorHost host, GeneratorDriver driver, CSharpCompilation output)
{
    public GeneratorHost Host => host;

    public GeneratorDriver Driver => driver;

    public CSharpCompilation Output => output;

    public GeneratorRunResult Run => driver.GetRunResult().Results[0];

    public IReadOnlyDictionary<string, string> Sources => Run.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>All generated text, file after file.</summary>
    public string AllText => string.Concat(Sources.OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => $"// ==== {source.Key}\n{source.Value}"));

    /// <summary>The compiler's errors and warnings.</summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics => [.. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    public GeneratorResult AssertClean()
    {
        Assert.Null(Run.Exception);
        Assert.Empty(Run.Diagnostics);
        Assert.Empty(CompilerDiagnostics);
        return this;
    }
}
