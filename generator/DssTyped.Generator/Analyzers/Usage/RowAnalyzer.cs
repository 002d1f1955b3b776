using System.Collections.Immutable;
using DssTyped.Emit.Model;
using DssTyped.Flow;
using DssTyped.Flow.Diagnostics;
using DssTyped.Generator.Diagnostics;
using DssTyped.Generator.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>DSS31xx, and DSS4xxx for row types: types with <c>[DssRow&lt;T&gt;]</c> whose members are no columns of the dataset. It sees the generated columns, which the generator does not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RowAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that carries the name or type to write instead.</summary>
    public const string MendProperty = "Mend";

    /// <summary>The property of a diagnostic that carries the DSS name of the column that is most likely meant.</summary>
    public const string ColumnProperty = "Column";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.Of([UsageDiagnostics.RowType, UsageDiagnostics.RowMemberName, UsageDiagnostics.RowMemberType, BaselineDiagnostics.ColumnRemoved, BaselineDiagnostics.ColumnRetyped]);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (RuntimeTypes.Of(start.Compilation)?.RowAttribute is not { } attribute)
                return;

            var flows = new Lazy<FlowIndex>(() => FlowIndex.Of(start.Options, start.CancellationToken));
            start.RegisterSymbolAction(symbol => Analyze(symbol, attribute, flows), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attribute, Lazy<FlowIndex> flows)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        AttributeData? data = type.GetAttributes().FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.AttributeClass?.OriginalDefinition, attribute));
        if (data?.AttributeClass?.TypeArguments is not [INamedTypeSymbol { TypeKind: not TypeKind.Error } dataset]
            || data.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
            return;

        if (WhyNot(type, declaration) is { } reason)
        {
            context.ReportDiagnostic(Descriptors.Create(UsageDiagnostics.RowType, declaration.Identifier.GetLocation(), type.Name, reason));
            return;
        }

        DatasetModel? known = flows.Value.DatasetOf(dataset);
        RowColumn[] columns = known is null ? [.. RowRequestReader.ColumnsOf(dataset)] : RowColumn.Of(known);
        foreach ((RowMember member, Location location) in RowRequestReader.MembersOf(type, declaration))
        {
            Diagnostic? found = RowBinder.ColumnOf(member, columns) is { } column ? WrongType(type, member, column, location) : NoColumn(type, dataset, member, known, columns, location);
            if (found is not null)
                context.ReportDiagnostic(found);
        }
    }

    private static Diagnostic NoColumn(INamedTypeSymbol type, INamedTypeSymbol dataset, RowMember member, DatasetModel? known, RowColumn[] columns, Location location)
    {
        if (known?.GoneColumns.FirstOrDefault(gone => member.DssColumn is null ? gone.Identifier == member.Name : gone.DssName == member.DssColumn)?.Obsolete is { } gone)
            return Descriptors.Create(gone, location, Mend(null));

        string? nearest = member.DssColumn is { } name
            ? NearestName.Of(name, columns.Where(candidate => candidate.DssName is not null).Select(candidate => candidate.DssName!))
            : NearestName.Of(member.Name, columns.Select(candidate => candidate.Identifier));
        string? column = columns.FirstOrDefault(candidate => candidate.Identifier == nearest)?.DssName;
        return Diagnostic.Create(Descriptors.Of(UsageDiagnostics.RowMemberName), location, Mend(nearest).SetItem(ColumnProperty, column),
            type.Name, member.DssColumn ?? member.Name, dataset.Name, FlowDiagnostics.DidYouMean(nearest));
    }

    private static Diagnostic? WrongType(INamedTypeSymbol type, RowMember member, RowColumn column, Location location)
    {
        bool differs = column.Type != member.Type;
        string wanted = column.Type.Replace("global::", "");

        // A member that has the new type already says what the program expects: the change is known there.
        if (column.Obsolete is { } obsolete && (differs || obsolete.IsPending))
            return Descriptors.Create(obsolete, location, Mend(differs ? wanted : null));

        return differs
            ? Diagnostic.Create(Descriptors.Of(UsageDiagnostics.RowMemberType), location, Mend(wanted), type.Name, member.Name, member.Type.Replace("global::", ""), column.DssName ?? column.Identifier, wanted)
            : null;
    }

    private static ImmutableDictionary<string, string?> Mend(string? value) =>
        value is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(MendProperty, value);

    private static string? WhyNot(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        if (type.IsFileLocal)
            return "a type that only its file sees can't be completed elsewhere; remove 'file'";
        if (type.Arity > 0)
            return "it has type parameters; remove them";
        if (type.IsAbstract)
            return "it is abstract, so no row can be made; remove 'abstract'";

        for (TypeDeclarationSyntax? outer = declaration; outer is not null; outer = outer.Parent as TypeDeclarationSyntax)
        {
            if (!outer.Modifiers.Any(SyntaxKind.PartialKeyword))
                return $"'{outer.Identifier.Text}' is not partial; add 'partial'";
            if (outer.TypeParameterList is not null)
                return $"'{outer.Identifier.Text}' around it has type parameters; move the row type out of it";
        }

        return null;
    }
}
