namespace DssTyped.Flow.Recipes;

/// <summary>What a recipe's payload and params ask for, read once and shared by the schema rule and every engine.</summary>
public abstract record RecipeSettings;
