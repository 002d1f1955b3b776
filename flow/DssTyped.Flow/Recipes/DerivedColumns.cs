using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes;

/// <summary>Ways to make a derived column of others.</summary>
internal static class DerivedColumns
{
    /// <summary>The same column under another name.</summary>
    public static DerivedColumn Named(this DerivedColumn column, string name) => column with { Name = name };

    /// <summary>A column computed from others.</summary>
    public static DerivedColumn From(string name, StorageType type, string how, params DerivedColumn[] sources) =>
        new(name, type, sources.SelectMany(source => source.Origins)
            .Select(origin => origin.Kind is OriginKind.Unknown or OriginKind.ByName ? origin : origin with { Kind = OriginKind.Derived, How = origin.How.Length > 0 ? $"{origin.How}, {how}" : how })
            .Distinct().ToEquatableArray());
}
