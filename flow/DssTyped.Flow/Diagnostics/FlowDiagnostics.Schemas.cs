namespace DssTyped.Flow.Diagnostics;

/// <summary>DSS21xx: a recipe's settings and the schemas around it disagree; DSS22xx: stored schemas are not what recipes now write.</summary>
public static partial class FlowDiagnostics
{
    /// <summary>A recipe names a column that its input does not have; a build fails. Arguments: recipe, column, input (or output, for what is done last), <see cref="DidYouMean"/>. Never for an input without any column: it was never built.</summary>
    public static readonly FlowDiagnostic UnknownColumn = new("DSS2101", "Recipe uses a column its input does not have",
        "Recipe '{0}' uses column '{1}', but '{2}' has no such column.{3} Choose another column in the recipe in DSS, then import the project again.", FlowSeverity.Error);

    /// <summary>A formula names a column that does not exist; DSS takes it as empty. Arguments: recipe, column, <see cref="DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic UnknownColumnInFormula = new("DSS2102", "Formula uses a column that does not exist",
        "A formula of recipe '{0}' uses column '{1}', which does not exist at that point; DSS takes it as empty.{2} Correct the formula in DSS.", FlowSeverity.Warning);

    /// <summary>A formula calls a function we do not know. Arguments: recipe, function, <see cref="DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic UnknownFunction = new("DSS2103", "Formula calls an unknown function",
        "A formula of recipe '{0}' calls '{1}', which is no function of the formula language known to this version.{2} Correct the formula in DSS.", FlowSeverity.Warning);

    /// <summary>A formula can't be read. Arguments: recipe, what is wrong.</summary>
    public static readonly FlowDiagnostic FormulaSyntax = new("DSS2104", "Formula is not valid",
        "A formula of recipe '{0}' can't be read: {1}. Correct it in DSS.", FlowSeverity.Error);

    /// <summary>The two sides of a join condition have types that do not compare. Arguments: recipe, left column, its type, right column, its type.</summary>
    public static readonly FlowDiagnostic JoinKeyTypes = new("DSS2105", "Join compares columns of different types",
        "Recipe '{0}' joins '{1}' ({2}) with '{3}' ({4}): databases refuse to compare these types, and the DSS engine compares their texts. Give both columns one type in a Prepare recipe before the join.", FlowSeverity.Warning);

    /// <summary>An aggregate on a type that it does not take. Arguments: recipe, aggregate, column, type.</summary>
    public static readonly FlowDiagnostic AggregateType = new("DSS2106", "Aggregate does not take the column's type",
        "Recipe '{0}' computes {1} of column '{2}', whose type is {3}. Change the column's type before this recipe, or drop the aggregate.", FlowSeverity.Error);

    /// <summary>First or last without an order. Arguments: recipe, aggregate, column.</summary>
    public static readonly FlowDiagnostic FirstLastNeedsOrder = new("DSS2107", "First or last value without an order",
        "Recipe '{0}' takes the {1} value of column '{2}' without an order column: which row that is may change from run to run. Choose an order column for the aggregate in DSS.", FlowSeverity.Warning);

    /// <summary>A prepare step names a column that does not exist; DSS skips it. Arguments: recipe, step, column, <see cref="DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic UnknownColumnInStep = new("DSS2108", "Prepare step uses a column that does not exist",
        "{1} of recipe '{0}' uses column '{2}', which does not exist at that point, so the step does nothing there.{3} Correct or delete the step in DSS.", FlowSeverity.Warning);

    /// <summary>A step or rule reads a dataset that is no input of its recipe. Arguments: recipe, dataset.</summary>
    public static readonly FlowDiagnostic DatasetNotAnInput = new("DSS2109", "Step reads a dataset that is not an input of its recipe",
        "A step of recipe '{0}' reads dataset '{1}', which is not among the recipe's inputs, so builds do not keep it up to date. Open and save the recipe in DSS, or choose the dataset again.", FlowSeverity.Warning);

    /// <summary>A recipe writes two columns of one name. Arguments: recipe, column, output.</summary>
    public static readonly FlowDiagnostic DuplicateOutputColumn = new("DSS2110", "Recipe writes two columns with the same name",
        "Recipe '{0}' writes two columns called '{1}' to '{2}'. Give one of them an alias or its input a prefix in DSS.", FlowSeverity.Warning);

    /// <summary>A setting points to an input, output or table that the recipe does not have. Arguments: recipe, setting, index, how many there are.</summary>
    public static readonly FlowDiagnostic IndexOutOfRange = new("DSS2111", "Recipe setting points to an input or output that does not exist",
        "In recipe '{0}', {1} has index {2}, counted from 0, but the recipe has only {3}. Open and save the recipe in DSS, then import the project again.", FlowSeverity.Warning);

    /// <summary>A processor that this version does not know. Arguments: recipe, processor.</summary>
    public static readonly FlowDiagnostic UnknownProcessor = new("DSS2112", "Prepare step is not known to this version",
        "Recipe '{0}' has a step of type '{1}', which this version of DssTyped does not know; the columns after it are not checked.", FlowSeverity.Info);

    /// <summary>A dataset's stored schema is not what its recipe now writes. Arguments: dataset, recipe, what differs.</summary>
    public static readonly FlowDiagnostic StaleSchema = new("DSS2201", "Stored schema is out of date",
        "The stored schema of '{0}' is not what recipe '{1}' now writes: {2}. Run the recipe, or let DSS update the schema when it asks, then import the project again.", FlowSeverity.Warning);

    // After the entries: static fields are set in the order of the text, and that of several files is not fixed, so the list is made on first use.
    private static IReadOnlyList<FlowDiagnostic> AllRules => field ??=
    [
        DanglingInput, DanglingOutput, Cycle, TwoProducers, NoOutputs, UnknownRecipeType, PartitionDependency, WriteProtected, DanglingFolder, NotExported,
        UnknownColumn, UnknownColumnInFormula, UnknownFunction, FormulaSyntax, JoinKeyTypes, AggregateType, FirstLastNeedsOrder,
        UnknownColumnInStep, DatasetNotAnInput, DuplicateOutputColumn, IndexOutOfRange, UnknownProcessor, StaleSchema,
    ];
}
