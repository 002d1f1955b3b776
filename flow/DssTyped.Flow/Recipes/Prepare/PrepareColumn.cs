using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>A column between two steps.</summary>
internal sealed class PrepareColumn(string name, StorageType type, IReadOnlyList<ColumnOrigin> origins, SchemaColumn? copyOf = null)
{
    public string Name { get; internal set; } = name;

    public StorageType Type { get; internal set; } = type;

    public IReadOnlyList<ColumnOrigin> Origins { get; internal set; } = origins;

    /// <summary>The input column this still is a copy of.</summary>
    public SchemaColumn? CopyOf { get; internal set; } = copyOf;

    /// <summary>Where an engine keeps the column's cell in a row; -1 until it has a place.</summary>
    public int Slot { get; set; } = -1;
}
