namespace DssTyped.Flow.Recipes;

/// <summary>A recipe kind's line in the documentation.</summary>
/// <param name="Title">The name DSS's user interface shows, such as "Group".</param>
/// <param name="Certainty">The best certainty its schema can have.</param>
/// <param name="Text">One sentence on what its columns are made of.</param>
public sealed record RecipeNote(string Title, Certainty Certainty, string Text);
