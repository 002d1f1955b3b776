namespace DssTyped.Flow.Formula;

/// <summary>A node of a formula's syntax tree.</summary>
public abstract record FormulaNode
{
    private protected FormulaNode(FormulaSpan span, int heightBelow = 0)
    {
        Span = span;
        Height = heightBelow + 1;
    }

    /// <summary>Where the node stands in the formula's text.</summary>
    public FormulaSpan Span { get; }

    // How many levels the tree has from here on: what recurses over it needs a stack of that depth.
    internal int Height { get; }

    /// <summary>The nodes below this one, from left to right.</summary>
    public virtual IEnumerable<FormulaNode> Children => [];

    /// <summary>This node and all below it, in the order of the text.</summary>
    public IEnumerable<FormulaNode> SelfAndDescendants()
    {
        var open = new Stack<FormulaNode>();
        open.Push(this);
        while (open.Count > 0)
        {
            FormulaNode node = open.Pop();
            yield return node;
            foreach (FormulaNode child in node.Children.Reverse())
                open.Push(child);
        }
    }

    private protected static int HeightOf(IReadOnlyList<FormulaNode> nodes) => nodes.Count == 0 ? 0 : nodes.Max(node => node.Height);
}

/// <summary>A text in quotes.</summary>
public sealed record TextNode(string Value, FormulaSpan At) : FormulaNode(At);

/// <summary>A number. <paramref name="Spelling"/> has a point or an exponent exactly if it is a decimal.</summary>
public sealed record NumberNode(string Spelling, FormulaSpan At) : FormulaNode(At)
{
    /// <summary>Whether it is a decimal rather than a whole number.</summary>
    public bool IsDecimal => Spelling.IndexOfAny(['.', 'e', 'E']) >= 0;
}

/// <summary>A regular expression between slashes.</summary>
public sealed record PatternNode(string Pattern, bool IgnoreCase, FormulaSpan At) : FormulaNode(At);

/// <summary>A bare name: a column, a name bound by a control structure, or one of <c>cells</c>, <c>variables</c>, <c>true</c>, <c>false</c>, <c>null</c>.</summary>
public sealed record NameNode(string Name, FormulaSpan At) : FormulaNode(At);

/// <summary>A project variable <c>${name}</c> outside quotes that was not expanded: it can stand for anything.</summary>
public sealed record VariableNode(string Name, FormulaSpan At) : FormulaNode(At);

/// <summary>A function call, <c>f(a, b)</c> or <c>a.f(b)</c>; the context of the second is the first argument.</summary>
public sealed record CallNode(string Function, FormulaSpan NameSpan, IReadOnlyList<FormulaNode> Arguments, bool IsMethod, FormulaSpan At) : FormulaNode(At, HeightOf(Arguments))
{
    /// <inheritdoc/>
    public override IEnumerable<FormulaNode> Children => Arguments;
}

/// <summary>An operator between two operands.</summary>
public sealed record BinaryNode(FormulaOperator Operator, FormulaNode Left, FormulaNode Right, FormulaSpan At) : FormulaNode(At, Math.Max(Left.Height, Right.Height))
{
    /// <inheritdoc/>
    public override IEnumerable<FormulaNode> Children => [Left, Right];
}

/// <summary>A sign <c>-x</c> or a negation <c>!x</c>.</summary>
public sealed record UnaryNode(bool IsNot, FormulaNode Operand, FormulaSpan At) : FormulaNode(At, Operand.Height)
{
    /// <inheritdoc/>
    public override IEnumerable<FormulaNode> Children => [Operand];
}

/// <summary>An element <c>x[i]</c> or a slice <c>x[i, j]</c>.</summary>
public sealed record IndexNode(FormulaNode Target, FormulaNode From, FormulaNode? To, FormulaSpan At) : FormulaNode(At, Math.Max(Target.Height, Math.Max(From.Height, To?.Height ?? 0)))
{
    /// <inheritdoc/>
    public override IEnumerable<FormulaNode> Children => To is null ? [Target, From] : [Target, From, To];
}

/// <summary>A field <c>x.name</c>.</summary>
public sealed record MemberNode(FormulaNode Target, string Name, FormulaSpan At) : FormulaNode(At, Target.Height)
{
    /// <inheritdoc/>
    public override IEnumerable<FormulaNode> Children => [Target];
}

/// <summary>An array <c>[a, b]</c>.</summary>
public sealed record ArrayNode(IReadOnlyList<FormulaNode> Items, FormulaSpan At) : FormulaNode(At, HeightOf(Items))
{
    /// <inheritdoc/>
    public override IEnumerable<FormulaNode> Children => Items;
}

/// <summary>A place where an expression is missing; a problem says so.</summary>
public sealed record MissingNode(FormulaSpan At) : FormulaNode(At);
