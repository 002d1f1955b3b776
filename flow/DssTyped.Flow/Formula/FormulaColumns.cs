namespace DssTyped.Flow.Formula;

/// <summary>A column that a formula names.</summary>
/// <param name="Name">The column.</param>
/// <param name="Span">Where it is named.</param>
/// <param name="Offset">Whether a value of an earlier row is read.</param>
public sealed record FormulaColumn(string Name, FormulaSpan Span, bool Offset = false);

/// <summary>The columns that a formula reads.</summary>
public sealed class FormulaColumns
{
    private static readonly string[] Readers = ["val", "strval", "numval"];

    // Names that mean something else; a column of that name is read through val("...").
    private static readonly string[] Special = ["cells", "variables", "true", "false", "null"];

    private readonly List<FormulaColumn> _named = [];

    private FormulaColumns(Formula formula) => Visit(formula.Root, []);

    /// <summary>The columns that are named, in the order of the text, each as often as it is named.</summary>
    public IReadOnlyList<FormulaColumn> Named => _named;

    /// <summary>Whether the formula also computes names of columns, or has project variables that were not expanded: it may read any column.</summary>
    public bool HasComputed { get; private set; }

    /// <summary>Finds the columns of a formula.</summary>
    public static FormulaColumns Of(Formula formula) => new(formula);

    private void Visit(FormulaNode node, IReadOnlyList<string> bound)
    {
        switch (node)
        {
            case NameNode name:
                if (!bound.Contains(name.Name) && Array.IndexOf(Special, name.Name) < 0)
                    _named.Add(new FormulaColumn(name.Name, name.Span));
                return;
            case VariableNode:
                HasComputed = true;
                return;
            case IndexNode { Target: NameNode { Name: "cells" }, To: null } cell:
                Read(cell.From, bound, hasOffset: false);
                return;
            case IndexNode { Target: NameNode { Name: "variables" } } variable:
                Visit(variable.From, bound);
                return;
            case MemberNode { Target: NameNode { Name: "cells" } } cell:
                _named.Add(new FormulaColumn(cell.Name, cell.Span));
                return;
            case CallNode call when Array.IndexOf(Readers, call.Function) >= 0 && call.Arguments.Count > 0:
                Read(call.Arguments[0], bound, call.Arguments.Count > (call.Function == "numval" ? 1 : 2));
                foreach (FormulaNode rest in call.Arguments.Skip(1))
                    Visit(rest, bound);
                return;
            case CallNode call when FormulaFunctions.Find(call.Function) is { Binds.Count: > 0 } control:
                VisitControl(call, control, bound);
                return;
            default:
                foreach (FormulaNode child in node.Children)
                    Visit(child, bound);
                return;
        }
    }

    private void Read(FormulaNode name, IReadOnlyList<string> bound, bool hasOffset)
    {
        // val(["name"]) is seen in real projects and means the same.
        if (name is ArrayNode { Items: [TextNode only] })
            name = only;

        if (name is TextNode text)
        {
            _named.Add(new FormulaColumn(text.Value, text.Span, hasOffset));
            HasComputed |= text.Value.IndexOf("${", StringComparison.Ordinal) >= 0;
            return;
        }

        HasComputed = true;
        Visit(name, bound);
    }

    private void VisitControl(CallNode call, FormulaFunction control, IReadOnlyList<string> bound)
    {
        int lastBind = control.Binds[control.Binds.Count - 1];
        string[] names = [.. control.Binds.Where(index => index < call.Arguments.Count).Select(index => call.Arguments[index]).OfType<NameNode>().Select(name => name.Name)];
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            if (!control.Binds.Contains(i))
                Visit(call.Arguments[i], i > lastBind ? [.. bound, .. names] : bound);
        }
    }
}
