namespace DssTyped.Flow.Lineage;

/// <summary>One step of lineage: a column of a recipe's input and a column of its output that depends on it.</summary>
/// <param name="From">The input's column.</param>
/// <param name="To">The output's column.</param>
/// <param name="Recipe">The recipe; empty for the files of a managed folder that a dataset reads.</param>
/// <param name="Certainty">How surely, and how, it depends.</param>
/// <param name="How">What the recipe does, in a word or two (<c>avg</c>, <c>formula</c>); empty for a copy.</param>
public sealed record LineageEdge(LineageColumn From, LineageColumn To, string Recipe, LineageCertainty Certainty, string How);
