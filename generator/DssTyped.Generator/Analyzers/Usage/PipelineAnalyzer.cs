using System.Collections.Immutable;
using DssTyped.Flow.Diagnostics;
using DssTyped.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>DSS32xx: the order of <c>Pipeline.Of(...)</c>. It looks at signatures only, so flows of referenced projects are checked too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that carries where the needed recipe stands in the list, or the member that it is.</summary>
    public const string ProducerProperty = "Producer";

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
            || call.Arguments is not [{ Value: IArrayCreationOperation { Initializer.ElementValues: var elements } }])
            return;

        Step[] steps = [.. elements.Select(element => Step.Of(element, types)).Where(step => step is not null).Select(step => step!)];
        HashSet<ISymbol?> given = Given(call, types);
        for (int i = 0; i < steps.Length; i++)
        {
            if (Array.FindIndex(steps, other => SymbolEqualityComparer.Default.Equals(other.Recipe, steps[i].Recipe)) < i)
            {
                context.ReportDiagnostic(Descriptors.Create(UsageDiagnostics.PipelineDuplicate, steps[i].Syntax.GetLocation(), steps[i].Name));
                continue;
            }

            foreach (INamedTypeSymbol need in steps[i].Needs.Where(need => !given.Contains(need) && !steps.Take(i).Any(earlier => earlier.Makes(need))))
                Report(context, types, steps, i, need);
        }
    }

    private static void Report(OperationAnalysisContext context, RuntimeTypes types, Step[] steps, int index, INamedTypeSymbol need)
    {
        int later = Array.FindIndex(steps, index, step => step.Makes(need));
        if (later > index)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(UsageDiagnostics.PipelineOrder), steps[index].Syntax.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(ProducerProperty, steps[later].Syntax.ToString()), steps[index].Name, need.Name, steps[later].Name));
            return;
        }

        // The catalog has the recipe that writes it: the one whose signature gives the proof.
        IPropertySymbol? producer = steps[index].Catalog?.GetMembers().OfType<IPropertySymbol>()
            .FirstOrDefault(property => types.SignatureOf(property.Type)?.Gives.Contains(need, SymbolEqualityComparer.Default) == true);
        if (producer is not null && later != index)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(UsageDiagnostics.PipelineMissing), steps[index].Syntax.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(ProducerProperty, producer.Name), steps[index].Name, need.Name, producer.Name));
        }
    }

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

    private sealed record Step(SyntaxNode Syntax, string Name, INamedTypeSymbol Recipe, INamedTypeSymbol? Catalog, IReadOnlyList<INamedTypeSymbol> Needs, IReadOnlyList<INamedTypeSymbol> Gives)
    {
        public static Step? Of(IOperation element, RuntimeTypes types)
        {
            IOperation value = element is IConversionOperation conversion ? conversion.Operand : element;
            return value.Type is INamedTypeSymbol recipe && types.SignatureOf(recipe) is { } signature
                ? new Step(value.Syntax, (value as IPropertyReferenceOperation)?.Property.Name ?? recipe.Name, recipe, (value as IPropertyReferenceOperation)?.Property.ContainingType, signature.Needs, signature.Gives)
                : null;
        }

        public bool Makes(INamedTypeSymbol proof) => Gives.Contains(proof, SymbolEqualityComparer.Default);
    }
}
