namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>An expression that Java does not take, or that can't be written for .NET.</summary>
internal sealed class JavaRegexException(string message) : ArgumentException(message);
