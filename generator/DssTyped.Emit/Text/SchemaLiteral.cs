using DssTyped.Emit.Model;
using DssTyped.Flow;

namespace DssTyped.Emit.Text;

/// <summary>A string literal of a dataset's columns, in the form that the runtime's <c>DatasetSchema</c> reads: a column a line, name and type apart by a tab.</summary>
internal readonly struct SchemaLiteral(EquatableArray<ColumnModel> columns)
{
    private readonly EquatableArray<ColumnModel> _columns = columns;

    /// <summary>Writes the literal.</summary>
    public void AppendTo(SourceWriter result)
    {
        result.Append('"');
        bool isFirst = true;
        foreach (ColumnModel column in _columns.AsSpan())
        {
            if (!isFirst)
                result.Append("\\n");

            // The literal's own escapes come on top of those that keep names apart.
            CSharpText.AppendEscaped(result, column.DssName.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n"));
            result.Append("\\t");
            CSharpText.AppendEscaped(result, column.DssType.Replace('\t', ' ').Replace('\n', ' '));
            isFirst = false;
        }

        result.Append('"');
    }
}
