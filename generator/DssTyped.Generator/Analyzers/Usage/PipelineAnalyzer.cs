using System.Collections.Immutable;
using DssTyped.Flow.Diagnostics;
using DssTyped.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>DSS32xx: the order of <c>Pipeline.Of(...)</c>. It looks at signatures only, so flows of referenced projects are checked too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that carries the right order of the recipes: their places in the list, with commas.</summary>
    public const string OrderProperty = "Order";

    /// <summary>The property of a diagnostic that carries the recipes to insert, in order: members of the catalog, with commas.</summary>
    public const string MissingProperty = "Missing";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.Of([UsageDiagnostics.PipelineOrder, UsageDiagnostics.PipelineMissing, UsageDiagnostics.PipelineDuplicate]);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (RuntimeTypes.Of(start.Compilation) is { Pipeline: not null } types)
                start.RegisterOperationAction(operation => Analyze(operation, types), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, RuntimeTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != "Of" || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, types.Pipeline)
            || call.Arguments is not [{ Value: var list }])
            return;

        IOperation[] elements = [.. ElementsOf(list)];
        PipelineStep[] steps = [.. elements.Select(element => PipelineStep.Of(element, types)).Where(step => step is not null).Select(step => step!)];
        var order = new Lazy<string?>(() => steps.Length == elements.Length ? PipelineOrder.Of(steps) : null);
        HashSet<ISymbol?> given = Given(call, types);
        for (int i = 0; i < steps.Length; i++)
        {
            if (Array.FindIndex(steps, other => SymbolEqualityComparer.Default.Equals(other.Recipe, steps[i].Recipe)) < i)
            {
                context.ReportDiagnostic(Descriptors.Create(UsageDiagnostics.PipelineDuplicate, steps[i].Syntax.GetLocation(), steps[i].Name));
                continue;
            }

            foreach (INamedTypeSymbol need in steps[i].Needs.Where(need => !given.Contains(need) && !steps.Take(i).Any(earlier => earlier.Makes(need))))
            {
                int later = Array.FindIndex(steps, i, step => step.Makes(need));
                if (later > i)
                    Report(context, UsageDiagnostics.PipelineOrder, steps[i], need, steps[later].Name, OrderProperty, order.Value);
                else if (later != i && PipelineOrder.Missing(steps, i, need, given, types) is { Count: > 0 } missing)
                    Report(context, UsageDiagnostics.PipelineMissing, steps[i], need, missing[missing.Count - 1], MissingProperty, string.Join(",", missing));
            }
        }
    }

    // Arguments, an array, or a collection expression, for which the oldest compiler has no kind of operation.
    private static IEnumerable<IOperation> ElementsOf(IOperation list)
    {
        while (list is IConversionOperation conversion)
            list = conversion.Operand;

        return list is IArrayCreationOperation { Initializer: { } array } ? array.ElementValues : list.Syntax is CollectionExpressionSyntax ? list.ChildOperations : [];
    }

    private static void Report(OperationAnalysisContext context, FlowDiagnostic rule, PipelineStep step, INamedTypeSymbol need, string producer, string property, string? value) => context.ReportDiagnostic(Diagnostic.Create(
        Descriptors.Of(rule), step.Syntax.GetLocation(),
        value is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(property, value), step.Name, need.Name, producer));

    private static HashSet<ISymbol?> Given(IInvocationOperation call, RuntimeTypes types)
    {
        var given = new HashSet<ISymbol?>(SymbolEqualityComparer.Default);
        while (call.Parent is IInvocationOperation { TargetMethod.Name: "Given" } next)
        {
            foreach (IOperation argument in next.Arguments.SelectMany(argument => argument.Value.DescendantsAndSelf()))
            {
                if (types.ProofOf(argument.Type) is { } proved)
                    given.Add(proved);
            }

            call = next;
        }

        return given;
    }
}
