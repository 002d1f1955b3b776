using DssTyped.Flow.Json;

namespace DssTyped.Flow.Schemas;

/// <summary>A column of a dataset's schema.</summary>
/// <param name="Name">The name, as DSS has it.</param>
/// <param name="Type">The storage type.</param>
public sealed record SchemaColumn(string Name, StorageType Type)
{
    /// <summary>The storage type as DSS spells it, also when it is unknown to this version.</summary>
    public string TypeName { get; init; } = StorageTypes.NameOf(Type);

    /// <summary>The column's comment.</summary>
    public string? Comment { get; init; }

    /// <summary>The column's meaning, such as <c>LongMeaning</c>; not its storage type.</summary>
    public string? Meaning { get; init; }

    /// <summary>The column as it stands in the snapshot; null for a derived column.</summary>
    public JsonValue? Raw { get; init; }
}
