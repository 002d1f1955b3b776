using System.Globalization;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>
/// The storage types that DSS gives prepared columns. It looks at the cells: those of a number, a boolean or a date show what they are, whatever the data;
/// texts may turn out to be numbers, so the type of a text column is not known here.
/// </summary>
internal static class PrepareTypes
{
    /// <summary>What DSS finds in cells of a declared type: it knows one whole and one decimal number.</summary>
    public static StorageType Of(StorageType declared) => declared switch
    {
        StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt => StorageType.BigInt,
        StorageType.Float or StorageType.Double => StorageType.Double,
        StorageType.Boolean or StorageType.Date or StorageType.DateOnly or StorageType.DateTimeNoTz => declared,

        // Versions of DSS differ in whether points and JSON are stored as such or as text.
        StorageType.Unknown or StorageType.String or StorageType.GeoPoint or StorageType.Geometry or StorageType.Array or StorageType.Map or StorageType.Object => StorageType.Unknown,
    };

    /// <summary>What DSS finds in cells that hold a value of the settings; null for the empty text, which is no cell.</summary>
    public static StorageType? OfLiteral(string value)
    {
        if (value.Length == 0)
            return null;
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return StorageType.BigInt;

        return double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? StorageType.Double : StorageType.Unknown;
    }

    /// <summary>What DSS finds in a column that has cells of several types; null stands for no cells, <see cref="StorageType.Unknown"/> for any.</summary>
    public static StorageType? Union(StorageType? first, StorageType? second)
    {
        if (first is null || second is null || first == second)
            return first ?? second;

        return first.Value.IsNumeric() && second.Value.IsNumeric() ? StorageType.Double : StorageType.Unknown;
    }

    /// <summary>As <see cref="Union"/>, for a column whose cells keep their type or become one of some values.</summary>
    public static StorageType WithValues(StorageType type, IEnumerable<string> values) => values.Select(OfLiteral).Aggregate((StorageType?)type, Union) ?? StorageType.Unknown;

    /// <summary>What DSS finds in a column that takes its cells from others.</summary>
    public static StorageType OfAny(IEnumerable<StorageType?> types) => types.Aggregate((StorageType?)null, Union) ?? StorageType.Unknown;

    /// <summary>What DSS finds in instants that were computed from a column: days and times without a zone may stay what they are.</summary>
    public static StorageType OfInstant(StorageType from) => from is StorageType.DateOnly or StorageType.DateTimeNoTz ? StorageType.Unknown : StorageType.Date;

    /// <summary>
    /// Whether a column stored with a type can hold what is found in its cells. People may choose a wider type, and DSS stores columns without cells as text;
    /// texts may all look like something else.
    /// </summary>
    public static bool Holds(StorageType stored, StorageType found) => stored switch
    {
        _ when found == StorageType.String => true,
        StorageType.Unknown or StorageType.String => true,
        StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt => found.IsInteger(),
        StorageType.Float or StorageType.Double => found.IsNumeric(),
        _ => stored == found,
    };
}
