using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;

namespace DssTyped.Generator.Rows;

/// <summary>Finds the dataset and the columns that a row type means.</summary>
internal static class RowBinder
{
    public static RowModel? Bind(RowRequest request, IEnumerable<FlowModel> flows)
    {
        if (request.Columns.Count > 0)
            return Bind(request, request.Dataset, request.Columns);

        return FindDataset(request.Dataset, request.Namespace, flows) is { } found
            ? Bind(request, $"global::{found.Namespace}.{found.Dataset.TypeName}",
                RowColumn.Of(found.Dataset).ToEquatableArray())
            : null;
    }

    /// <summary>The column that a member means: by <c>[DssColumn]</c>, else by its own name.</summary>
    public static RowColumn? ColumnOf(RowMember member, IReadOnlyList<RowColumn> columns) => member.DssColumn is { } name
        ? columns.FirstOrDefault(column => column.DssName == name) ?? columns.FirstOrDefault(column => column.DssName is null && column.Identifier == Identifiers.Pascal(name, "Column"))
        : columns.FirstOrDefault(column => column.Identifier == member.Name);

    /// <summary>The dataset that code means by a name. A short name can stand in several flows: the flow whose namespace is nearest to the row type's is meant.</summary>
    public static (string Namespace, DatasetModel Dataset)? FindDataset(string spelling, string @namespace, IEnumerable<FlowModel> flows)
    {
        string wanted = spelling.StartsWith("global::", StringComparison.Ordinal) ? spelling.Substring("global::".Length) : spelling;
        (string Namespace, DatasetModel Dataset)? best = null;
        int bestScore = -1;
        foreach (FlowModel flow in flows)
        {
            foreach (DatasetModel dataset in flow.Datasets)
            {
                string full = $"{flow.Header.Namespace}.{dataset.TypeName}";
                if (full != wanted && !full.EndsWith("." + wanted, StringComparison.Ordinal))
                    continue;

                int score = full == wanted ? int.MaxValue : CommonPrefix(@namespace, flow.Header.Namespace);
                if (score > bestScore)
                    (best, bestScore) = ((flow.Header.Namespace, dataset), score);
            }
        }

        return best;
    }

    private static RowModel Bind(RowRequest request, string dataset, EquatableArray<RowColumn> columns)
    {
        RowColumn?[] meant = [.. request.Members.Select(member => ColumnOf(member, columns) is { } column && column.Type == member.Type ? column : null)];
        return new RowModel(request, dataset, meant.Select(column => column?.Identifier ?? "").ToEquatableArray()) { UsesObsolete = Array.Exists(meant, column => column?.Obsolete is not null) };
    }

    private static int CommonPrefix(string a, string b)
    {
        int length = 0;
        while (length < a.Length && length < b.Length && a[length] == b[length])
            length++;

        return length;
    }
}
