using System.Collections.Immutable;
using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Diagnostics;
using DssTyped.Generator.Diagnostics;
using DssTyped.Generator.Inputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>DSS30xx, DSS33xx to DSS36xx: calls of generated code that compile and fail, or lose what they did.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsageAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that carries the name to write instead.</summary>
    public const string NearestProperty = "Nearest";

    /// <summary>The property of a diagnostic that carries the name of a variable for the proof that is thrown away.</summary>
    public const string VariableProperty = "Variable";

    /// <summary>The property of a diagnostic that carries where the flow has the dataset whose proof is wanted: <c>Datasets.LabResults</c>.</summary>
    public const string VerifiedProperty = "Verified";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Of(
        [
            UsageDiagnostics.UnknownDataset, UsageDiagnostics.UnknownRecipe, UsageDiagnostics.BuildNotAwaited, UsageDiagnostics.BuildDiscarded,
            UsageDiagnostics.ForgedProof, UsageDiagnostics.BuildsWriteProtected, UsageDiagnostics.BuildsExplicit, UsageDiagnostics.NotLocal,
        ]);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (RuntimeTypes.Of(start.Compilation) is not { } types)
                return;

            var flows = new Lazy<FlowIndex>(() => FlowIndex.Of(start.Options, start.CancellationToken));
            start.RegisterOperationAction(operation => Invocation(operation, types, flows), OperationKind.Invocation);
            start.RegisterOperationAction(operation => Statement(operation, types, flows), OperationKind.ExpressionStatement);
        });
    }

    private static void Invocation(OperationAnalysisContext context, RuntimeTypes types, Lazy<FlowIndex> flows)
    {
        var call = (IInvocationOperation)context.Operation;
        ITypeSymbol? receiver = call.Instance?.Type;
        switch (call.TargetMethod.Name)
        {
            case "Get" when RuntimeTypes.Is(receiver, types.DatasetCatalog):
                UnknownName(context, call, receiver!, flows.Value, UsageDiagnostics.UnknownDataset, (flow, name) => flow.HasDataset(name), flow => flow.Datasets.Select(dataset => dataset.DssName));
                break;
            case "Get" when RuntimeTypes.Is(receiver, types.RecipeCatalog):
                UnknownName(context, call, receiver!, flows.Value, UsageDiagnostics.UnknownRecipe, (flow, name) => flow.HasRecipe(name), flow => flow.Recipes.Select(recipe => recipe.DssName));
                break;
            case "BuildAsync" when RuntimeTypes.Is(receiver, types.Dataset):
                Protected(context, call, flows.Value.DatasetOf(receiver!));
                break;
            case "RunAsync" when RuntimeTypes.Is(receiver, types.Recipe):
                ForgedProofs(context, call, types, flows);
                foreach (INamedTypeSymbol built in types.ProofsOfTask(call.Type))
                    Protected(context, call, flows.Value.DatasetOf(built), OnlyResult(flows.Value.RecipeOf(receiver!)));

                NotLocal(context, call, types, flows.Value);
                break;
        }
    }

    private static void UnknownName(
        OperationAnalysisContext context, IInvocationOperation call, ITypeSymbol catalog, FlowIndex flows, FlowDiagnostic rule, Func<BoundFlow, string, bool> isKnown, Func<FlowModel, IEnumerable<string>> namesOf)
    {
        if (call.Arguments is not [{ Value: { ConstantValue: { HasValue: true, Value: string name } } argument }]
            || flows.FlowOf(catalog.ContainingNamespace) is not { } flow || isKnown(flow, name))
            return;

        string? nearest = NearestName.Of(name, namesOf(flow.Model));
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(rule), argument.Syntax.GetLocation(), With(NearestProperty, nearest), name, flow.Model.Header.FlowName, FlowDiagnostics.DidYouMean(nearest)));
    }

    private static void Protected(OperationAnalysisContext context, IInvocationOperation call, DatasetModel? dataset, string? verified = null)
    {
        FlowDiagnostic? rule = dataset?.Rebuild switch { "WriteProtect" => UsageDiagnostics.BuildsWriteProtected, "Explicit" => UsageDiagnostics.BuildsExplicit, _ => null };
        if (rule is not null)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(rule), call.Syntax.GetLocation(), With(VerifiedProperty, verified), dataset!.DssName));
    }

    // A recipe that writes several things returns them together: one proof can't take their place.
    private static string? OnlyResult(RecipeModel? recipe) => recipe?.Results is { Count: 1 } results && results[0].Kind == "dataset" ? results[0].Path : null;

    private static ImmutableDictionary<string, string?> With(string property, string? value) =>
        value is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(property, value);

    // Proofs are arguments, or, of recipes with many inputs, members of one argument.
    private static void ForgedProofs(OperationAnalysisContext context, IInvocationOperation call, RuntimeTypes types, Lazy<FlowIndex> flows)
    {
        foreach (IArgumentOperation argument in call.Arguments.Where(argument => argument is { Parameter: not null, ArgumentKind: ArgumentKind.Explicit }))
        {
            if (types.ProofOf(argument.Parameter!.Type) is { } proved && (IsForged(argument.Value) || IsForgedLocal(argument.Value)))
                Report(argument.Syntax.FirstAncestorOrSelf<ArgumentSyntax>() ?? argument.Syntax, argument.Parameter.Name, proved);

            if (Unconverted(argument.Value) is not IObjectCreationOperation { Initializer.Initializers: var members })
                continue;

            foreach (ISimpleAssignmentOperation member in members.OfType<ISimpleAssignmentOperation>())
            {
                if (member.Target is IPropertyReferenceOperation property && types.ProofOf(property.Type) is { } needed && IsForged(member.Value))
                    Report((member.Syntax as AssignmentExpressionSyntax)?.Right ?? member.Syntax, property.Property.Name, needed);
            }
        }

        void Report(SyntaxNode at, string name, INamedTypeSymbol proved)
        {
            ProofModel? proof = flows.Value.RecipeOf(call.Instance!.Type!)?.Proofs.FirstOrDefault(need => need.TypeName == proved.Name && need.Kind == "dataset");
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(UsageDiagnostics.ForgedProof), at.GetLocation(), With(VerifiedProperty, proof?.Path), name, proved.Name));
        }
    }

    private static bool IsForged(IOperation value) => Unconverted(value) is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    // A variable that starts as nothing and that nothing else is assigned to.
    private static bool IsForgedLocal(IOperation value)
    {
        if (Unconverted(value) is not ILocalReferenceOperation { Local: var local })
            return false;

        bool starts = false;
        foreach (IOperation operation in RootOf(value).Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && Is(declarator.Symbol))
                starts = declarator.GetVariableInitializer() is { } initializer && IsForged(initializer.Value);
            else if (operation is IAssignmentOperation assignment && assignment.Target.DescendantsAndSelf().Any(target => target is ILocalReferenceOperation { Local: var assigned } && Is(assigned)))
                return false;
            else if (operation is IArgumentOperation { Parameter.RefKind: not RefKind.None } argument && Unconverted(argument.Value) is ILocalReferenceOperation { Local: var passed } && Is(passed))
                return false;
        }

        return starts;

        bool Is(ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(other, local);
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;

        return operation;
    }

    // Only where it is plain to see: the flow was made on a local engine in the same method.
    private static void NotLocal(OperationAnalysisContext context, IInvocationOperation call, RuntimeTypes types, FlowIndex flows)
    {
        if (flows.RecipeOf(call.Instance!.Type!) is not { } recipe || LocalSupport.WhyNot(recipe.DssType) is not { } reason || types.LocalEngine is null)
            return;

        if (FlowOf(call.Instance) is ILocalReferenceOperation { Local: var flow } && IsOnLocalEngine(RootOf(call), flow, types))
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(UsageDiagnostics.NotLocal), call.Syntax.GetLocation(), With(VerifiedProperty, OnlyResult(recipe)), recipe.DssName, recipe.DssType, reason));
    }

    private static IOperation? FlowOf(IOperation? operation)
    {
        while (operation is IPropertyReferenceOperation property)
            operation = property.Instance;

        return operation;
    }

    private static bool IsOnLocalEngine(IOperation root, ILocalSymbol flow, RuntimeTypes types) => root.Descendants().OfType<IVariableDeclaratorOperation>().Any(declarator =>
        SymbolEqualityComparer.Default.Equals(declarator.Symbol, flow)
        && declarator.GetVariableInitializer()?.Value is IObjectCreationOperation { Arguments: [{ Value: var engine }] }
        && RuntimeTypes.Is(Unconverted(engine).Type, types.LocalEngine));

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;

        return operation;
    }

    private static void Statement(OperationAnalysisContext context, RuntimeTypes types, Lazy<FlowIndex> flows)
    {
        IOperation expression = ((IExpressionStatementOperation)context.Operation).Operation;
        bool awaited = expression is IAwaitOperation;
        IOperation call = awaited ? ((IAwaitOperation)expression).Operation : expression;
        while (call is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured })
            call = configured;

        if (call is not IInvocationOperation { TargetMethod.Name: "RunAsync" or "BuildAsync" or "VerifyBuiltAsync" } invocation
            || types.ProofsOfTask(invocation.Type) is not { Count: > 0 } proofs)
            return;

        string name = $"{(invocation.Instance as IPropertyReferenceOperation)?.Property.Name ?? invocation.Instance?.Type?.Name}.{invocation.TargetMethod.Name}()";
        if (!awaited)
        {
            context.ReportDiagnostic(Descriptors.Create(UsageDiagnostics.BuildNotAwaited, invocation.Syntax.GetLocation(), name));
            return;
        }

        // At the end of a flow nobody needs the proof.
        INamedTypeSymbol? needed = proofs.FirstOrDefault(proof => flows.Value.FlowOf(proof.ContainingNamespace)?.NeedsProofOf(proof.Name) == true);
        if (needed is not null)
        {
            string? variable = proofs.Count == 1 ? Identifiers.Camel(needed.Name) : "results";
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(UsageDiagnostics.BuildDiscarded), invocation.Syntax.GetLocation(), With(VariableProperty, variable), name, needed.Name));
        }
    }
}
