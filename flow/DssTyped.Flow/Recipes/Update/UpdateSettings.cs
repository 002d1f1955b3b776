using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Update;

/// <summary>What an <c>update</c> (push to editable) or <c>upsert</c> recipe asks for.</summary>
/// <param name="UniqueKey">The columns that tell rows apart.</param>
/// <param name="AddsMissingRows">Whether rows that the output lacks are added.</param>
/// <param name="DeletesMissingRows">Whether rows of the output that the input lacks are deleted.</param>
/// <param name="AddsMissingColumns">Whether columns that the output lacks are added.</param>
/// <param name="DeletesMissingColumns">Whether columns of the output that the input lacks are deleted.</param>
/// <param name="Filter">Which rows of the input are looked at.</param>
public sealed record UpdateSettings(
    EquatableArray<ColumnRef> UniqueKey,
    bool AddsMissingRows,
    bool DeletesMissingRows,
    bool AddsMissingColumns,
    bool DeletesMissingColumns,
    FilterSettings Filter) : RecipeSettings;
