using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Flow;

namespace DssTyped.Generator.Rows;

/// <summary>A type with <c>[DssRow&lt;T&gt;]</c>, as its source says.</summary>
/// <param name="Namespace">Its namespace; empty for none.</param>
/// <param name="Containers">The declarations of the types around it, outermost first, such as <c>partial class Program</c>.</param>
/// <param name="Keyword"><c>record</c>, <c>record struct</c>, <c>class</c> or <c>struct</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dataset">The dataset as the attribute names it: a type name, qualified or not.</param>
/// <param name="Members">Its parameters or properties.</param>
internal sealed record RowRequest(string Namespace, EquatableArray<string> Containers, string Keyword, string Name, string Dataset, EquatableArray<RowMember> Members)
{
    /// <summary>Whether the members are parameters of a record rather than properties.</summary>
    public bool IsPositional { get; init; }

    /// <summary>The dataset's columns, if its type was compiled before: identifier and .NET type.</summary>
    public EquatableArray<RowColumn> Columns { get; init; }

    /// <summary>The row type, from anywhere.</summary>
    public string FullName => string.Concat(
        "global::",
        Namespace.Length > 0 ? Namespace + "." : "",
        string.Concat(Containers.Select(container => container.Substring(container.LastIndexOf(' ') + 1) + ".")),
        Name);
}

/// <summary>A member of a row type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type without <c>?</c>, fully qualified.</param>
/// <param name="IsNullable">Whether it takes an empty cell.</param>
/// <param name="DssColumn">The column that <c>[DssColumn]</c> names; null for the member's own name.</param>
internal sealed record RowMember(string Name, string Type, bool IsNullable, string? DssColumn);

/// <summary>A column of a dataset.</summary>
/// <param name="Identifier">The field of the dataset's <c>Columns</c>.</param>
/// <param name="DssName">The name in DSS; null if it is not known here.</param>
/// <param name="Type">The .NET type, fully qualified.</param>
internal sealed record RowColumn(string Identifier, string? DssName, string Type)
{
    /// <summary>What happened to it against the baseline; null for nothing that breaks code.</summary>
    public ObsoleteModel? Obsolete { get; init; }

    /// <summary>The columns of a dataset of this compilation's flows.</summary>
    public static RowColumn[] Of(DatasetModel dataset) =>
        [.. dataset.Columns.Select(column => new RowColumn(column.Identifier, column.DssName, ClrType.Of(column.Type).Name) { Obsolete = column.Obsolete })];
}
