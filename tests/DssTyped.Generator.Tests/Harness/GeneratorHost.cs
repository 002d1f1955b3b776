using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using DssTyped.Generator.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests.Harness;

/// <summary>A project in memory: code, snapshots and their settings, compiled as strictly as a compiler can.</summary>
internal sealed partial class GeneratorHost
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(DssFlow).Assembly.Location)];

    private readonly List<TestText> _files = [];
    private readonly List<(string Path, string Text)> _code = [];
    private readonly Dictionary<string, Dictionary<string, string>> _settings = new(StringComparer.Ordinal);

    public string RootNamespace { get; init; } = "Acme";

    public GeneratorHost WithSnapshot(string text, string path = "/project/clinical.dss.json", params (string Name, string Value)[] settings) =>
        WithText(new TestText(path, text), settings);

    public GeneratorHost WithText(TestText file, params (string Name, string Value)[] settings)
    {
        _files.Add(file);
        _settings[file.Path] = settings.ToDictionary(setting => "build_metadata.AdditionalFiles.Dss" + setting.Name, setting => setting.Value, StringComparer.Ordinal);
        return this;
    }

    public GeneratorHost WithCode(string code, string path = "/project/Program.cs")
    {
        _code.Add((path, code));
        return this;
    }

    public CSharpCompilation Compilation() => CSharpCompilation.Create(
        "Consumer",
        _code.Select(code => CSharpSyntaxTree.ParseText(SourceText.From(code.Text, Encoding.UTF8), ParseOptions, code.Path)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true, warningLevel: 9999)
            .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    public GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new DssTypedGenerator().AsSourceGenerator()],
        _files,
        ParseOptions,
        new TestOptions(RootNamespace, _settings),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public AnalyzerOptions Options() => new([.. _files], new TestOptions(RootNamespace, _settings));

    public GeneratorResult Run()
    {
        CSharpCompilation compilation = Compilation();
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return new GeneratorResult(this, driver, (CSharpCompilation)output);
    }

    public async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers([.. analyzers.Length > 0 ? analyzers : [new SnapshotAnalyzer()]], new CompilationWithAnalyzersOptions(Options(), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private sealed class TestOptions(string rootNamespace, Dictionary<string, Dictionary<string, string>> settings) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new Dictionary<string, string>(StringComparer.Ordinal) { ["build_property.RootNamespace"] = rootNamespace });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Values.None;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => settings.TryGetValue(textFile.Path, out Dictionary<string, string>? values) ? new Values(values) : Values.None;
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public static readonly Values None = new([]);

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}

/// <summary>A file beside the code.</summary>
internal sealed class TestText(string path, SourceText text) : AdditionalText
{
    public TestText(string path, string text)
        : this(path, SourceText.From(text, Encoding.UTF8))
    {
    }

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}
