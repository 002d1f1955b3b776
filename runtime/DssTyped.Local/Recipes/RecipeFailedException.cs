namespace DssTyped.Local.Recipes;

/// <summary>A recipe can't be carried out: the message is its activity's first failure.</summary>
internal sealed class RecipeFailedException(string message, Exception? inner = null) : Exception(message, inner);
