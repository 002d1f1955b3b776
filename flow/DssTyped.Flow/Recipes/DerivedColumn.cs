using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes;

/// <summary>A column that a recipe is known to write.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The storage type; <see cref="StorageType.Unknown"/> where only the data decides it.</param>
/// <param name="Origins">What it is made of; empty for constants and counts.</param>
public sealed record DerivedColumn(string Name, StorageType Type, EquatableArray<ColumnOrigin> Origins)
{
    /// <summary>The column of an input this is a copy of, with its comment and meaning; null for computed columns.</summary>
    public SchemaColumn? CopyOf { get; init; }
}
