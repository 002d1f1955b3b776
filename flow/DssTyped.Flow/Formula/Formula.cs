namespace DssTyped.Flow.Formula;

/// <summary>A formula of DSS's language (GREL), parsed. Parsing never throws: what is wrong is in <see cref="Problems"/>.</summary>
public sealed class Formula
{
    internal Formula(string text, FormulaNode root, IReadOnlyList<FormulaProblem> problems)
    {
        Text = text;
        Root = root;
        Problems = problems;
    }

    /// <summary>The text it was parsed from.</summary>
    public string Text { get; }

    /// <summary>The syntax tree; a <see cref="MissingNode"/> stands where something is missing.</summary>
    public FormulaNode Root { get; }

    /// <summary>What is wrong with the syntax, in the order of the text.</summary>
    public IReadOnlyList<FormulaProblem> Problems { get; }

    /// <summary>Whether the formula has a meaning: no problem is more than a doubt.</summary>
    public bool IsValid => Problems.All(problem => problem.IsDoubt);

    /// <summary>Parses a formula. Project variables <c>${name}</c> outside quotes become <see cref="VariableNode"/>; see <see cref="FormulaVariables.Expand"/> for their text.</summary>
    public static Formula Parse(string text) => new FormulaParser(text).Parse();
}
