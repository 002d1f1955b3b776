using DssTyped.Flow;

namespace DssTyped.Emit.Model;

/// <summary>A recipe's class.</summary>
/// <param name="TypeName">The class.</param>
/// <param name="Member">The property of the catalog.</param>
/// <param name="DssName">The name in DSS.</param>
/// <param name="DssType">The type in DSS.</param>
/// <param name="Doc">Its documentation.</param>
public sealed record RecipeModel(string TypeName, string Member, string DssName, string DssType, DocModel Doc)
{
    /// <summary>The ids of what it reads.</summary>
    public EquatableArray<string> InputIds { get; init; }

    /// <summary>The ids of what it writes.</summary>
    public EquatableArray<string> OutputIds { get; init; }

    /// <summary>The inputs that another recipe of the flow writes: each needs a proof.</summary>
    public EquatableArray<ProofModel> Proofs { get; init; }

    /// <summary>The outputs that have a type.</summary>
    public EquatableArray<ProofModel> Results { get; init; }
}

/// <summary>An object that a recipe needs proof of, or gives proof of.</summary>
/// <param name="TypeName">The object's class.</param>
/// <param name="Path">Where the flow has it: <c>Datasets.LabResults</c>.</param>
/// <param name="Member">The property in a result or a proofs class.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="DssName">The name in DSS.</param>
/// <param name="Kind">What it is, in words: dataset, managed folder ...</param>
public sealed record ProofModel(string TypeName, string Path, string Member, string Parameter, string DssName, string Kind);
