using System.Text.Json;
using System.Text.Json.Serialization;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>The columns of a dataset as DSS stores them. Fields this library does not know survive a round trip.</summary>
public sealed class DssSchema
{
    /// <summary>The columns, in order.</summary>
    public IList<DssSchemaColumn> Columns { get; set; } = [];

    /// <summary>True when a user edited the schema by hand.</summary>
    public bool UserModified { get; set; }

    /// <summary>Fields this library has no property for.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Other { get; set; }
}

/// <summary>One column of a <see cref="DssSchema"/>, or one part of a complex column's type.</summary>
public sealed class DssSchemaColumn
{
    /// <summary>Name; null for the content of an array and the keys and values of a map.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; set; }

    /// <summary>DSS storage type, such as <c>bigint</c> or <c>date</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; set; }

    /// <summary>Description of the column.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Comment { get; set; }

    /// <summary>DSS meaning, such as <c>DoubleMeaning</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Meaning { get; set; }

    /// <summary>Longest text in characters; -1 for no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MaxLength { get; set; }

    /// <summary>Fields this library has no property for.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Other { get; set; }
}
