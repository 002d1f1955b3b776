using DssTyped.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DssTyped.Generator.Rows;

/// <summary>
/// Reads types with <c>[DssRow&lt;T&gt;]</c>. A generator does not see what it generates, so the dataset is known by how the attribute spells it;
/// a dataset of a referenced project is seen with its columns.
/// </summary>
internal static class RowRequestReader
{
    public const string AttributeName = "DssTyped.DssRowAttribute`1";

    private const string ColumnAttribute = "DssColumnAttribute";

    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellationToken) => node is TypeDeclarationSyntax;

    public static RowRequest? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.TargetNode is not TypeDeclarationSyntax declaration || context.TargetSymbol is not INamedTypeSymbol { IsFileLocal: false, Arity: 0 } type)
            return null;

        var containers = new List<string>();
        for (TypeDeclarationSyntax? outer = declaration; outer is not null; outer = outer.Parent as TypeDeclarationSyntax)
        {
            if (!outer.Modifiers.Any(SyntaxKind.PartialKeyword) || outer.TypeParameterList is not null)
                return null;
            if (outer != declaration)
                containers.Insert(0, $"partial {KeywordOf(outer)} {outer.Identifier.Text}");
        }

        if (DatasetOf(context.Attributes[0]) is not { } dataset)
            return null;

        return new RowRequest(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            containers.ToEquatableArray(),
            KeywordOf(declaration),
            declaration.Identifier.Text,
            dataset.Name,
            MembersOf(type, declaration).Select(member => member.Member).ToEquatableArray())
        {
            IsPositional = IsPositional(declaration),
            Columns = dataset.Columns.ToEquatableArray(),
        };
    }

    /// <summary>The dataset that an attribute names: by its full name and columns if its class exists already, else as the attribute spells it.</summary>
    public static (string Name, IEnumerable<RowColumn> Columns)? DatasetOf(AttributeData attribute)
    {
        if (attribute.AttributeClass?.TypeArguments is [INamedTypeSymbol { TypeKind: not TypeKind.Error } known])
            return (known.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), ColumnsOf(known));

        NameSyntax? name = (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.Name;
        GenericNameSyntax? generic = name switch
        {
            QualifiedNameSyntax { Right: GenericNameSyntax right } => right,
            AliasQualifiedNameSyntax { Name: GenericNameSyntax aliased } => aliased,
            _ => name as GenericNameSyntax,
        };
        return generic?.TypeArgumentList.Arguments is [NameSyntax dataset] ? (dataset.ToString().Replace(" ", ""), []) : null;
    }

    /// <summary>The columns of a dataset class that exists already.</summary>
    public static IEnumerable<RowColumn> ColumnsOf(INamedTypeSymbol dataset) =>
        dataset.GetTypeMembers("Columns").SelectMany(columns => columns.GetMembers().OfType<IFieldSymbol>())
            .Where(field => field.Type is INamedTypeSymbol { Name: "Column", TypeArguments.Length: 2 })
            .Select(field => new RowColumn(field.Name, null, TypeName(((INamedTypeSymbol)field.Type).TypeArguments[1]).Name));

    /// <summary>A type without <c>?</c>, and whether it had one.</summary>
    public static (string Name, bool IsNullable) TypeName(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return (nullable.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), true);

        return (type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated);
    }

    /// <summary>Whether the members of a row type are the parameters of a record.</summary>
    public static bool IsPositional(TypeDeclarationSyntax declaration) => declaration is RecordDeclarationSyntax { ParameterList.Parameters.Count: > 0 };

    /// <summary>The members of a row type that stand for columns, and where they are declared.</summary>
    public static IEnumerable<(RowMember Member, Location Location)> MembersOf(INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        if (!IsPositional(declaration))
        {
            return type.GetMembers().OfType<IPropertySymbol>()
                .Where(property => property is { IsStatic: false, IsIndexer: false, SetMethod: not null, IsImplicitlyDeclared: false, ExplicitInterfaceImplementations.Length: 0 })
                .Select(property => (Member(property.Name, property.Type, property.GetAttributes()), property.Locations[0]));
        }

        IMethodSymbol? constructor = type.InstanceConstructors.FirstOrDefault(candidate =>
            candidate.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == declaration.SyntaxTree && reference.Span == declaration.Span));
        return constructor is null
            ? []
            : constructor.Parameters.Select(parameter => (Member(parameter.Name, parameter.Type, [.. parameter.GetAttributes(), .. AttributesOfProperty(type, parameter.Name)]), parameter.Locations[0]));
    }

    // [property: DssColumn("...")] stands on the property that the parameter makes.
    private static IEnumerable<AttributeData> AttributesOfProperty(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IPropertySymbol>().SelectMany(property => property.GetAttributes());

    private static RowMember Member(string name, ITypeSymbol type, IEnumerable<AttributeData> attributes)
    {
        (string typeName, bool isNullable) = TypeName(type);
        AttributeData? column = attributes.FirstOrDefault(attribute => attribute.AttributeClass?.Name == ColumnAttribute);
        return new RowMember(name, typeName, isNullable, column?.ConstructorArguments is [{ Value: string dssName }] ? dssName : null);
    }

    private static string KeywordOf(TypeDeclarationSyntax declaration) => declaration switch
    {
        RecordDeclarationSyntax record when record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword) => "record struct",
        _ => declaration.Keyword.Text,
    };
}
